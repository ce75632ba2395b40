import { Button, Flex, FlexItem } from "@patternfly/react-core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { RelativeTime } from "../../components/RelativeTime";
import { DataTable } from "../../components/table/DataTable";
import { useMachineColumns } from "../import/machineColumns";
import { machinesQuery, type SourceMachine } from "../import/machines";
import { fetchInventory, type Provider, PROVIDERS } from "./providers";

/** The machines at the source, as they were listed last. */
export function ProviderMachines({ provider }: { provider: Provider }) {
  const { t } = useTranslation("providers");
  const columns = useMachineColumns();
  const queries = useQueryClient();
  const query = useQuery(machinesQuery(provider.id));
  const refreshing = useMutation<unknown, Problem>({
    mutationFn: () => fetchInventory(provider.id, true),
    onSettled: () => queries.invalidateQueries({ queryKey: [PROVIDERS] }),
  });
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
            tools={
              <Flex>
                <FlexItem className="v2v-subtle">
                  {t("page.asOf")} <RelativeTime time={asOf} />
                </FlexItem>
                <FlexItem>
                  <Button
                    variant="link"
                    isLoading={refreshing.isPending}
                    isDisabled={refreshing.isPending}
                    onClick={() => refreshing.mutate()}
                  >
                    {t("page.refresh")}
                  </Button>
                </FlexItem>
              </Flex>
            }
          />
        )}
      </QueryView>
    </>
  );
}
