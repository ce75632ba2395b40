import { Button } from "@patternfly/react-core";
import { PlusCircleIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session/SessionContext";
import type { FieldProps } from "../form/Field";
import { SelectField } from "../form/SelectField";
import { AddClusterDialog } from "./AddClusterDialog";
import { clustersQuery } from "./clusters";

interface ClusterFieldProps extends Omit<FieldProps, "label"> {
  /** The id of a cluster; empty for none. */
  value: string;
  onChange: (id: string) => void;
  /** Stands for nothing chosen. */
  placeholder?: string;
}

/** A cluster, named with its data center; one that is missing can be added right here. */
export function ClusterField({ value, onChange, placeholder, ...field }: ClusterFieldProps) {
  const { t } = useTranslation();
  const clusters = useQuery(clustersQuery);
  const mayAdd = useMay("configure");
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <SelectField
        {...field}
        label={t("cluster.label")}
        value={value}
        onChange={onChange}
        isPending={clusters.isPending}
        placeholder={clusters.isPending ? t("loading") : (placeholder ?? t("field.choose"))}
        help={field.help ?? (clusters.data?.length === 0 ? t("cluster.none") : undefined)}
        options={(clusters.data ?? []).map((cluster) => ({
          value: cluster.id,
          label: `${cluster.dataCenter.name} / ${cluster.name}`,
        }))}
      />
      {mayAdd && (
        <div>
          <Button variant="link" isInline className="v2v-field-link" icon={<PlusCircleIcon />} onClick={() => setAdding(true)}>
            {t("cluster.add")}
          </Button>
        </div>
      )}
      {isAdding && <AddClusterDialog onAdded={onChange} onClose={() => setAdding(false)} />}
    </>
  );
}
