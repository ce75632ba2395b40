import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { DataTable } from "../../components/table/DataTable";
import { useMachineColumns } from "../import/machineColumns";
import { machinesQuery, type SourceMachine } from "../import/machines";
import { ListedAsOf } from "./ListedAsOf";
import type { Provider } from "./providers";
import { useInventoryRefresh } from "./useInventoryRefresh";

/** The machines at the source, as they were listed last. */
export function ProviderMachines({ provider }: { provider: Provider }) {
  const { t } = useTranslation("providers");
  const columns = useMachineColumns();
  const query = useQuery(machinesQuery(provider.id));
  const refreshing = useInventoryRefresh(provider.id);
  return (
    <>
      {refreshing.error && <ProblemAlert problem={refreshing.error} />}
      <QueryView query={query}>
        {({ machines, asOf }) => (
          <DataTable<SourceMachine>
            label={t("page.machines")}
            rows={machines}
            columns={columns}
            fillsPage
            rowKey={(machine) => machine.id}
            rowName={(machine) => machine.name}
            filterText={(machine) =>
              [machine.name, machine.os, machine.host, machine.cluster, machine.dataCenter, machine.folder].join(" ")
            }
            initialSorting={{ key: "name", direction: "asc" }}
            empty={<p>{t("page.noMachines")}</p>}
            tools={<ListedAsOf asOf={asOf} refreshing={refreshing} again={t("page.refresh")} />}
          />
        )}
      </QueryView>
    </>
  );
}
