import { ProgressStep, ProgressStepper, type ProgressStepProps } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../components/format";
import { useNarrow } from "../../components/useNarrow";
import type { PhaseOnItsWay, PhaseState } from "./phases";

const VARIANTS: Record<PhaseState, ProgressStepProps["variant"]> = {
  pending: "pending",
  running: "info",
  done: "success",
  failed: "danger",
};

/** The phases of a conversion, side by side, or below each other where there is little room, with how long each took. */
export function Pipeline({ phases }: { phases: PhaseOnItsWay[] }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const isNarrow = useNarrow();
  return (
    <ProgressStepper isCenterAligned={!isNarrow} isVertical={isNarrow} aria-label={t("pipeline.label")} className="v2v-pipeline">
      {phases.map(({ phase, state, seconds }) => (
        <ProgressStep
          key={phase}
          id={`phase-${phase}`}
          titleId={`phase-${phase}-title`}
          variant={VARIANTS[state]}
          isCurrent={state === "running"}
          aria-label={t(`pipeline.${state}`, { phase: t(`common:phase.${phase}`) })}
          description={seconds === undefined ? undefined : format.duration(seconds * 1_000)}
        >
          {t(`common:phase.${phase}`)}
        </ProgressStep>
      ))}
    </ProgressStepper>
  );
}
