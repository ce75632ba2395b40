import { Alert, AlertActionCloseButton, AlertActionLink, Content, ExpandableSection } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";

interface ProblemAlertProps {
  problem: Problem;
  /** What was wanted, as in "The host was not added"; otherwise what has happened is the title. */
  title?: string;
  onAgain?: () => void;
  onClose?: () => void;
  isInline?: boolean;
  /** A problem that is expected to pass. */
  isPassing?: boolean;
}

/** Everything that is known of a problem: what, why, what to do, its code, and the words of a tool that failed. */
export function ProblemAlert({ problem, title, onAgain, onClose, isInline = true, isPassing = false }: ProblemAlertProps) {
  const { t } = useTranslation();
  const head = title ?? t(`problem.${problem.kind}.title`);
  const remedy = problem.remedy ?? t(`problem.${problem.kind}.remedy`, { defaultValue: "" });
  return (
    <Alert
      variant={isPassing || problem.kind === "away" ? "warning" : "danger"}
      title={head}
      isInline={isInline}
      component="h2"
      role="alert"
      actionClose={onClose && <AlertActionCloseButton aria-label={t("dialog.close")} onClose={onClose} />}
      actionLinks={onAgain && <AlertActionLink onClick={onAgain}>{t("problem.again")}</AlertActionLink>}
    >
      {problem.what !== "" && problem.what !== head && <Content component="p">{problem.what}</Content>}
      {title !== undefined && problem.what === "" && <Content component="p">{t(`problem.${problem.kind}.title`)}</Content>}
      {remedy !== "" && (
        <Content component="p">
          <strong>{t("problem.remedy")}:</strong> {remedy}
        </Content>
      )}
      {problem.output !== undefined && (
        <ExpandableSection toggleText={t("problem.output")}>
          <pre className="v2v-output">{problem.output}</pre>
        </ExpandableSection>
      )}
      {problem.code !== undefined && (
        <Content component="small">
          {t("problem.code")}: <code>{problem.code}</code>
        </Content>
      )}
    </Alert>
  );
}
