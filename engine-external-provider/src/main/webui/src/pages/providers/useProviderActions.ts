import { useTranslation } from "react-i18next";
import { useMay, useMayImportFrom } from "../../app/session/SessionContext";
import type { RowAction } from "../../components/RowActions";
import type { OpenProviderDialog } from "./ProviderDialogs";
import type { Provider } from "./providers";

/** What the user may do with a provider. */
export function useProviderActions(open: (dialog: OpenProviderDialog) => void): (provider: Provider) => RowAction[] {
  const { t } = useTranslation("providers");
  const mayImportFrom = useMayImportFrom();
  const mayConfigure = useMay("configure");
  return (provider) => [
    ...(mayImportFrom(provider) ? [{ title: t("test.do"), onClick: () => open({ dialog: "test", provider }) }] : []),
    ...(mayConfigure
      ? [
          { title: t("action.edit"), onClick: () => open({ dialog: "edit", provider }) },
          { title: t("action.remove"), isDanger: true, onClick: () => open({ dialog: "remove", provider }) },
        ]
      : []),
  ];
}
