import { Progress, ProgressMeasureLocation, ProgressSize, ProgressVariant } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../components/format";
import type { Domain } from "./storage";

const SCARCE_PERCENT = 90;

/** How full an export domain is. */
export function Space({ domain }: { domain: Domain }) {
  const { t } = useTranslation("storage");
  const format = useFormat();
  if (domain.available === undefined || domain.used === undefined) return <>{t("common:time.unknown")}</>;
  const whole = domain.available + domain.used;
  const percent = whole === 0 ? 100 : Math.round((domain.used / whole) * 100);
  return (
    <div className="v2v-space">
      <Progress
        value={percent}
        size={ProgressSize.sm}
        measureLocation={ProgressMeasureLocation.none}
        variant={percent >= SCARCE_PERCENT ? ProgressVariant.warning : undefined}
        aria-label={t("spaceOf", { name: domain.name })}
      />
      <div className="v2v-import-progress__text">{t("free", { free: format.bytes(domain.available), whole: format.bytes(whole) })}</div>
    </div>
  );
}
