import { Bullseye, Spinner } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { ConnectionBanner } from "./connection/ConnectionBanner";

export function Starting() {
  const { t } = useTranslation();
  return (
    <>
      <ConnectionBanner />
      <Bullseye className="v2v-full-height">
        <Spinner aria-label={t("loading")} />
      </Bullseye>
    </>
  );
}
