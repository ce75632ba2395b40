import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { type Provider, PROVIDERS, removeProvider } from "./providers";

interface RemoveProviderDialogProps {
  provider: Provider;
  onRemoved?: () => void;
  onClose: () => void;
}

export function RemoveProviderDialog({ provider, onRemoved, onClose }: RemoveProviderDialogProps) {
  const { t } = useTranslation("providers");
  const queries = useQueryClient();
  const removing = useMutation<unknown, Problem>({
    mutationFn: () => removeProvider(provider.id),
    onSuccess: async () => {
      onRemoved?.();
      onClose();
      await queries.invalidateQueries({ queryKey: [PROVIDERS, "list"] });
    },
  });
  return (
    <ConfirmDialog
      title={t("remove.title", { name: provider.name })}
      confirm={t("dialog.remove")}
      isDanger
      isPending={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <p>{t("remove.text")}</p>
    </ConfirmDialog>
  );
}
