import { AdjustIcon, MoonIcon, SunIcon } from "@patternfly/react-icons";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceMenu } from "./ChoiceMenu";
import { THEMES, theme, type Theme } from "./theme";

const ICONS: Record<Theme, typeof SunIcon> = { system: AdjustIcon, light: SunIcon, dark: MoonIcon };

export function ThemeMenu() {
  const { t } = useTranslation();
  const value = useSyncExternalStore(theme.subscribe, theme.get);
  const Icon = ICONS[value];
  return (
    <ChoiceMenu
      label={t("theme.label")}
      icon={<Icon />}
      value={value}
      choices={THEMES.map((each) => ({ value: each, label: t(`theme.${each}`) }))}
      onChoose={theme.set}
    />
  );
}
