import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STORAGE } from "../../app/LiveUpdates";
import { clustersQuery } from "../../components/cluster/clusters";
import { SelectField } from "../../components/form/SelectField";
import { TextField } from "../../components/form/TextField";
import { FormDialog } from "../../components/FormDialog";
import { useDialogMutation } from "../../components/useDialogMutation";
import { hostsQuery } from "../hosts/hosts";
import { addDomain, type DomainInput } from "./storage";

type Input = Omit<DomainInput, "dataCenter">;

/** An export domain that is there is taken over; in an empty folder one is made. */
export function AddDomainDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("storage");
  const queries = useQueryClient();
  const hosts = useQuery(hostsQuery);
  const clusters = useQuery(clustersQuery);
  const [typed, setTyped] = useState<Partial<Input>>({});
  const [isTried, setTried] = useState(false);
  const input: Input = { name: "", address: "", path: "", mountPath: "", host: hosts.data?.[0]?.id ?? "", ...typed };
  const host = hosts.data?.find((each) => each.id === input.host);
  const dataCenter = clusters.data?.find((cluster) => cluster.id === host?.cluster.id)?.dataCenter;
  const adding = useDialogMutation<unknown, DomainInput>({
    mutationFn: addDomain,
    onSuccess: () => void queries.invalidateQueries({ queryKey: [STORAGE] }),
    failed: t("form.failed"),
  });
  const set = (change: Partial<Input>) => setTyped((before) => ({ ...before, ...change }));
  const refused = (field: string) => (adding.error?.field?.split(".").at(-1) === field ? adding.error.what : undefined);
  const wrong = (field: "name" | "path" | "host") =>
    refused(field) ?? (isTried && input[field].trim() === "" ? t(`form.missing.${field}`) : undefined);
  return (
    <FormDialog
      title={t("form.title")}
      description={t("form.description")}
      submit={t("form.add")}
      isPending={adding.isPending}
      problem={adding.error}
      problemTitle={t("form.failed")}
      onSubmit={() => {
        setTried(true);
        if (input.name.trim() !== "" && input.path.trim() !== "" && dataCenter !== undefined) {
          adding.mutate({ ...input, dataCenter: dataCenter.id }, { onSuccess: onClose });
        }
      }}
      onClose={onClose}
    >
      <TextField label={t("form.name")} value={input.name} onChange={(name) => set({ name })} isRequired autoFocus error={wrong("name")} />
      <SelectField
        label={t("form.host")}
        help={dataCenter === undefined ? t("form.hostHelp") : t("form.dataCenter", { name: dataCenter.name })}
        value={input.host}
        onChange={(chosen) => set({ host: chosen })}
        isPending={hosts.isPending}
        options={(hosts.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
        placeholder={hosts.data?.length === 0 ? t("form.noHost") : undefined}
        isRequired
        error={wrong("host")}
      />
      <TextField label={t("form.address")} help={t("form.addressHelp")} value={input.address} onChange={(address) => set({ address })} />
      <TextField label={t("form.path")} help={t("form.pathHelp")} value={input.path} onChange={(path) => set({ path })} isRequired error={wrong("path")} />
      {input.address.trim() !== "" && (
        <TextField
          label={t("form.mountPath")}
          help={t("form.mountPathHelp")}
          value={input.mountPath}
          onChange={(mountPath) => set({ mountPath })}
          error={refused("mount_path")}
        />
      )}
    </FormDialog>
  );
}
