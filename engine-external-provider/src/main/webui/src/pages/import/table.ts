import type { Reference } from "../../components/cluster/clusters";
import { parseCsv, writeCsv } from "./csv";
import { type Draft, type DraftMachine, localTime, mappingsFor, type Settings, settingOf, startOf } from "./draft";
import type { SourceMachine } from "./machines";

/** What names and ids in a table can mean. */
export interface Known {
  machines: readonly SourceMachine[];
  clusters: readonly Reference[];
  domains: readonly Reference[];
  hosts: readonly Reference[];
}

const REFERENCES = { cluster: "clusters", storage_domain: "domains", host: "hosts" } as const;
const COLUMNS = ["virtual_machine", "name", "cluster", "storage_domain", "host", "allocation", "format", "network_mappings", "drivers_iso", "start_time", "priority"] as const;
type ColumnName = (typeof COLUMNS)[number];

/** What is wrong with a table: a key of the texts, with what belongs into them. */
export class TableError extends Error {
  constructor(
    readonly key: "empty" | "encoding" | "quotes" | "column" | "machine" | "reference" | "value",
    readonly line: number,
    readonly value: string,
    readonly column = "",
  ) {
    super(`${key} in line ${line}: ${value}`);
  }
}

/** The text of a table's file. In another encoding than UTF-8 names would be others, and nobody would be told. */
export function textOfTable(content: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new TableError("encoding", 1, "");
  }
}

/** The machines of a table; those that it does not name are not among them. */
export function machinesOfTable(text: string, known: Known): DraftMachine[] {
  let rows: string[][];
  try {
    rows = parseCsv(text);
  } catch {
    throw new TableError("quotes", 1, "");
  }
  const names = (rows.shift() ?? []).map((name) => name.trim().toLowerCase());
  if (names.length === 0 || rows.length === 0) throw new TableError("empty", 1, "");
  const wrong = names.find((name) => !(COLUMNS as readonly string[]).includes(name));
  if (wrong !== undefined) throw new TableError("column", 1, wrong);
  return rows.map((row, index) => machineOfRow(names as ColumnName[], row, index + 2, known));
}

function machineOfRow(names: readonly ColumnName[], row: readonly string[], line: number, known: Known): DraftMachine {
  const cell = (name: ColumnName) => row[names.indexOf(name)]?.trim() ?? "";
  const wanted = cell("virtual_machine");
  const byId = known.machines.find((machine) => machine.id === wanted);
  const byName = known.machines.filter((machine) => machine.name === wanted);
  const source = byId ?? (byName.length === 1 ? byName[0] : undefined);
  if (source === undefined) throw new TableError("machine", line, wanted);

  const reference = (column: keyof typeof REFERENCES): string | undefined => {
    const text = cell(column);
    if (text === "") return undefined;
    const found = known[REFERENCES[column]].find((each) => each.id === text || each.name === text);
    if (found === undefined) throw new TableError("reference", line, text, column);
    return found.id;
  };
  const oneOf = <T extends string>(column: ColumnName, values: readonly T[]): T | undefined => {
    const text = cell(column).toLowerCase();
    if (text === "") return undefined;
    const found = values.find((value) => value === text);
    if (found === undefined) throw new TableError("value", line, text, column);
    return found;
  };
  const start = cell("start_time");
  const startTime = timeOf(start);
  if (start !== "" && startTime === undefined) throw new TableError("value", line, start, "start_time");
  const mappings = cell("network_mappings");
  const machine: DraftMachine = {
    id: source.id,
    source: source.name,
    name: cell("name") || source.name,
    cluster: reference("cluster"),
    domain: reference("storage_domain"),
    host: reference("host"),
    allocation: oneOf("allocation", ["sparse", "preallocated"] as const),
    format: oneOf("format", ["raw", "cow"] as const),
    driversIso: cell("drivers_iso") || undefined,
    startTime: startTime === undefined ? undefined : localTime(startTime),
    exactStart: startTime === undefined || isInField(startTime) ? undefined : startTime.toISOString(),
    priority: cell("priority") || undefined,
    networks: mappings === "" ? undefined : mappingsOf(mappings, line),
  };
  return Object.fromEntries(Object.entries(machine).filter(([, value]) => value !== undefined)) as unknown as DraftMachine;
}

function mappingsOf(text: string, line: number): Record<string, string> {
  return Object.fromEntries(
    text.split("|").map((each) => {
      const sign = each.lastIndexOf("=");
      if (sign < 0) throw new TableError("value", line, each, "network_mappings");
      return [each.slice(0, sign).trim(), each.slice(sign + 1).trim()];
    }),
  );
}

/** The draft as a table, with what counts for each machine. */
export function tableOf(draft: Draft): string {
  const rows = draft.machines.map((machine) => {
    const value = (key: keyof Settings) => settingOf(draft, machine, key);
    return [
      machine.id,
      machine.name,
      value("cluster"),
      value("domain"),
      value("host"),
      value("allocation"),
      value("format"),
      mappingsFor(draft, machine)
        .map(([source, target]) => `${source}=${target}`)
        .join("|"),
      value("driversIso"),
      startOf(draft, machine),
      value("priority"),
    ];
  });
  return writeCsv([COLUMNS, ...rows]);
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/;

/** A time as ISO 8601 has it, without a zone in that of the user. Date.parse() alone takes others too, and the third of December for the twelfth of March. */
function timeOf(text: string): Date | undefined {
  const [, date = "", clock = "", zone = ""] = ISO_TIME.exec(text) ?? [];
  const time = new Date(`${date}T${clock}${zone.replace(/(\d\d)(\d\d)$/, "$1:$2")}`);
  return Number.isNaN(time.getTime()) || !isDay(date) ? undefined : time;
}

/** Whether the month has the day: a thirty-first of April would be taken as the first of May. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00Z`).toISOString().startsWith(date);
}

/** Whether a field for date and time means the same: of an hour that comes twice when clocks are put back it means the first one. */
function isInField(time: Date): boolean {
  return new Date(localTime(time)).getTime() === time.getTime();
}
