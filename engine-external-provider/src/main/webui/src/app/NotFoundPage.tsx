import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, PageSection } from "@patternfly/react-core";
import { SearchIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useTitle } from "./useTitle";

export function NotFoundPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useTitle(t("notFound.title"));
  return (
    <PageSection hasBodyWrapper={false}>
      <EmptyState headingLevel="h1" titleText={t("notFound.title")} icon={SearchIcon}>
        <EmptyStateBody>{t("notFound.text", { path: pathname })}</EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="link" component={(props) => <Link {...props} to="/" />}>
              {t("notFound.home")}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </PageSection>
  );
}
