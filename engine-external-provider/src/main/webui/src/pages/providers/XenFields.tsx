import { Alert, ClipboardCopy, Content } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { SelectField } from "../../components/form/SelectField";
import { TextField } from "../../components/form/TextField";
import { HostKeyField } from "./HostKeyField";
import { keepsHostKey, type Missing } from "./providerInput";
import type { KeyMode, Provider, ProviderInput } from "./providers";

interface XenFieldsProps {
  input: ProviderInput;
  before: Provider | undefined;
  onChange: (change: Partial<ProviderInput>) => void;
  errorOf: (field: Missing, ...apiFields: string[]) => string | undefined;
}

const FOLDER = "/var/lib/ovirt-v2v-agent/ssh";
const MODES: KeyMode[] = ["confirmed", "knownHosts"];

/** A Xen host is reached by ssh, with the key of the proxy host's agent. */
export function XenFields({ input, before, onChange, errorOf }: XenFieldsProps) {
  const { t } = useTranslation("providers");
  const [, host, port] = /@\[?([A-Za-z0-9.:_-]+?)\]?(?::(\d+))?\/?$/.exec(input.url.trim()) ?? [undefined, "xen.example"];
  const user = /\/\/([A-Za-z0-9._-]+)@/.exec(input.url)?.[1] ?? "root";
  const option = port === undefined ? "" : `-p ${port} `;
  const copy = `ssh-copy-id -i ${FOLDER}/id_ed25519.pub ${option}${user}@${host}`;
  const commands =
    input.keyMode === "confirmed"
      ? [copy]
      : [`ssh-keyscan ${option}-H ${host} >> ${FOLDER}/known_hosts`, `ssh-keygen -lf ${FOLDER}/known_hosts`, copy];
  return (
    <>
      <TextField
        label={t("form.url")}
        value={input.url}
        onChange={(url) => onChange({ url, hostKey: "" })}
        isRequired
        help={t("form.urlHelp")}
        error={errorOf("url", "url")}
      />
      <SelectField
        label={t("form.hostKey")}
        value={input.keyMode}
        onChange={(mode) => onChange({ keyMode: mode as KeyMode, hostKey: "" })}
        options={MODES.map((mode) => ({ value: mode, label: t(`keyMode.${mode}`) }))}
        help={t(`keyModeHelp.${input.keyMode}`)}
        error={errorOf("hostKey", "ssh")}
      />
      {input.keyMode === "confirmed" && (
        <HostKeyField
          url={input.url}
          dataCenter={input.dataCenter}
          host={input.proxyHost}
          confirmed={input.hostKey}
          isKept={keepsHostKey(input, before)}
          onConfirmed={(hostKey) => onChange({ hostKey })}
        />
      )}
      <Alert isInline variant="info" title={t(`signIn.${input.keyMode}`)} component="h2">
        <Content component="p">{t(`signInHelp.${input.keyMode}`)}</Content>
        {commands.map((command, index) => (
          <ClipboardCopy
            key={index}
            isReadOnly
            isCode
            hoverTip={t("action.copy")}
            clickTip={t("action.copied")}
            textAriaLabel={t("signIn.command", { number: index + 1 })}
          >
            {command}
          </ClipboardCopy>
        ))}
      </Alert>
    </>
  );
}
