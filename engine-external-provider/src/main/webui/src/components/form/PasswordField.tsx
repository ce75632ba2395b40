import { Button, InputGroup, InputGroupItem, TextInput } from "@patternfly/react-core";
import { EyeIcon, EyeSlashIcon } from "@patternfly/react-icons";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { describedBy, Field, type FieldProps } from "./Field";

interface PasswordFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password" | "off";
  autoFocus?: boolean;
}

export function PasswordField({ value, onChange, autoComplete, autoFocus, ...field }: PasswordFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <Field id={id} {...field}>
      <InputGroup>
        <InputGroupItem isFill>
          <TextInput
            id={id}
            type={isShown ? "text" : "password"}
            value={value}
            onChange={(_event, text) => onChange(text)}
            isRequired={field.isRequired}
            validated={field.error === undefined ? "default" : "error"}
            aria-describedby={describedBy(id)}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
          />
        </InputGroupItem>
        <InputGroupItem>
          <Button
            variant="control"
            aria-label={isShown ? t("field.hidePassword") : t("field.showPassword")}
            onClick={() => setShown(!isShown)}
            icon={isShown ? <EyeSlashIcon /> : <EyeIcon />}
          />
        </InputGroupItem>
      </InputGroup>
    </Field>
  );
}
