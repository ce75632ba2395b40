import type { TreeViewDataItem } from "@patternfly/react-core";
import type { SourceMachine } from "./machines";

export type Grouping = "hosts" | "folders";

/** Where a machine lies, from the top. */
export function placeOf(machine: SourceMachine, grouping: Grouping): string[] {
  const parts =
    grouping === "hosts"
      ? [machine.dataCenter, machine.cluster, machine.host]
      : [machine.dataCenter, ...machine.folder.split("/")];
  return parts.filter((part) => part !== "");
}

const SEPARATOR = "\u0000";

export function isIn(machine: SourceMachine, grouping: Grouping, place: string): boolean {
  return place === "" || `${placeOf(machine, grouping).join(SEPARATOR)}${SEPARATOR}`.startsWith(`${place}${SEPARATOR}`);
}

/** The places of all machines, each with how many are in it. */
export function treeOf(machines: readonly SourceMachine[], grouping: Grouping, all: string): TreeViewDataItem[] {
  const counts = new Map<string, number>();
  for (const machine of machines) {
    const place = placeOf(machine, grouping);
    for (let depth = 1; depth <= place.length; depth++) {
      const id = place.slice(0, depth).join(SEPARATOR);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  const children = new Map<string, TreeViewDataItem[]>();
  const ids = [...counts.keys()].sort((left, right) => left.localeCompare(right, undefined, { numeric: true }));
  for (const id of ids.reverse()) {
    const end = id.lastIndexOf(SEPARATOR);
    const parent = id.slice(0, Math.max(0, end));
    const below = children.get(id);
    const item: TreeViewDataItem = {
      id,
      name: `${id.slice(end + 1)} (${counts.get(id)})`,
      ...(below === undefined ? {} : { children: below, defaultExpanded: !id.includes(SEPARATOR) }),
    };
    children.set(parent, [item, ...(children.get(parent) ?? [])]);
  }
  return [{ id: "", name: `${all} (${machines.length})` }, ...(children.get("") ?? [])];
}
