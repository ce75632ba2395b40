import { Progress, ProgressSize, Stack, StackItem } from "@patternfly/react-core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { toNumber } from "../../api/values";
import { load } from "../../app/load";
import { useFormat } from "../../components/format";
import type { Import } from "./importQueries";
import type { DiskSamples } from "./useDiskSamples";

const ThroughputChart = lazy(() => load(() => import("./ThroughputChart")));

/** Each disk with its bar, and how fast it has grown since the page was opened. */
export function DiskList({ disks, samples }: { disks: Import["disks"]; samples: DiskSamples }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  return (
    <Stack hasGutter>
      {(disks ?? []).map((disk) => {
        const number = String(disk.number);
        const capacity = toNumber(disk.capacity) ?? 0;
        const progress = toNumber(disk.progress) ?? 0;
        const title = t("disk.title", { number, size: capacity > 0 ? format.bytes(capacity) : t("common:time.unknown") });
        const rates = samples[number] ?? [];
        return (
          <StackItem key={number}>
            <Progress
              title={title}
              value={progress}
              size={ProgressSize.sm}
              label={
                capacity > 0
                  ? t("disk.copied", { done: format.bytes((capacity * progress) / 100), percent: format.percent(progress) })
                  : format.percent(progress)
              }
              aria-label={title}
            />
            {rates.length > 2 && (
              <Suspense fallback={null}>
                <ThroughputChart samples={rates} label={t("disk.chart", { number })} />
              </Suspense>
            )}
          </StackItem>
        );
      })}
    </Stack>
  );
}
