import { Bullseye, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Brand } from "../Brand";
import { ConnectionBanner } from "../connection/ConnectionBanner";
import { LanguageMenu } from "../preferences/LanguageMenu";
import { ThemeMenu } from "../preferences/ThemeMenu";
import { useTitle } from "../useTitle";
import { ProviderSignIn } from "./ProviderSignIn";
import type { Session } from "./session";
import { SignInForm } from "./SignInForm";

export function SignInPage({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  useTitle(t("signIn.title"));
  return (
    <div className="v2v-sign-in">
      <ConnectionBanner />
      <header className="v2v-sign-in__tools">
        <ThemeMenu />
        <LanguageMenu />
      </header>
      <Bullseye>
        <main className="v2v-sign-in__card">
          <Card>
            <CardTitle component="h1">
              <Brand />
              <span className="pf-v6-screen-reader">{t("signIn.title")}</span>
            </CardTitle>
            <CardBody>
              <p className="v2v-sign-in__intro">{t("signIn.intro")}</p>
              <ProviderSignIn />
              <SignInForm onSignedIn={onSignedIn} />
            </CardBody>
          </Card>
        </main>
      </Bullseye>
    </div>
  );
}
