import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EVENTS } from "../../app/LiveUpdates";
import { answer, api } from "../../api/client";
import { listOf } from "../../api/lists";
import { toTime } from "../../api/values";
import { QueryView } from "../../components/QueryView";
import { RelativeTime } from "../../components/RelativeTime";
import { DataTable } from "../../components/table/DataTable";
import type { Event } from "../events/eventQueries";
import { SeverityLabel } from "../events/SeverityLabel";
import type { Provider } from "./providers";

/** The latest events that are about a provider. */
export function ProviderEvents({ provider }: { provider: Provider }) {
  const { t } = useTranslation(["providers", "events"]);
  const query = useQuery({
    queryKey: [EVENTS, "provider", provider.id],
    queryFn: async ({ signal }) => {
      const search = `provider.id=${provider.id}`;
      return listOf((await answer(api.GET("/ovirt-engine/api/events", { params: { query: { search, max: "200" } }, signal }))).event);
    },
  });
  return (
    <QueryView query={query}>
      {(rows) => (
        <DataTable<Event>
          label={t("page.events")}
          rows={rows}
          rowKey={(row) => row.id ?? ""}
          rowName={(row) => row.description ?? ""}
          filterText={(row) => row.description ?? ""}
          empty={<p>{t("page.noEvents")}</p>}
          columns={[
            { key: "severity", title: t("events:column.severity"), render: (row) => <SeverityLabel severity={row.severity} /> },
            { key: "time", title: t("events:column.time"), render: (row) => <RelativeTime time={toTime(row.time)} />, width: 20 },
            { key: "message", title: t("events:column.message"), render: (row) => row.description, width: 50 },
          ]}
        />
      )}
    </QueryView>
  );
}
