import { Button, Flex, FlexItem } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import { toNumber, toTime } from "../../api/values";
import { useFormat } from "../../components/format";
import { QueryView } from "../../components/QueryView";
import { RelativeTime } from "../../components/RelativeTime";
import { DataTable } from "../../components/table/DataTable";
import { type Provider, PROVIDERS } from "./providers";

type Machine = Schemas["VirtualMachineRepresentation"];

const MOST = "5000";

async function machinesOf(provider: string, refresh: boolean, signal?: AbortSignal) {
  const query = { max: MOST, ...(refresh && { refresh: "true" }) };
  const found = await answer(
    api.GET("/ovirt-engine/api/externalvmproviders/{provider}/virtualmachines", { params: { path: { provider }, query }, signal }),
  );
  return { machines: listOf(found.virtual_machine), asOf: toTime(found.as_of) };
}

function sizeOf(machine: Machine): number {
  return listOf(machine.disks).reduce((sum, disk) => sum + (toNumber(disk.capacity) ?? 0), 0);
}

/** The machines at the source, as they were listed last. */
export function ProviderMachines({ provider }: { provider: Provider }) {
  const { t } = useTranslation("providers");
  const format = useFormat();
  const queries = useQueryClient();
  const queryKey = [PROVIDERS, "machines", provider.id];
  const query = useQuery({ queryKey, queryFn: ({ signal }) => machinesOf(provider.id, false, signal), staleTime: 60_000 });
  const [isRefreshing, setRefreshing] = useState(false);
  const refresh = () => {
    setRefreshing(true);
    queries
      .fetchQuery({ queryKey, queryFn: () => machinesOf(provider.id, true), staleTime: 0 })
      .catch(() => undefined) // the query itself shows why
      .finally(() => setRefreshing(false));
  };
  return (
    <QueryView query={query}>
      {({ machines, asOf }) => (
        <DataTable<Machine>
          label={t("page.machines")}
          rows={machines}
          fillsPage
          rowKey={(row) => row.id ?? ""}
          rowName={(row) => row.name ?? ""}
          filterText={(row) => [row.name, row.os, row.host, row.cluster, row.datacenter, row.folder].join(" ")}
          initialSorting={{ key: "name", direction: "asc" }}
          empty={<p>{t("page.noMachines")}</p>}
          tools={
            <Flex>
              <FlexItem className="v2v-subtle">
                {t("page.asOf")} <RelativeTime time={asOf} />
              </FlexItem>
              <FlexItem>
                <Button variant="link" isLoading={isRefreshing} isDisabled={isRefreshing} onClick={refresh}>
                  {t("page.refresh")}
                </Button>
              </FlexItem>
            </Flex>
          }
          columns={[
            { key: "name", title: t("page.name"), render: (row) => row.name, sortBy: (row) => row.name, width: 25 },
            { key: "power", title: t("page.power"), render: (row) => t(row.status === "down" ? "page.down" : "page.up"), sortBy: (row) => row.status },
            { key: "os", title: t("page.os"), render: (row) => row.os ?? "–", sortBy: (row) => row.os, width: 20 },
            { key: "size", title: t("page.size"), render: (row) => format.bytes(sizeOf(row)), sortBy: sizeOf, isNumber: true },
            {
              key: "place",
              title: t("page.place"),
              render: (row) => [row.datacenter, row.cluster, row.host].filter((part) => (part ?? "") !== "").join(" / ") || "–",
              sortBy: (row) => [row.datacenter, row.cluster, row.host].join("/"),
              width: 25,
            },
          ]}
        />
      )}
    </QueryView>
  );
}
