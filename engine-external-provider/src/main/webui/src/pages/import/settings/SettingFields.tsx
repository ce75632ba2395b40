import { GridItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ClusterField } from "../../../components/cluster/ClusterField";
import { clustersQuery } from "../../../components/cluster/clusters";
import { SelectField } from "../../../components/form/SelectField";
import { TextField } from "../../../components/form/TextField";
import { useFormat } from "../../../components/format";
import { hostsQuery } from "../../hosts/hosts";
import { domainsQuery } from "../../storage/storage";
import { isStartTime, type Settings } from "../draft";

interface SettingFieldsProps {
  settings: Partial<Settings>;
  /** Cluster and export domain have to be given: for all machines, not for one. */
  isRequired?: boolean;
  onChange: (change: Partial<Settings>) => void;
}

export function SettingFields({ settings, isRequired = false, onChange }: SettingFieldsProps) {
  const { t } = useTranslation("import");
  const format = useFormat();
  const clusters = useQuery(clustersQuery);
  const domains = useQuery(domainsQuery);
  const hosts = useQuery(hostsQuery);
  const asForAll = isRequired ? undefined : t("settings.asForAll");
  const dataCenter = clusters.data?.find((cluster) => cluster.id === settings.cluster)?.dataCenter.id;
  const reachable = (domains.data ?? []).filter((domain) => dataCenter === undefined || domain.dataCenter.id === dataCenter);
  // chosen before the cluster was
  const elsewhere = (domains.data ?? []).filter((domain) => domain.id === settings.domain && !reachable.includes(domain));
  // both together are refused; what is set elsewhere, for all machines, the check finds
  const allocations = settings.format === "cow" ? (["sparse"] as const) : (["sparse", "preallocated"] as const);
  const formats = settings.allocation === "preallocated" ? (["raw"] as const) : (["raw", "cow"] as const);
  return (
    <>
      <GridItem>
        <ClusterField
          value={settings.cluster ?? ""}
          onChange={(cluster) => onChange({ cluster })}
          isRequired={isRequired}
          placeholder={asForAll}
        />
      </GridItem>
      <GridItem>
        <SelectField
          label={t("setting.domain")}
          value={settings.domain ?? ""}
          onChange={(domain) => onChange({ domain })}
          isPending={domains.isPending}
          isRequired={isRequired}
          placeholder={asForAll ?? t("field.choose")}
          help={domains.data?.length === 0 ? t("settings.noDomain") : undefined}
          options={[
            ...reachable.map((domain) => ({
              value: domain.id,
              label:
                domain.available === undefined ? domain.name : t("settings.free", { name: domain.name, size: format.bytes(domain.available) }),
            })),
            ...elsewhere.map((domain) => ({ value: domain.id, label: t("settings.elsewhere", { name: domain.name }) })),
          ]}
        />
      </GridItem>
      <GridItem>
        <SelectField
          label={t("setting.host")}
          value={settings.host ?? ""}
          onChange={(host) => onChange({ host })}
          isPending={hosts.isPending}
          options={[
            { value: "", label: asForAll ?? t("settings.anyHost") },
            ...(hosts.data ?? []).map((host) => ({ value: host.id, label: host.name })),
          ]}
        />
      </GridItem>
      <GridItem>
        <SelectField
          label={t("setting.allocation")}
          value={settings.allocation ?? ""}
          onChange={(allocation) => onChange({ allocation: allocation as Settings["allocation"] })}
          options={[
            { value: "", label: asForAll ?? t("settings.default") },
            ...allocations.map((value) => ({ value, label: t(`allocation.${value}`) })),
          ]}
          help={settings.format === "cow" ? t("settings.noPreallocatedQcow2") : undefined}
        />
      </GridItem>
      <GridItem>
        <SelectField
          label={t("setting.format")}
          value={settings.format ?? ""}
          onChange={(chosen) => onChange({ format: chosen as Settings["format"] })}
          options={[
            { value: "", label: asForAll ?? t("settings.default") },
            ...formats.map((value) => ({ value, label: t(`format.${value}`) })),
          ]}
          help={settings.allocation === "preallocated" ? t("settings.noPreallocatedQcow2") : undefined}
        />
      </GridItem>
      <GridItem>
        <TextField
          label={t("setting.driversIso")}
          value={settings.driversIso ?? ""}
          onChange={(driversIso) => onChange({ driversIso })}
          help={t("settings.driversIsoHelp")}
        />
      </GridItem>
      <GridItem>
        <TextField
          label={t("setting.startTime")}
          type="datetime-local"
          value={settings.startTime ?? ""}
          onChange={(startTime) => onChange({ startTime })}
          help={t("settings.startTimeHelp")}
          error={isStartTime(settings.startTime ?? "") ? undefined : t("settings.startTimeWrong")}
        />
      </GridItem>
      <GridItem>
        <TextField
          label={t("setting.priority")}
          type="number"
          value={settings.priority ?? ""}
          onChange={(priority) => onChange({ priority })}
          help={t("settings.priorityHelp")}
        />
      </GridItem>
    </>
  );
}
