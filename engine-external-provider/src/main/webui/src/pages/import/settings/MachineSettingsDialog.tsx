import { Grid } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../../components/form/TextField";
import { FormDialog } from "../../../components/FormDialog";
import type { DraftMachine } from "../draft";
import { SettingFields } from "./SettingFields";

interface MachineSettingsDialogProps {
  machine: DraftMachine;
  onSave: (change: Partial<DraftMachine>) => void;
  onClose: () => void;
}

/** What is different for one machine. */
export function MachineSettingsDialog({ machine, onSave, onClose }: MachineSettingsDialogProps) {
  const { t } = useTranslation("import");
  const [changed, setChanged] = useState<DraftMachine>(machine);
  return (
    <FormDialog
      title={t("settings.editTitle", { name: machine.source })}
      description={t("settings.editText")}
      submit={t("settings.take")}
      isPending={false}
      onSubmit={() => onSave(changed)}
      onClose={onClose}
    >
      <TextField label={t("column.newName")} value={changed.name} onChange={(name) => setChanged({ ...changed, name })} isRequired autoFocus />
      <Grid hasGutter md={6}>
        <SettingFields settings={changed} onChange={(change) => setChanged({ ...changed, ...change })} />
      </Grid>
    </FormDialog>
  );
}
