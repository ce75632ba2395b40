import "@patternfly/patternfly/patternfly-charts.css";
import { Chart, ChartAxis, ChartBar, ChartThemeColor } from "@patternfly/react-charts/victory";
import { useFormat } from "../../components/format";
import { useNarrow } from "../../components/useNarrow";

interface CopiedChartProps {
  steps: { x: Date; y: number }[];
  label: string;
}

/** Bars of bytes in their time; its own file, since what draws it is large. */
export default function CopiedChart({ steps, label }: CopiedChartProps) {
  const format = useFormat();
  const isNarrow = useNarrow();
  // a power of two, so that the axis has round figures
  const top = 2 ** Math.ceil(Math.log2(Math.max(1, ...steps.map(({ y }) => y))));
  return (
    <div className="v2v-chart" role="img" aria-label={label}>
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
        <ChartAxis fixLabelOverlap tickCount={isNarrow ? 3 : 6} tickFormat={(at: Date) => format.clock(at)} />
        <ChartAxis dependentAxis tickValues={[top / 2, top]} tickFormat={(bytes: number) => format.bytes(bytes)} />
        <ChartBar data={steps} />
      </Chart>
    </div>
  );
}
