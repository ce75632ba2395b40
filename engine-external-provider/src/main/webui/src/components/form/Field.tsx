import { FormGroup, FormHelperText, HelperText, HelperTextItem } from "@patternfly/react-core";
import type { ReactNode } from "react";

export interface FieldProps {
  label: string;
  help?: ReactNode;
  /** What is wrong with what was entered. */
  error?: string | undefined;
  isRequired?: boolean;
}

/** A label above, help or error below; the control itself is told of both by `describedBy(id)`. */
export function Field({ id, label, help, error, isRequired, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      {children}
      {(help !== undefined || error !== undefined) && (
        <FormHelperText id={describedBy(id)}>
          <HelperText>
            <HelperTextItem variant={error === undefined ? "default" : "error"}>{error ?? help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}

export function describedBy(id: string): string {
  return `${id}-help`;
}
