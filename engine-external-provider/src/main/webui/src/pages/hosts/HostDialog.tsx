import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClusterField } from "../../components/cluster/ClusterField";
import { TextField } from "../../components/form/TextField";
import { FormDialog } from "../../components/FormDialog";
import { useDialogMutation } from "../../components/useDialogMutation";
import { addHost, type Host, type HostInput, HOSTS, updateHost } from "./hosts";

const DEFAULT_PORT = "24325";

/** Adds a host, or changes one. */
export function HostDialog({ host, onClose }: { host?: Host; onClose: () => void }) {
  const { t } = useTranslation("hosts");
  const queries = useQueryClient();
  const [input, setInput] = useState<HostInput>({
    name: host?.name ?? "",
    address: host?.address ?? "",
    port: host?.port ?? DEFAULT_PORT,
    cluster: host?.cluster.id ?? "",
  });
  const [isTried, setTried] = useState(false);
  const failed = host === undefined ? t("form.addFailed") : t("form.editFailed");
  const saving = useDialogMutation<unknown, HostInput>({
    mutationFn: (values) => (host === undefined ? addHost(values) : updateHost(host, values)),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [HOSTS] }),
    failed,
  });
  const set = (change: Partial<HostInput>) => setInput((before) => ({ ...before, ...change }));
  const wrong = (field: keyof HostInput) =>
    saving.error?.field === field
      ? saving.error.what
      : isTried && input[field].trim() === ""
        ? t(`form.missing.${field}`)
        : undefined;

  return (
    <FormDialog
      title={host === undefined ? t("form.addTitle") : t("form.editTitle", { name: host.name })}
      description={t("form.description")}
      submit={host === undefined ? t("form.add") : t("dialog.save")}
      isPending={saving.isPending}
      problem={saving.error}
      problemTitle={failed}
      onSubmit={() => {
        setTried(true);
        if (Object.values(input).every((value) => value.trim() !== "")) saving.mutate(input, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <TextField
        label={t("form.name")}
        value={input.name}
        onChange={(name) => set({ name })}
        isRequired
        autoFocus
        help={t("form.nameHelp")}
        error={wrong("name")}
      />
      <TextField
        label={t("form.address")}
        value={input.address}
        onChange={(address) => set({ address })}
        isRequired
        help={t("form.addressHelp")}
        error={wrong("address")}
      />
      <TextField
        label={t("form.port")}
        type="number"
        value={input.port}
        onChange={(port) => set({ port })}
        isRequired
        error={wrong("port")}
      />
      <ClusterField value={input.cluster} onChange={(cluster) => set({ cluster })} isRequired error={wrong("cluster")} />
    </FormDialog>
  );
}
