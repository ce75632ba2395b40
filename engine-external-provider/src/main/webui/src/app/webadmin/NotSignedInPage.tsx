import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from "@patternfly/react-core";
import { LockIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { WEBADMIN_SILENT } from "../../webadmin/embedding";
import { useTitle } from "../useTitle";

/** In webadmin, in the place of the sign-in: why its user is nobody here, and what an administrator does about it. */
export function NotSignedInPage({ problem, onAgain }: { problem: Problem | undefined; onAgain: () => void }) {
  const { t } = useTranslation();
  const reason = problem?.code === WEBADMIN_SILENT ? "silent" : "unknown";
  useTitle(t(`webadmin.${reason}Title`));
  return (
    <main>
      <EmptyState headingLevel="h1" titleText={t(`webadmin.${reason}Title`)} icon={LockIcon} status="warning">
        <EmptyStateBody>
          <p>{t(`webadmin.${reason}Text`)}</p>
          {problem !== undefined && problem.kind !== "signed-out" && <p>{problem.what}</p>}
        </EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={onAgain}>{t("problem.again")}</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </main>
  );
}
