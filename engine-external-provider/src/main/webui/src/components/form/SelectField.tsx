import { FormSelect, FormSelectOption } from "@patternfly/react-core";
import { useId } from "react";
import { describedBy, Field, type FieldProps } from "./Field";

interface SelectFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string; isDisabled?: boolean }[];
  /** Stands for nothing chosen. */
  placeholder?: string;
  isDisabled?: boolean;
}

/** The browser's own list, which keys and screen readers know, also on a phone. */
export function SelectField({ value, onChange, options, placeholder, isDisabled, ...field }: SelectFieldProps) {
  const id = useId();
  return (
    <Field id={id} {...field}>
      <FormSelect
        id={id}
        value={value}
        onChange={(_event, chosen) => onChange(chosen)}
        isRequired={field.isRequired}
        isDisabled={isDisabled}
        validated={field.error === undefined ? "default" : "error"}
        aria-describedby={describedBy(id)}
      >
        {placeholder !== undefined && <FormSelectOption value="" label={placeholder} isPlaceholder />}
        {options.map((option) => (
          <FormSelectOption key={option.value} {...option} />
        ))}
      </FormSelect>
    </Field>
  );
}
