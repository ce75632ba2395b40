import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dataCentersQuery } from "../../components/cluster/clusters";
import { SelectField } from "../../components/form/SelectField";
import { TextField } from "../../components/form/TextField";
import { FormDialog } from "../../components/FormDialog";
import { useDialogMutation } from "../../components/useDialogMutation";
import { hostsQuery } from "../hosts/hosts";
import { addProvider, type Provider, type ProviderInput, PROVIDERS, type SourceType, updateProvider } from "./providers";
import { type Missing, missingIn } from "./providerInput";
import { VmwareFields } from "./VmwareFields";
import { XenFields } from "./XenFields";

interface ProviderDialogProps {
  provider?: Provider;
  onSaved: (provider: Provider) => void;
  onClose: () => void;
}

function initial(provider: Provider | undefined): ProviderInput {
  return {
    type: provider?.type ?? "vmware",
    name: provider?.name ?? "",
    description: provider?.description ?? "",
    address: provider?.address ?? "",
    url: provider?.url ?? "xen+ssh://root@",
    username: provider?.username ?? "",
    password: "",
    tlsMode: provider?.tlsMode ?? "pinned",
    certificate: "",
    keyMode: provider?.type === "xen" && provider.hostKey === "" ? "knownHosts" : "confirmed",
    hostKey: "",
    dataCenter: provider?.dataCenter.id ?? "",
    proxyHost: provider?.proxyHost?.id ?? "",
  };
}

/** Adds a provider, or changes one. */
export function ProviderDialog({ provider, onSaved, onClose }: ProviderDialogProps) {
  const { t } = useTranslation("providers");
  const queries = useQueryClient();
  const dataCenters = useQuery(dataCentersQuery);
  const hosts = useQuery(hostsQuery);
  const [typed, setTyped] = useState<ProviderInput>(() => initial(provider));
  const [isTried, setTried] = useState(false);
  const only = dataCenters.data?.length === 1 ? dataCenters.data[0]?.id : undefined;
  const input = { ...typed, dataCenter: typed.dataCenter || (only ?? "") };
  const missing = missingIn(input, provider);

  const failed = provider === undefined ? t("form.addFailed") : t("form.editFailed");
  const saving = useDialogMutation<Provider, ProviderInput>({
    mutationFn: (values) => (provider === undefined ? addProvider(values) : updateProvider(provider, values)),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [PROVIDERS] }),
    failed,
  });
  const set = (change: Partial<ProviderInput>) => setTyped((before) => ({ ...before, ...change }));
  const errorOf = (field: Missing, ...apiFields: string[]) =>
    apiFields.some((name) => saving.error?.field?.startsWith(name))
      ? saving.error?.what
      : isTried && missing.has(field)
        ? t(`missing.${field}`)
        : undefined;

  return (
    <FormDialog
      title={provider === undefined ? t("form.addTitle") : t("form.editTitle", { name: provider.name })}
      submit={provider === undefined ? t("form.add") : t("dialog.save")}
      isPending={saving.isPending}
      problem={saving.error}
      problemTitle={failed}
      onSubmit={() => {
        setTried(true);
        if (missing.size === 0) saving.mutate(input, { onSuccess: onSaved });
      }}
      onClose={onClose}
    >
      {provider === undefined && (
        <SelectField
          label={t("form.type")}
          value={input.type}
          onChange={(type) => set({ type: type as SourceType })}
          options={(["vmware", "xen"] as const).map((type) => ({ value: type, label: t(`type.${type}`) }))}
        />
      )}
      <TextField label={t("form.name")} value={input.name} onChange={(name) => set({ name })} isRequired autoFocus error={errorOf("name", "name")} />
      <TextField label={t("form.description")} value={input.description} onChange={(description) => set({ description })} />
      <SelectField
        label={t("form.dataCenter")}
        value={input.dataCenter}
        onChange={(dataCenter) => set({ dataCenter, proxyHost: "" })}
        isPending={dataCenters.isPending}
        isRequired
        placeholder={t("field.choose")}
        help={dataCenters.data?.length === 0 ? t("form.noDataCenter") : t("form.dataCenterHelp")}
        error={errorOf("dataCenter", "data_center")}
        options={(dataCenters.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
      />
      <SelectField
        label={t("form.proxyHost")}
        value={input.proxyHost}
        onChange={(proxyHost) => set({ proxyHost })}
        isPending={hosts.isPending}
        options={[
          { value: "", label: t("anyHost") },
          ...(hosts.data ?? []).map((host) => ({ value: host.id, label: host.name })),
        ]}
        error={saving.error?.field?.startsWith("proxy_host") ? saving.error.what : undefined}
      />
      {input.type === "vmware" ? (
        <VmwareFields input={input} before={provider} onChange={set} errorOf={errorOf} />
      ) : (
        <XenFields input={input} before={provider} onChange={set} errorOf={errorOf} />
      )}
    </FormDialog>
  );
}
