import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "./ConfirmDialog";
import { useDialogMutation } from "./useDialogMutation";

interface RemoveDialogProps {
  title: string;
  remove: () => Promise<unknown>;
  /** What is to be asked for again when it is gone. */
  changes: QueryKey;
  /** Unless the dialog has been left before. */
  onRemoved?: (() => void) | undefined;
  onClose: () => void;
  /** What is lost, and what is not. */
  children: ReactNode;
}

/** Removes something when that is confirmed; a refusal is shown, and the dialog stays. */
export function RemoveDialog({ title, remove, changes, onRemoved, onClose, children }: RemoveDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const removing = useDialogMutation({
    mutationFn: remove,
    onSuccess: () => void queries.invalidateQueries({ queryKey: changes }),
    failed: t("dialog.notDone", { title }),
  });
  const done = () => {
    onRemoved?.();
    onClose();
  };
  return (
    <ConfirmDialog
      title={title}
      confirm={t("dialog.remove")}
      isDanger
      isPending={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate(undefined, { onSuccess: done })}
      onClose={onClose}
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}
