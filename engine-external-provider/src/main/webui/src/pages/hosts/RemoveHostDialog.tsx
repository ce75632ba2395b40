import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { type Host, HOSTS, removeHost } from "./hosts";

export function RemoveHostDialog({ host, onClose }: { host: Host; onClose: () => void }) {
  const { t } = useTranslation("hosts");
  const queries = useQueryClient();
  const removing = useMutation<unknown, Problem>({
    mutationFn: () => removeHost(host.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [HOSTS] });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t("remove.title", { name: host.name })}
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
