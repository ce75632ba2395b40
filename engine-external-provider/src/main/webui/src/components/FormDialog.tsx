import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { ProblemAlert } from "./ProblemAlert";
import { isTopDialog } from "./topDialog";

interface FormDialogProps {
  title: string;
  description?: string;
  submit: string;
  isPending: boolean;
  problem?: Problem | null;
  /** What was wanted, as in "The host was not added". */
  problemTitle?: string;
  onSubmit: () => void;
  onClose: () => void;
  /** More buttons, between the two that every form has. */
  actions?: ReactNode;
  variant?: "small" | "medium" | "large";
  children: ReactNode;
}

/** A form in a dialog, which stays with all that was typed until what it asks for has been done. */
export function FormDialog({ title, description, submit, isPending, problem, problemTitle, onSubmit, onClose, actions, variant = "medium", children }: FormDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Modal
      isOpen
      variant={variant}
      onClose={onClose}
      onEscapePress={() => {
        if (isTopDialog(id)) onClose();
      }}
      aria-labelledby={id}
    >
      <ModalHeader title={title} labelId={id} description={description} />
      <ModalBody>
        <Form
          id={`${id}-form`}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // one above another form is within it for React, though not for the browser
            event.stopPropagation();
            if (!isPending) onSubmit();
          }}
        >
          {problem && <ProblemAlert problem={problem} title={problemTitle} />}
          {children}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={`${id}-form`} isLoading={isPending} isDisabled={isPending}>
          {submit}
        </Button>
        {actions}
        <Button variant="link" onClick={onClose}>
          {t("dialog.cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
