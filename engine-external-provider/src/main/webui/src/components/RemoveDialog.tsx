import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { ConfirmDialog } from "./ConfirmDialog";

interface RemoveDialogProps {
  title: string;
  remove: () => Promise<unknown>;
  /** What is to be asked for again when it is gone. */
  changes: QueryKey;
  onClose: () => void;
  /** What is lost, and what is not. */
  children: ReactNode;
}

/** Removes something when that is confirmed; a refusal is shown, and the dialog stays. */
export function RemoveDialog({ title, remove, changes, onClose, children }: RemoveDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const removing = useMutation<unknown, Problem>({
    mutationFn: remove,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: changes });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={title}
      confirm={t("dialog.remove")}
      isDanger
      isPending={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}
