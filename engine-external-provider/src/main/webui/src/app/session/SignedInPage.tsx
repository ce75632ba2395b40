import { Bullseye, EmptyState, EmptyStateBody } from "@patternfly/react-core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../useTitle";
import { tellSignedIn } from "./signInWindow";

/** The end of a window in which somebody has signed in for another one. */
export function SignedInPage() {
  const { t } = useTranslation();
  useTitle(t("session.backTitle"));
  useEffect(() => {
    tellSignedIn();
    window.close();
  }, []);
  return (
    <Bullseye>
      <EmptyState headingLevel="h1" titleText={t("session.backTitle")}>
        <EmptyStateBody>{t("session.backText")}</EmptyStateBody>
      </EmptyState>
    </Bullseye>
  );
}
