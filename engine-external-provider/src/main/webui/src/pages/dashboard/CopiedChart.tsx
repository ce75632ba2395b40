import "@patternfly/patternfly/patternfly-charts.css";
import { Chart, ChartAxis, ChartBar, ChartThemeColor } from "@patternfly/react-charts/victory";
import { ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listOf } from "../../api/lists";
import { toNumber, toTime } from "../../api/values";
import { useNarrow } from "../../components/useNarrow";
import { useFormat } from "../../components/format";
import type { Day } from "./dashboardQueries";

const SPANS = ["hour", "day"] as const;

/** How much was copied when; its own file, since what draws it is large. */
export default function CopiedChart({ day }: { day: Day }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const isNarrow = useNarrow();
  const [span, setSpan] = useState<(typeof SPANS)[number]>("hour");
  const data = listOf(day[span]).map(({ from, bytes }) => ({ x: toTime(from) ?? new Date(0), y: toNumber(bytes) ?? 0 }));
  const whole = data.reduce((sum, { y }) => sum + y, 0);
  // a power of two, so that the axis has round figures
  const top = 2 ** Math.ceil(Math.log2(Math.max(1, ...data.map(({ y }) => y))));
  const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
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
      <div className="v2v-chart" role="img" aria-label={label} hidden={whole === 0}>
        <Chart
          ariaTitle={label}
          height={180}
          width={isNarrow ? 320 : 600}
          padding={{ left: 80, right: 20, top: 10, bottom: 35 }}
          domainPadding={{ x: 12 }}
          domain={{ y: [0, top] }}
          themeColor={ChartThemeColor.blue}
          scale={{ x: "time", y: "linear" }}
        >
          <ChartAxis fixLabelOverlap tickCount={isNarrow ? 3 : 6} tickFormat={(at: Date) => time.format(at)} />
          <ChartAxis dependentAxis tickValues={[top / 2, top]} tickFormat={(bytes: number) => format.bytes(bytes)} />
          <ChartBar data={data} />
        </Chart>
      </div>
    </>
  );
}
