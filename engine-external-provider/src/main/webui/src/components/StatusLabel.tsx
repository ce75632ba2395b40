import { Label } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";

export type Tone = "good" | "bad" | "warning" | "busy" | "waiting" | "neutral";

const LOOK = {
  good: { status: "success" },
  bad: { status: "danger" },
  warning: { status: "warning" },
  busy: { status: "info" },
  waiting: { color: "grey" },
  neutral: { color: "grey" },
} as const;

/** A state in words and colour. */
export function StatusLabel({ tone, children }: { tone: Tone; children: string }) {
  return (
    <Label {...LOOK[tone]} variant="outline">
      {children}
    </Label>
  );
}

const TONES: Record<string, Tone> = {
  validating: "busy",
  queued: "waiting",
  starting: "busy",
  converting: "busy",
  finalizing: "busy",
  succeeded: "good",
  failed: "bad",
  cancelled: "neutral",
};

/** The state of an import; what it does is said where there is room for a phase. */
export function ImportStatus({ status }: { status: string | undefined }) {
  const { t } = useTranslation();
  if (status === undefined) return null;
  return <StatusLabel tone={TONES[status] ?? "neutral"}>{t(`importState.${status}`, { defaultValue: status })}</StatusLabel>;
}
