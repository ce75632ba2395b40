import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SelectField } from "../form/SelectField";
import { TextField } from "../form/TextField";
import { FormDialog } from "../FormDialog";
import { useDialogMutation } from "../useDialogMutation";
import { addCluster, addDataCenter, dataCentersQuery } from "./clusters";

const NEW = "new";

/** A cluster in a data center that is there, or in one that is added with it. */
export function AddClusterDialog({ onAdded, onClose }: { onAdded: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const dataCenters = useQuery(dataCentersQuery);
  const [chosen, setChosen] = useState<string>();
  const [newName, setNewName] = useState("Default");
  const [name, setName] = useState("Default");
  const dataCenter = chosen ?? dataCenters.data?.[0]?.id ?? NEW;
  const adding = useDialogMutation<string>({
    mutationFn: async () => {
      let id = dataCenter;
      if (id === NEW) {
        id = (await addDataCenter(newName.trim())).id;
        setChosen(id); // so that it is not added again if the cluster is refused
        await queries.invalidateQueries({ queryKey: ["datacenters"] });
      }
      return (await addCluster(name.trim(), id)).id;
    },
    // waited for, so that the new one is known where it is chosen
    onSuccess: () => queries.invalidateQueries({ queryKey: ["clusters"] }),
    failed: t("cluster.addFailed"),
  });
  const done = (id: string) => {
    onAdded(id);
    onClose();
  };
  return (
    <FormDialog
      title={t("cluster.addTitle")}
      description={t("cluster.addText")}
      submit={t("cluster.addDo")}
      variant="small"
      isPending={adding.isPending}
      problem={adding.error}
      problemTitle={t("cluster.addFailed")}
      onSubmit={() => adding.mutate(undefined, { onSuccess: done })}
      onClose={onClose}
    >
      <SelectField
        label={t("cluster.dataCenter")}
        value={dataCenter}
        onChange={setChosen}
        isPending={dataCenters.isFetching}
        options={[
          ...(dataCenters.data ?? []).map((each) => ({ value: each.id, label: each.name })),
          { value: NEW, label: t("cluster.newDataCenter") },
        ]}
      />
      {dataCenter === NEW && (
        <TextField label={t("cluster.newDataCenterName")} value={newName} onChange={setNewName} isRequired />
      )}
      <TextField label={t("cluster.name")} value={name} onChange={setName} isRequired />
    </FormDialog>
  );
}
