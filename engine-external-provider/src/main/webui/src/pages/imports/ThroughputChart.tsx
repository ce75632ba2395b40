import "@patternfly/patternfly/patternfly-charts.css";
import { Chart, ChartArea, ChartAxis, ChartThemeColor } from "@patternfly/react-charts/victory";
import { useNarrow } from "../../components/useNarrow";
import { useFormat } from "../../components/format";
import type { Sample } from "../../components/speed";
import { ticks } from "./ticks";

/** What is drawn for one moment is the speed of so many samples, since copies grow in steps. */
const SPAN = 5;

/** Bytes a second from sample to sample. */
export function rates(samples: readonly Sample[]): { x: Date; y: number }[] {
  return samples.slice(1).map((sample, index) => {
    const from = samples[Math.max(0, index + 1 - SPAN)] as Sample;
    const seconds = Math.max(0.001, (sample.at - from.at) / 1_000);
    return { x: new Date(sample.at), y: Math.max(0, (sample.bytes - from.bytes) / seconds) };
  });
}

/** How fast something was copied; its own file, since what draws it is large. */
export default function ThroughputChart({ samples, label }: { samples: readonly Sample[]; label: string }) {
  const format = useFormat();
  const isNarrow = useNarrow();
  const data = rates(samples);
  const most = Math.max(1, ...data.map(({ y }) => y));
  return (
    <div className="v2v-chart" role="img" aria-label={label}>
      <Chart
        ariaTitle={label}
        height={110}
        width={isNarrow ? 320 : 600}
        padding={{ left: 90, right: 40, top: 10, bottom: 30 }}
        themeColor={ChartThemeColor.blue}
        scale={{ x: "time", y: "linear" }}
        domain={{ y: [0, most * 1.1] }}
      >
        <ChartAxis
          fixLabelOverlap
          tickValues={ticks(data.map(({ x }) => x.getTime()), isNarrow ? 2 : 4)}
          tickFormat={(time: number) => format.clock(new Date(time), "with seconds")}
        />
        <ChartAxis dependentAxis tickValues={[most / 2, most]} tickFormat={(rate: number) => `${format.bytes(rate)}/s`} />
        <ChartArea data={data} interpolation="monotoneX" />
      </Chart>
    </div>
  );
}
