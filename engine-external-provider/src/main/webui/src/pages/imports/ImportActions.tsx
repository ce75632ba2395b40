import { Button, Checkbox, Content } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { ProblemAlert } from "../../components/ProblemAlert";
import { RowActions } from "../../components/RowActions";
import { type Import, type ImportVerb, useImportVerb, verbsFor } from "./importQueries";
import { useMayChange, useMayRetry } from "./useMayChange";

interface ImportActionsProps {
  subject: Import;
  /** As a menu, where there is little room. */
  isMenu?: boolean;
}

/** What can be done with an import, for those who may do it. To cancel has to be confirmed: days of copying may be lost. */
export function ImportActions({ subject, isMenu = false }: ImportActionsProps) {
  const { t } = useTranslation("imports");
  const mayChange = useMayChange();
  const mayRetry = useMayRetry();
  const verb = useImportVerb();
  const [isCancelling, setCancelling] = useState(false);
  const [isForced, setForced] = useState(false);
  if (!mayChange(subject) || subject.id === undefined) return null;
  const id = subject.id;
  const name = subject.name ?? id;
  const verbs = verbsFor(subject).filter((each) => each !== "retry" || mayRetry(subject));
  // there is nothing to be stopped any more: the engine then ends it by force only
  const isInDomain = subject.status === "finalizing";
  const start = (chosen: ImportVerb) => (chosen === "cancel" ? setCancelling(true) : verb.mutate({ id, verb: chosen }));
  return (
    <>
      {isMenu ? (
        <RowActions
          name={name}
          actions={verbs.map((each) => ({ title: t(`verb.${each}`), onClick: () => start(each), isDanger: each === "cancel" }))}
        />
      ) : (
        verbs.map((each) => (
          <Button
            key={each}
            variant="secondary"
            isDanger={each === "cancel"}
            isLoading={verb.isPending && verb.variables.verb === each}
            isDisabled={verb.isPending}
            onClick={() => start(each)}
          >
            {t(`verb.${each}`)}
          </Button>
        ))
      )}
      {verb.error !== null && !isCancelling && (
        <ProblemAlert problem={verb.error} title={t("notDone", { verb: t(`verb.${verb.variables.verb}`), name })} isInline={false} />
      )}
      {isCancelling && (
        <ConfirmDialog
          title={t("cancel.title", { name })}
          confirm={t("verb.cancel")}
          dismiss={t("cancel.dismiss")}
          isDanger
          isPending={verb.isPending}
          isDisabled={isInDomain && !isForced}
          problem={verb.error}
          onConfirm={() => verb.mutate({ id, verb: "cancel", force: isForced }, { onSuccess: () => setCancelling(false) })}
          onClose={() => setCancelling(false)}
        >
          <Content component="p">{t(isInDomain ? "cancel.textInDomain" : "cancel.text")}</Content>
          <Checkbox
            id={`force-${id}`}
            label={t(isInDomain ? "cancel.forceInDomain" : "cancel.force")}
            description={isInDomain ? undefined : t("cancel.forceHelp")}
            isChecked={isForced}
            onChange={(_event, checked) => setForced(checked)}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
