import { HelperText, HelperTextItem, Progress, ProgressMeasureLocation, ProgressSize, ProgressVariant } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { toNumber } from "../api/values";
import { isActive } from "./active";
import { copied } from "./copied";
import { useFormat } from "./format";
import { noticeOf } from "./notice";
import { speedOfImport, timeLeft } from "./speed";
import { useNow } from "./useNow";

type Import = Schemas["ImportRepresentation"];

/** How often speed and time left are drawn while nothing comes: a copy that stands still is to be seen. */
const EACH_MS = 2_000;

interface ImportProgressProps {
  subject: Import;
  /** False where the obstacle stands elsewhere on the page. */
  withObstacle?: boolean;
}

/** Phase, bar, speed and time left of an import, and what the engine says of it beyond that. */
export function ImportProgress({ subject, withObstacle = true }: ImportProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { total, done } = copied(subject.disks);
  const active = isActive(subject.status);
  const isCopying = active && done > 0 && done < total;
  const now = useNow(isCopying ? EACH_MS : undefined);
  const speed = isCopying ? speedOfImport(subject.id ?? "", now.getTime()) : undefined;
  const left = timeLeft(total, done, speed);
  const phase = subject.phase === undefined ? undefined : t(`phase.${subject.phase}`, { defaultValue: subject.description ?? subject.phase });
  const notice = noticeOf(subject);
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
      {notice !== undefined && (withObstacle || !notice.isObstacle) && (
        <HelperText>
          <HelperTextItem variant={notice.isObstacle ? "warning" : "default"} className="v2v-anywhere">
            {notice.text}
          </HelperTextItem>
        </HelperText>
      )}
    </div>
  );
}
