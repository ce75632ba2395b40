import { Button, PageSection } from "@patternfly/react-core";
import { StorageDomainIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../../app/session/SessionContext";
import { problemOfFailure } from "../../api/problem";
import { EmptyPage } from "../../components/EmptyPage";
import { PageHeader } from "../../components/PageHeader";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { RowActions } from "../../components/RowActions";
import { DataTable } from "../../components/table/DataTable";
import { AddDomainDialog } from "./AddDomainDialog";
import { DomainStatus } from "./DomainStatus";
import { RemoveDomainDialog } from "./RemoveDomainDialog";
import { Space } from "./Space";
import { type Domain, domainsQuery } from "./storage";

/** The export domains: where imports go. */
export default function StoragePage() {
  const { t } = useTranslation("storage");
  const domains = useQuery(domainsQuery);
  const mayConfigure = useMay("configure");
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Domain>();
  const add = mayConfigure ? <Button onClick={() => setAdding(true)}>{t("add")}</Button> : undefined;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={domains.data?.length ? add : undefined} />
      <QueryView query={domains}>
        {(rows) => (
          <PageSection hasBodyWrapper={false} isFilled>
            <DataTable<Domain>
              label={t("title")}
              rows={rows}
              rowKey={(row) => row.id}
              rowName={(row) => row.name}
              initialSorting={{ key: "name", direction: "asc" }}
              filterText={(row) => [row.name, row.dataCenter.name, row.location, row.host.name].join(" ")}
              empty={<EmptyPage icon={StorageDomainIcon} title={t("empty.title")} text={t("empty.text")} action={add} />}
              columns={[
                { key: "name", title: t("column.name"), render: (row) => <Link to={`/storage/${row.id}`}>{row.name}</Link>, sortBy: (row) => row.name, width: 20 },
                { key: "status", title: t("column.status"), render: (row) => <DomainStatus domain={row} />, sortBy: (row) => row.status },
                { key: "space", title: t("column.space"), render: (row) => <Space domain={row} />, sortBy: (row) => row.available, width: 20 },
                { key: "dataCenter", title: t("column.dataCenter"), render: (row) => row.dataCenter.name || "–", sortBy: (row) => row.dataCenter.name },
                { key: "location", title: t("column.location"), render: (row) => row.location, sortBy: (row) => row.location, width: 20 },
                { key: "host", title: t("column.host"), render: (row) => row.host.name, sortBy: (row) => row.host.name },
              ]}
              detail={(row) => row.problem && <ProblemAlert problem={problemOfFailure(row.problem)} title={row.problem.message} />}
              actions={
                mayConfigure
                  ? (row) => (
                      <RowActions
                        name={row.name}
                        actions={[{ title: t("common:action.remove"), isDanger: true, onClick: () => setRemoved(row) }]}
                      />
                    )
                  : undefined
              }
            />
          </PageSection>
        )}
      </QueryView>
      {isAdding && <AddDomainDialog onClose={() => setAdding(false)} />}
      {removed && <RemoveDomainDialog domain={removed} onClose={() => setRemoved(undefined)} />}
    </>
  );
}
