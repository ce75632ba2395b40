import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { type Domain, removeDomain, STORAGE } from "./storage";

/** Forgets an export domain; what lies in it stays. */
export function RemoveDomainDialog({ domain, onClose }: { domain: Domain; onClose: () => void }) {
  const { t } = useTranslation("storage");
  const queries = useQueryClient();
  const removing = useMutation<unknown, Problem>({
    mutationFn: () => removeDomain(domain.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [STORAGE] });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t("remove.title", { name: domain.name })}
      confirm={t("common:dialog.remove")}
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
