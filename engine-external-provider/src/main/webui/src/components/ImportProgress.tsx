import { Progress, ProgressMeasureLocation, ProgressSize, ProgressVariant } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { toNumber } from "../api/values";
import { copied } from "./copied";
import { useFormat } from "./format";
import { speedOfImport, timeLeft } from "./speed";
import { isActive } from "./StatusLabel";

type Import = Schemas["ImportRepresentation"];

/** Phase, bar, speed and time left of an import. */
export function ImportProgress({ subject }: { subject: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { total, done } = copied(subject.disks);
  const active = isActive(subject.status);
  const speed = active && done > 0 && done < total ? speedOfImport(subject.id ?? "") : undefined;
  const left = timeLeft(total, done, speed);
  const phase = subject.phase === undefined ? undefined : t(`phase.${subject.phase}`, { defaultValue: subject.description ?? subject.phase });
  const parts = [
    active ? phase : undefined,
    speed !== undefined && speed > 0 ? t("progress.speed", { speed: format.bytes(speed) }) : undefined,
    left === undefined ? undefined : t("progress.left", { time: format.duration(left) }),
  ].filter((part) => part !== undefined);
  return (
    <div className="v2v-import-progress">
      <Progress
        value={toNumber(subject.progress) ?? 0}
        size={ProgressSize.sm}
        measureLocation={ProgressMeasureLocation.outside}
        variant={
          subject.status === "failed" ? ProgressVariant.danger : subject.status === "succeeded" ? ProgressVariant.success : undefined
        }
        aria-label={t("progress.label", { name: subject.name })}
      />
      {parts.length > 0 && <div className="v2v-import-progress__text">{parts.join(" · ")}</div>}
    </div>
  );
}
