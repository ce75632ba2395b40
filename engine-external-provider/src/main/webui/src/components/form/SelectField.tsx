import { FormSelect, FormSelectOption } from "@patternfly/react-core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { describedBy, Field, type FieldProps } from "./Field";

interface SelectFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string; isDisabled?: boolean }[];
  /** Stands for nothing chosen. */
  placeholder?: string;
  isDisabled?: boolean;
  /** The options are still to come. */
  isPending?: boolean;
}

/** The browser's own list, which keys and screen readers know, also on a phone. */
export function SelectField({ value, onChange, options, placeholder, isDisabled, isPending = false, ...field }: SelectFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  // for a value that is no option, the browser would show the first one, and the value would be sent all the same
  const isMissing = value !== "" && !options.some((option) => option.value === value);
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
        {isMissing && <FormSelectOption value={value} label={isPending ? t("loading") : t("field.gone", { value })} />}
        {options.map((option) => (
          <FormSelectOption key={option.value} {...option} />
        ))}
      </FormSelect>
    </Field>
  );
}
