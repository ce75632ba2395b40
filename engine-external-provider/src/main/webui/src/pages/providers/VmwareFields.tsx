import { useTranslation } from "react-i18next";
import { PasswordField } from "../../components/form/PasswordField";
import { SelectField } from "../../components/form/SelectField";
import { TextField } from "../../components/form/TextField";
import { CertificateField } from "./CertificateField";
import { isMoved, type Missing } from "./providerInput";
import type { Provider, ProviderInput, TlsMode } from "./providers";

interface VmwareFieldsProps {
  input: ProviderInput;
  before: Provider | undefined;
  onChange: (change: Partial<ProviderInput>) => void;
  errorOf: (field: Missing, ...apiFields: string[]) => string | undefined;
}

const MODES: TlsMode[] = ["pinned", "system", "none"];

export function VmwareFields({ input, before, onChange, errorOf }: VmwareFieldsProps) {
  const { t } = useTranslation("providers");
  const modes = input.tlsMode === "ca" ? (["ca", ...MODES] as TlsMode[]) : MODES;
  const keepsPassword = before !== undefined && !isMoved(input, before);
  return (
    <>
      <TextField
        label={t("form.address")}
        value={input.address}
        onChange={(address) => onChange({ address, certificate: "" })}
        isRequired
        help={t("form.addressHelp")}
        error={errorOf("address", "address")}
      />
      <TextField
        label={t("form.username")}
        value={input.username}
        onChange={(username) => onChange({ username })}
        isRequired
        help={t("form.usernameHelp")}
        error={errorOf("username", "username")}
      />
      <PasswordField
        label={t("form.password")}
        value={input.password}
        onChange={(password) => onChange({ password })}
        isRequired={!keepsPassword}
        autoComplete="new-password"
        help={keepsPassword ? t("form.passwordKept") : undefined}
        error={errorOf("password", "password")}
      />
      <SelectField
        label={t("form.tls")}
        value={input.tlsMode}
        onChange={(mode) => onChange({ tlsMode: mode as TlsMode, certificate: "" })}
        options={modes.map((mode) => ({ value: mode, label: t(`tls.${mode}`) }))}
        help={t(`tlsHelp.${input.tlsMode}`)}
        error={errorOf("certificate", "tls")}
      />
      {input.tlsMode === "pinned" && (
        <CertificateField
          address={input.address}
          dataCenter={input.dataCenter}
          host={input.proxyHost}
          isPinned={input.certificate !== ""}
          isKept={before?.tlsMode === "pinned" && !isMoved(input, before)}
          onPinned={(certificate) => onChange({ certificate })}
        />
      )}
    </>
  );
}
