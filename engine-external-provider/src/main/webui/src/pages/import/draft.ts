import type { Schemas } from "../../api/client";
import type { Cluster } from "../../components/cluster/clusters";
import type { SourceMachine } from "./machines";

/** What can be said for all machines, and otherwise for one; empty says nothing. */
export interface Settings {
  cluster: string;
  domain: string;
  host: string;
  allocation: "" | "sparse" | "preallocated";
  format: "" | "raw" | "cow";
  driversIso: string;
  /** As a field for date and time has it, in the time zone of the user. */
  startTime: string;
  priority: string;
}

export const NO_SETTINGS: Settings = {
  cluster: "",
  domain: "",
  host: "",
  allocation: "",
  format: "",
  driversIso: "",
  startTime: "",
  priority: "",
};

/** One machine that is to be imported. */
export interface DraftMachine extends Partial<Settings> {
  id: string;
  /** At the source. */
  source: string;
  /** In oVirt. */
  name: string;
  /** Its start time from a table, where the field's, which has no zone, would be another one. Counts while the field is as it was read. */
  exactStart?: string;
  /** Its own mappings, from a table that was read in; otherwise those of all. */
  networks?: Record<string, string>;
  /** The networks that it is on at its source; undefined before its source has been listed. */
  sourceNetworks?: string[];
}

/** All that the wizard knows; it is kept while the browser's tab is open and has no secret in it. */
export interface Draft {
  provider: string;
  machines: DraftMachine[];
  common: Settings;
  /** Which network of oVirt's stands for one of the source. */
  networks: Record<string, string>;
  /** With it, an import that is asked for twice is begun once. */
  key: string;
}

export function newDraft(change: Partial<Draft> = {}): Draft {
  return { provider: "", machines: [], common: NO_SETTINGS, networks: {}, key: crypto.randomUUID(), ...change };
}

/** Each user has one: another one may sign in on the same tab. */
function keyOf(user: string): string {
  return `v2v.import.${user}`;
}

export function readDraft(user: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(user));
    const kept = text === null ? undefined : (JSON.parse(text) as Partial<Draft>);
    return kept === undefined || !Array.isArray(kept.machines)
      ? undefined
      : newDraft({ ...kept, common: { ...NO_SETTINGS, ...kept.common } });
  } catch {
    return undefined;
  }
}

export function writeDraft(user: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(keyOf(user));
    else sessionStorage.setItem(keyOf(user), JSON.stringify(draft));
  } catch {
    // no storage: it is lost with a reload
  }
}

/** A setting as it counts for a machine. */
export function settingOf<K extends keyof Settings>(draft: Draft, machine: DraftMachine, key: K): Settings[K] {
  return (machine[key] || draft.common[key]) as Settings[K];
}

/** Other settings for all machines. A network of oVirt's is one of a data center: in another one it has to be chosen anew. */
export function withCommon(draft: Draft, change: Partial<Settings>, clusters: readonly Cluster[]): Pick<Draft, "common" | "networks"> {
  const common = { ...draft.common, ...change };
  const dataCenterOf = (id: string) => clusters.find((cluster) => cluster.id === id)?.dataCenter.id;
  const isElsewhere = dataCenterOf(common.cluster) !== dataCenterOf(draft.common.cluster);
  return { common, networks: isElsewhere ? {} : draft.networks };
}

/** The same with the networks that the machines are on by now, as their source was listed last. */
export function onNetworks(draft: Draft, sources: readonly SourceMachine[]): Draft {
  const byId = new Map(sources.map((source) => [source.id, source.networks]));
  return {
    ...draft,
    machines: draft.machines.map((machine) => {
      const sourceNetworks = byId.get(machine.id);
      return sourceNetworks === undefined ? machine : { ...machine, sourceNetworks };
    }),
  };
}

/**
 * Which network takes the place of each at the source, as it counts for a machine: its own mappings as they are, of those of all only
 * what concerns it, since a mapping of a network that a machine is not on is refused. An empty source stands for all others.
 */
export function mappingsFor(draft: Draft, machine: DraftMachine): [source: string, target: string][] {
  const given = Object.entries(machine.networks ?? draft.networks).filter(([, target]) => target !== "");
  const { networks, sourceNetworks } = machine;
  if (networks !== undefined || sourceNetworks === undefined) return given;
  return given.filter(([source]) => source === "" || sourceNetworks.includes(source));
}

/** As a field for date and time has it. */
export function localTime(time: Date): string {
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Whether a field for the start time says when, or nothing. It may have a year of more digits than dates have. */
export function isStartTime(text: string): boolean {
  return text === "" || (/^\d{4}-/.test(text) && !Number.isNaN(new Date(text).getTime()));
}

/** When the import of a machine is to begin, as the API takes it; empty says nothing. What is no time stays as it is. */
export function startOf(draft: Draft, machine: DraftMachine): string {
  const { exactStart, startTime } = machine;
  if (exactStart !== undefined && localTime(new Date(exactStart)) === startTime) return exactStart;
  const text = settingOf(draft, machine, "startTime");
  return text !== "" && isStartTime(text) ? new Date(text).toISOString() : text;
}

type Item = Schemas["Item"];

/** The machines as the API takes them, each with all that counts for it. */
export function itemsOf(draft: Draft, machines: readonly DraftMachine[] = draft.machines): Item[] {
  return machines.map((machine) => {
    const value = <K extends keyof Settings>(key: K) =>
      (settingOf(draft, machine, key) || undefined) as Exclude<Settings[K], ""> | undefined;
    const reference = (id: string | undefined) => (id === undefined ? undefined : { id });
    const networks = mappingsFor(draft, machine);
    const iso = value("driversIso");
    return {
      virtual_machine: { id: machine.id },
      name: machine.name.trim(),
      cluster: reference(value("cluster")),
      storage_domain: reference(value("domain")),
      host: reference(value("host")),
      allocation: value("allocation"),
      format: value("format"),
      network_mappings: networks.length === 0 ? undefined : networks.map(([source, target]) => ({ source, target })),
      drivers_iso: iso === undefined ? undefined : { id: iso },
      start_time: startOf(draft, machine) || undefined,
      priority: value("priority"),
    };
  });
}
