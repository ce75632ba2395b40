import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { ProblemAlert } from "./ProblemAlert";
import { isTopDialog } from "./topDialog";

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** What the button says: the verb of what is done. */
  confirm: string;
  /** What the other button says, where "Cancel" could be taken for what is done. */
  dismiss?: string;
  isDanger?: boolean;
  isPending: boolean;
  /** Whether there is nothing to confirm, or for somebody else only. */
  isDisabled?: boolean;
  /** Why it was refused; the dialog stays. */
  problem?: Problem | null;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({ title, children, confirm, dismiss, isDanger, isPending, isDisabled = false, problem, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Modal
      isOpen
      variant="small"
      onClose={onClose}
      onEscapePress={() => {
        if (isTopDialog(id)) onClose();
      }}
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
    >
      <ModalHeader title={title} labelId={id} titleIconVariant={isDanger ? "warning" : undefined} />
      <ModalBody id={`${id}-text`}>
        {problem && (
          <div className="v2v-below">
            <ProblemAlert problem={problem} />
          </div>
        )}
        {children}
      </ModalBody>
      <ModalFooter>
        <Button variant={isDanger ? "danger" : "primary"} onClick={onConfirm} isLoading={isPending} isDisabled={isPending || isDisabled}>
          {confirm}
        </Button>
        <Button variant="link" onClick={onClose}>
          {dismiss ?? t("dialog.cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
