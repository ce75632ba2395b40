import { Button, PageSection } from "@patternfly/react-core";
import { ServerIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session/SessionContext";
import { EmptyPage } from "../../components/EmptyPage";
import { PageHeader } from "../../components/PageHeader";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { RowActions } from "../../components/RowActions";
import { DataTable } from "../../components/table/DataTable";
import { useDownload } from "../../components/useDownload";
import { HostDialog } from "./HostDialog";
import { HostProblems } from "./HostProblems";
import { useHostColumns } from "./hostColumns";
import { agentLog, type Host, hostsQuery } from "./hosts";
import { RemoveHostDialog } from "./RemoveHostDialog";

type Open = { dialog: "add" } | { dialog: "edit" | "remove"; host: Host };

export default function HostsPage() {
  const { t } = useTranslation("hosts");
  const hosts = useQuery(hostsQuery);
  const columns = useHostColumns();
  const mayConfigure = useMay("configure");
  const [open, setOpen] = useState<Open>();
  const add = mayConfigure && <Button onClick={() => setOpen({ dialog: "add" })}>{t("add")}</Button>;
  const close = () => setOpen(undefined);
  const { failure, download } = useDownload();

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={hosts.data?.length ? add || undefined : undefined} />
      <QueryView query={hosts}>
        {(rows) => (
          <PageSection hasBodyWrapper={false}>
            {failure && <ProblemAlert problem={failure} />}
            <DataTable
              label={t("title")}
              rows={rows}
              columns={columns}
              rowKey={(host) => host.id}
              rowName={(host) => host.name}
              initialSorting={{ key: "name", direction: "asc" }}
              filterText={(host) => `${host.name} ${host.address} ${host.cluster.name} ${host.status}`}
              detail={(host) => (host.problems.length + host.warnings.length > 0 ? <HostProblems host={host} /> : undefined)}
              actions={(host) => (
                <RowActions
                  name={host.name}
                  actions={[
                    { title: t("agentLog"), onClick: () => void download(`${host.name}.log`, () => agentLog(host.id)) },
                    ...(mayConfigure
                      ? [
                          { title: t("action.edit"), onClick: () => setOpen({ dialog: "edit", host }) },
                          { title: t("action.remove"), isDanger: true, onClick: () => setOpen({ dialog: "remove", host }) },
                        ]
                      : []),
                  ]}
                />
              )}
              empty={<EmptyPage icon={ServerIcon} title={t("empty.title")} text={t("empty.text")} action={add || undefined} />}
            />
          </PageSection>
        )}
      </QueryView>
      {open?.dialog === "add" && <HostDialog onClose={close} />}
      {open?.dialog === "edit" && <HostDialog host={open.host} onClose={close} />}
      {open?.dialog === "remove" && <RemoveHostDialog host={open.host} onClose={close} />}
    </>
  );
}
