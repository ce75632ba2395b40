import { Button, PageSection } from "@patternfly/react-core";
import { CloudIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session/SessionContext";
import { EmptyPage } from "../../components/EmptyPage";
import { PageHeader } from "../../components/PageHeader";
import { QueryView } from "../../components/QueryView";
import { RowActions } from "../../components/RowActions";
import { DataTable } from "../../components/table/DataTable";
import { ProviderDialogs, type OpenProviderDialog } from "./ProviderDialogs";
import { useProviderColumns } from "./providerColumns";
import { providersQuery } from "./providers";
import { useProviderActions } from "./useProviderActions";

export default function ProvidersPage() {
  const { t } = useTranslation("providers");
  const providers = useQuery(providersQuery);
  const columns = useProviderColumns();
  const mayConfigure = useMay("configure");
  const [open, setOpen] = useState<OpenProviderDialog>();
  const actionsOf = useProviderActions(setOpen);
  const add = mayConfigure ? <Button onClick={() => setOpen({ dialog: "add" })}>{t("add")}</Button> : undefined;

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={providers.data?.length ? add : undefined} />
      <QueryView query={providers}>
        {(rows) => (
          <PageSection hasBodyWrapper={false}>
            <DataTable
              label={t("title")}
              rows={rows}
              columns={columns}
              rowKey={(provider) => provider.id}
              rowName={(provider) => provider.name}
              initialSorting={{ key: "name", direction: "asc" }}
              filterText={(provider) =>
                [provider.name, provider.description, provider.address, provider.url, provider.username, provider.dataCenter.name].join(" ")
              }
              actions={(provider) => <RowActions name={provider.name} actions={actionsOf(provider)} />}
              empty={<EmptyPage icon={CloudIcon} title={t("empty.title")} text={t("empty.text")} action={add} />}
            />
          </PageSection>
        )}
      </QueryView>
      <ProviderDialogs open={open} onClose={() => setOpen(undefined)} onOpen={setOpen} />
    </>
  );
}
