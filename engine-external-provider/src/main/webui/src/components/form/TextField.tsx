import { TextInput } from "@patternfly/react-core";
import { useId } from "react";
import { describedBy, Field, type FieldProps } from "./Field";

export interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "number" | "url" | "datetime-local";
  autoComplete?: string;
  autoFocus?: boolean;
  placeholder?: string;
  isDisabled?: boolean;
}

export function TextField({ value, onChange, type = "text", autoComplete = "off", autoFocus, placeholder, isDisabled, ...field }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} {...field}>
      <TextInput
        id={id}
        type={type}
        value={value}
        onChange={(_event, text) => onChange(text)}
        isRequired={field.isRequired}
        validated={field.error === undefined ? "default" : "error"}
        aria-describedby={describedBy(id)}
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        placeholder={placeholder}
        isDisabled={isDisabled}
        spellCheck={false}
        maxLength={type === "text" ? 4_096 : undefined}
        // else a year may have six digits
        max={type === "datetime-local" ? "9999-12-31T23:59" : undefined}
      />
    </Field>
  );
}
