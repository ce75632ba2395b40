import { Alert } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { IMPORTS } from "../../app/LiveUpdates";
import { answer, api } from "../../api/client";
import { partOfImports } from "../../api/lists";
import { toTime } from "../../api/values";
import { QueryView } from "../../components/QueryView";
import { RelativeTime } from "../../components/RelativeTime";
import { ImportStatus } from "../../components/StatusLabel";
import { DataTable } from "../../components/table/DataTable";
import type { Import } from "../imports/importQueries";
import { Outcome } from "../imports/Outcome";
import type { Provider } from "./providers";

/** As many as the engine gives at once. */
const MOST = 1_000;

/** What was imported from a provider, of the latest thousand imports; if there are more, that is said. */
export function ProviderImports({ provider }: { provider: Provider }) {
  const { t } = useTranslation(["providers", "machines"]);
  const query = useQuery({
    queryKey: [IMPORTS, "list", "provider", provider.id],
    queryFn: async ({ signal }) =>
      partOfImports(await answer(api.GET("/ovirt-engine/api/imports", { params: { query: { max: String(MOST) } }, signal }))),
    select: ({ items, next }) => ({
      rows: items.filter((each) => each.external_vm_provider?.id === provider.id),
      isCut: next !== undefined,
    }),
  });
  return (
    <QueryView query={query}>
      {({ rows, isCut }) => (
        <>
          {isCut && (
            <Alert variant="info" isInline isPlain component="h2" title={t("page.latestImports", { count: MOST })}>
              <Link to="/machines">{t("page.allImports")}</Link>
            </Alert>
          )}
          <DataTable<Import>
            label={t("page.imports")}
            rows={rows}
            rowKey={(row) => row.id ?? ""}
            rowName={(row) => row.name ?? ""}
            filterText={(row) => row.name ?? ""}
            empty={<p>{t(isCut ? "page.noneOfLatest" : "page.noImports")}</p>}
            columns={[
              { key: "name", title: t("machines:column.name"), render: (row) => <Link to={`/imports/${row.id}`}>{row.name}</Link>, sortBy: (row) => row.name, width: 25 },
              { key: "status", title: t("machines:column.status"), render: (row) => <ImportStatus status={row.status} />, sortBy: (row) => row.status },
              { key: "progress", title: t("machines:column.progress"), render: (row) => <Outcome subject={row} />, width: 35 },
              { key: "created", title: t("machines:column.created"), render: (row) => <RelativeTime time={toTime(row.created)} />, sortBy: (row) => row.created },
            ]}
          />
        </>
      )}
    </QueryView>
  );
}
