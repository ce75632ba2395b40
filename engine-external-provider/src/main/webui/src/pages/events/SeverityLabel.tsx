import { useTranslation } from "react-i18next";
import { StatusLabel, type Tone } from "../../components/StatusLabel";
import type { Event } from "./eventQueries";

const TONES: Record<NonNullable<Event["severity"]>, Tone> = { normal: "neutral", warning: "warning", error: "bad", alert: "bad" };

/** How bad an event is. */
export function SeverityLabel({ severity = "normal" }: { severity: Event["severity"] }) {
  const { t } = useTranslation("events");
  return <StatusLabel tone={TONES[severity]}>{t(`severity.${severity}`)}</StatusLabel>;
}
