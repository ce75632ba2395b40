import { Alert, ClipboardCopy, Content } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { TextField } from "../../components/form/TextField";
import type { ProviderInput } from "./providers";

interface XenFieldsProps {
  input: ProviderInput;
  onChange: (change: Partial<ProviderInput>) => void;
  error: string | undefined;
}

const FOLDER = "/var/lib/ovirt-v2v-agent/ssh";

/** A Xen host is reached by ssh; its host key is confirmed on the proxy host, whose agent keeps it. */
export function XenFields({ input, onChange, error }: XenFieldsProps) {
  const { t } = useTranslation("providers");
  const host = /@\[?([A-Za-z0-9.:_-]+?)\]?(?::\d+)?\/?$/.exec(input.url.trim())?.[1] ?? "xen.example";
  const user = /\/\/([A-Za-z0-9._-]+)@/.exec(input.url)?.[1] ?? "root";
  return (
    <>
      <TextField
        label={t("form.url")}
        value={input.url}
        onChange={(url) => onChange({ url })}
        isRequired
        help={t("form.urlHelp")}
        error={error}
      />
      <Alert isInline variant="info" title={t("hostKey.title")} component="h2">
        <Content component="p">{t("hostKey.text")}</Content>
        {[
          `ssh-keyscan -H ${host} >> ${FOLDER}/known_hosts`,
          `ssh-keygen -lf ${FOLDER}/known_hosts`,
          `ssh-copy-id -i ${FOLDER}/id_ed25519.pub ${user}@${host}`,
        ].map((command, index) => (
          <ClipboardCopy
            key={index}
            isReadOnly
            isCode
            hoverTip={t("action.copy")}
            clickTip={t("action.copied")}
            textAriaLabel={t("hostKey.command", { number: index + 1 })}
          >
            {command}
          </ClipboardCopy>
        ))}
      </Alert>
    </>
  );
}
