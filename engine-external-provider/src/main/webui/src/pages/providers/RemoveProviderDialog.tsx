import { useTranslation } from "react-i18next";
import { RemoveDialog } from "../../components/RemoveDialog";
import { type Provider, PROVIDERS, removeProvider } from "./providers";

interface RemoveProviderDialogProps {
  provider: Provider;
  onRemoved?: (() => void) | undefined;
  onClose: () => void;
}

export function RemoveProviderDialog({ provider, onRemoved, onClose }: RemoveProviderDialogProps) {
  const { t } = useTranslation("providers");
  return (
    <RemoveDialog
      title={t("remove.title", { name: provider.name })}
      remove={() => removeProvider(provider.id)}
      changes={[PROVIDERS, "list"]}
      onRemoved={onRemoved}
      onClose={onClose}
    >
      {t("remove.text")}
    </RemoveDialog>
  );
}
