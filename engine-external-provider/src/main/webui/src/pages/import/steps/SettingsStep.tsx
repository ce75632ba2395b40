import { Button, Form, Grid, GridItem, TextInput, Title } from "@patternfly/react-core";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { clustersQuery } from "../../../components/cluster/clusters";
import { RowActions } from "../../../components/RowActions";
import { DataTable } from "../../../components/table/DataTable";
import { type Draft, type DraftMachine, NO_SETTINGS, type Settings, withCommon } from "../draft";
import { downloadText } from "../../../components/download";
import type { SourceMachine } from "../machines";
import { MachineSettingsDialog } from "../settings/MachineSettingsDialog";
import { NetworkFields } from "../settings/NetworkFields";
import { SettingFields } from "../settings/SettingFields";
import { tableOf } from "../table";

interface SettingsStepProps {
  draft: Draft;
  machines: SourceMachine[];
  onChange: (part: Partial<Draft>) => void;
}

export function SettingsStep({ draft, machines, onChange }: SettingsStepProps) {
  const { t } = useTranslation("import");
  const queries = useQueryClient();
  const [edited, setEdited] = useState<DraftMachine>();
  const set = (id: string, change: Partial<DraftMachine>) =>
    onChange({ machines: draft.machines.map((each) => (each.id === id ? { ...each, ...change } : each)) });
  // from the store, which knows a cluster that was added just now
  const changeCommon = (change: Partial<Settings>) =>
    onChange(withCommon(draft, change, queries.getQueryData(clustersQuery.queryKey) ?? []));
  const networks = useMemo(() => {
    const chosen = new Set(draft.machines.map((machine) => machine.id));
    return [...new Set(machines.filter((machine) => chosen.has(machine.id)).flatMap((machine) => machine.networks))].sort();
  }, [draft.machines, machines]);

  return (
    <>
      <Form onSubmit={(event) => event.preventDefault()}>
        <Title headingLevel="h2" size="lg">
          {t("settings.forAll")}
        </Title>
        <Grid hasGutter md={6} xl={4}>
          <SettingFields settings={draft.common} isRequired onChange={changeCommon} />
        </Grid>
        <NetworkFields
          sources={networks}
          cluster={draft.common.cluster}
          networks={draft.networks}
          onChange={(changed) => onChange({ networks: changed })}
        />
      </Form>
      <Grid hasGutter className="v2v-section v2v-below">
        <GridItem>
          <Title headingLevel="h2" size="lg">
            {t("settings.forEach")}
          </Title>
        </GridItem>
      </Grid>
      <DataTable
        label={t("settings.forEach")}
        rows={draft.machines}
        rowKey={(machine) => machine.id}
        rowName={(machine) => machine.name}
        filterText={(machine) => `${machine.source} ${machine.name}`}
        columns={[
          { key: "source", title: t("column.source"), render: (machine) => machine.source, sortBy: (machine) => machine.source },
          {
            key: "name",
            title: t("column.newName"),
            render: (machine) => (
              <TextInput
                aria-label={t("settings.nameOf", { name: machine.source })}
                value={machine.name}
                validated={machine.name.trim() === "" ? "error" : "default"}
                onChange={(_event, name) => set(machine.id, { name })}
              />
            ),
          },
          { key: "own", title: t("column.own"), render: (machine) => ownSettings(machine).map((key) => t(`setting.${key}`)).join(", ") || "–" },
        ]}
        actions={(machine) => (
          <RowActions
            name={machine.source}
            actions={[
              { title: t("settings.edit"), onClick: () => setEdited(machine) },
              { title: t("settings.leaveOut"), onClick: () => onChange({ machines: draft.machines.filter((each) => each.id !== machine.id) }) },
            ]}
          />
        )}
        tools={
          <Button variant="secondary" onClick={() => downloadText("imports.csv", tableOf(draft), "text/csv")}>
            {t("csv.write")}
          </Button>
        }
      />
      {edited !== undefined && (
        <MachineSettingsDialog
          machine={edited}
          onSave={(change) => {
            set(edited.id, change);
            setEdited(undefined);
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function ownSettings(machine: DraftMachine): (keyof Settings | "networks")[] {
  const keys = (Object.keys(NO_SETTINGS) as (keyof Settings)[]).filter((key) => machine[key]);
  return machine.networks === undefined ? keys : [...keys, "networks"];
}
