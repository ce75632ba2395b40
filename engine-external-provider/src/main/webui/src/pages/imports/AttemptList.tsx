import { useTranslation } from "react-i18next";
import { toTime } from "../../api/values";
import { RelativeTime } from "../../components/RelativeTime";
import { StatusLabel, type Tone } from "../../components/StatusLabel";
import { useFormat } from "../../components/format";
import { DataTable } from "../../components/table/DataTable";
import { type Attempt, logPath } from "./importQueries";

const TONES: Record<NonNullable<Attempt["outcome"]>, Tone> = {
  succeeded: "good",
  failed: "bad",
  cancelled: "neutral",
  passed_over: "warning",
  fenced: "warning",
};

/** What was tried, where, and how it ended; the last one first. */
export function AttemptList({ id, attempts }: { id: string; attempts: Attempt[] }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  return (
    <DataTable
      label={t("attempts")}
      rows={[...attempts].reverse()}
      rowKey={(row) => row.id ?? String(row.number)}
      rowName={(row) => String(row.number)}
      columns={[
        { key: "number", title: t("attempt.number"), render: (row) => row.number, width: 10 },
        { key: "host", title: t("setting.host"), render: (row) => row.host?.name },
        {
          key: "outcome",
          title: t("attempt.outcome"),
          render: (row) =>
            row.outcome === undefined ? (
              <StatusLabel tone="busy">{t("attempt.running")}</StatusLabel>
            ) : (
              <StatusLabel tone={TONES[row.outcome]}>{t(`attempt.${row.outcome}`)}</StatusLabel>
            ),
        },
        { key: "started", title: t("setting.started"), render: (row) => <RelativeTime time={toTime(row.started)} /> },
        {
          key: "duration",
          title: t("attempt.duration"),
          render: (row) => {
            const from = toTime(row.started);
            const to = toTime(row.ended);
            return from === undefined || to === undefined ? "–" : format.duration(to.getTime() - from.getTime());
          },
        },
        { key: "failure", title: t("attempt.why"), render: (row) => row.failure?.message, width: 30 },
        {
          key: "log",
          title: t("log.title"),
          render: (row) =>
            row.id === undefined ? null : (
              <a href={logPath(id, row.id)} download={`${row.id}.log`}>
                {t("log.download")}
              </a>
            ),
        },
      ]}
    />
  );
}
