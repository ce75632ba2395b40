import { ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { listOf } from "../../api/lists";
import { toNumber, toTime } from "../../api/values";
import { load } from "../../app/load";
import { useFormat } from "../../components/format";
import type { Day } from "./dashboardQueries";

const SPANS = ["hour", "day"] as const;

/** What draws it is larger than all else on the page, and comes when there is something to draw. */
const CopiedChart = lazy(() => load(() => import("./CopiedChart")));

/** How much was copied when. */
export function Copied({ day }: { day: Day }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const [span, setSpan] = useState<(typeof SPANS)[number]>("hour");
  const steps = listOf(day[span]).map(({ from, bytes }) => ({ x: toTime(from) ?? new Date(0), y: toNumber(bytes) ?? 0 }));
  const whole = steps.reduce((sum, { y }) => sum + y, 0);
  const label = t(`copied.${span}`, { bytes: format.bytes(whole) });
  return (
    <>
      <ToggleGroup aria-label={t("copied.span")} isCompact>
        {SPANS.map((each) => (
          <ToggleGroupItem
            key={each}
            buttonId={`copied-${each}`}
            text={t(`copied.of.${each}`)}
            isSelected={each === span}
            onChange={() => setSpan(each)}
          />
        ))}
      </ToggleGroup>
      <p className="v2v-subtle v2v-copied">{label}</p>
      {whole > 0 && (
        <Suspense fallback={<div className="v2v-chart" />}>
          <CopiedChart steps={steps} label={label} />
        </Suspense>
      )}
    </>
  );
}
