import { Button, ClipboardCopy, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, PageSection } from "@patternfly/react-core";
import { ExclamationCircleIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { useTitle } from "./useTitle";

/** What is shown in place of a page that has thrown. */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError();
  useTitle(t("errorPage.title"));
  const words = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : JSON.stringify(error);
  return (
    <PageSection hasBodyWrapper={false}>
      <EmptyState headingLevel="h1" titleText={t("errorPage.title")} icon={ExclamationCircleIcon} status="danger">
        <EmptyStateBody>
          {t("errorPage.text")}
          <ClipboardCopy isCode isReadOnly variant="expansion" hoverTip={t("action.copy")} clickTip={t("action.copied")}>
            {words.slice(0, 4_000)}
          </ClipboardCopy>
        </EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={() => window.location.reload()}>{t("errorPage.reload")}</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </PageSection>
  );
}
