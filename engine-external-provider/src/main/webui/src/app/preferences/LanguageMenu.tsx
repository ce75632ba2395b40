import { LanguageIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";
import { chooseLanguage, LANGUAGES, type Language } from "../../i18n/i18n";
import { ChoiceMenu } from "./ChoiceMenu";

export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <ChoiceMenu<Language>
      label={t("language")}
      icon={<LanguageIcon />}
      value={i18n.resolvedLanguage === "de" ? "de" : "en"}
      choices={Object.entries(LANGUAGES).map(([value, label]) => ({ value: value as Language, label, lang: value }))}
      onChoose={chooseLanguage}
    />
  );
}
