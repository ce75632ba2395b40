import { FormSelect, FormSelectOption, ToggleGroup, ToggleGroupItem, ToolbarItem, TreeView } from "@patternfly/react-core";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../api/problem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { QueryView } from "../../../components/QueryView";
import { DataTable } from "../../../components/table/DataTable";
import { ListedAsOf } from "../../providers/ListedAsOf";
import { useInventoryRefresh } from "../../providers/useInventoryRefresh";
import type { Draft } from "../draft";
import { concernsOf, type SourceMachine } from "../machines";
import { type Grouping, isIn, treeOf } from "../places";
import { TableReader } from "../TableReader";
import { useMachineColumns } from "../machineColumns";

type Shown = "all" | "importable" | "concerns";

interface MachineStepProps {
  draft: Draft;
  query: UseQueryResult<{ machines: SourceMachine[]; asOf: Date | undefined }, Problem>;
  onChange: (part: Partial<Draft>) => void;
}

export function MachineStep({ draft, query, onChange }: MachineStepProps) {
  const { t } = useTranslation("import");
  const refreshing = useInventoryRefresh(draft.provider);
  return (
    <>
      {refreshing.error && <ProblemAlert problem={refreshing.error} />}
      <QueryView query={query}>
        {({ machines, asOf }) => (
          <Machines
            draft={draft}
            machines={machines}
            onChange={onChange}
            again={<ListedAsOf asOf={asOf} refreshing={refreshing} again={t("machines.again")} />}
          />
        )}
      </QueryView>
    </>
  );
}

interface MachinesProps {
  draft: Draft;
  machines: SourceMachine[];
  onChange: (part: Partial<Draft>) => void;
  /** The way to a newer list. */
  again: ReactNode;
}

function Machines({ draft, machines, onChange, again }: MachinesProps) {
  const { t } = useTranslation("import");
  const [grouping, setGrouping] = useState<Grouping>("hosts");
  const [place, setPlace] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const columns = useMachineColumns();
  const tree = useMemo(() => treeOf(machines, grouping, t("machines.everywhere")), [machines, grouping, t]);
  const rows = useMemo(
    () =>
      machines.filter((machine) => {
        if (!isIn(machine, grouping, place)) return false;
        if (shown === "all") return true;
        const concerns = concernsOf(machine);
        return shown === "importable"
          ? concerns.critical === undefined
          : concerns.critical !== undefined || concerns.warnings.length > 0;
      }),
    [machines, grouping, place, shown],
  );
  const selected = useMemo(() => new Set(draft.machines.map((machine) => machine.id)), [draft.machines]);

  const select = (ids: Set<string>) => {
    const before = new Map(draft.machines.map((machine) => [machine.id, machine]));
    const byId = new Map(machines.map((machine) => [machine.id, machine]));
    onChange({
      machines: [...ids].flatMap((id) => {
        const source = byId.get(id);
        const kept = before.get(id);
        return kept !== undefined ? [kept] : source === undefined ? [] : [{ id, source: source.name, name: source.name }];
      }),
    });
  };

  return (
    <div className="v2v-machines">
      <div className="v2v-machines__places">
        <ToggleGroup aria-label={t("machines.grouping")} isCompact>
          {(["hosts", "folders"] as const).map((each) => (
            <ToggleGroupItem
              key={each}
              buttonId={`grouping-${each}`}
              text={t(`machines.by.${each}`)}
              isSelected={each === grouping}
              onChange={() => {
                setGrouping(each);
                setPlace("");
              }}
            />
          ))}
        </ToggleGroup>
        <TreeView
          aria-label={t("machines.places")}
          data={tree}
          hasSelectableNodes
          activeItems={tree.filter((item) => item.id === place)}
          onSelect={(_event, item) => setPlace(item.id ?? "")}
        />
      </div>
      <div className="v2v-machines__list">
        <DataTable
          label={t("machines.title")}
          rows={rows}
          columns={columns}
          rowKey={(machine) => machine.id}
          rowName={(machine) => machine.name}
          initialSorting={{ key: "name", direction: "asc" }}
          filterText={machineText}
          selection={{
            selected,
            onChange: select,
            reason: (machine) => {
              const critical = concernsOf(machine).critical;
              return critical === undefined ? undefined : t(`concern.${critical}`);
            },
          }}
          filters={
            <ToolbarItem>
              <FormSelect aria-label={t("machines.show")} value={shown} onChange={(_event, value) => setShown(value as Shown)}>
                {(["all", "importable", "concerns"] as const).map((each) => (
                  <FormSelectOption key={each} value={each} label={t(`machines.shown.${each}`)} />
                ))}
              </FormSelect>
            </ToolbarItem>
          }
          tools={
            <>
              <ToolbarItem>
                <TableReader machines={machines} onRead={(read) => onChange({ machines: read })} />
              </ToolbarItem>
              <ToolbarItem>{again}</ToolbarItem>
            </>
          }
          fillsPage
        />
      </div>
    </div>
  );
}

function machineText(machine: SourceMachine): string {
  return `${machine.name} ${machine.os} ${machine.host} ${machine.cluster} ${machine.folder} ${machine.status}`;
}
