import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import { isTrue, toNumber, toTime } from "../../api/values";

/** A machine at its source. */
export interface SourceMachine {
  id: string;
  name: string;
  status: string;
  dataCenter: string;
  cluster: string;
  host: string;
  folder: string;
  os: string;
  memory: number | undefined;
  cpus: number | undefined;
  hasSnapshots: boolean;
  /** Bytes of all disks together, as the guest sees them. */
  capacity: number;
  /** Bytes that they take at the source, where that is known. */
  allocation: number;
  disks: number;
  networks: string[];
}

export function machineOf(raw: Schemas["VirtualMachineRepresentation"]): SourceMachine {
  const disks = listOf(raw.disks);
  const sum = (values: (number | undefined)[]) => values.reduce<number>((all, each) => all + (each ?? 0), 0);
  return {
    id: raw.id ?? "",
    name: raw.name ?? "",
    status: raw.status ?? "",
    dataCenter: raw.datacenter ?? "",
    cluster: raw.cluster ?? "",
    host: raw.host ?? "",
    folder: raw.folder ?? "",
    os: raw.os ?? "",
    memory: toNumber(raw.memory),
    cpus: toNumber(raw.cpus),
    hasSnapshots: isTrue(raw.has_snapshots),
    capacity: sum(disks.map((disk) => toNumber(disk.capacity))),
    allocation: sum(disks.map((disk) => toNumber(disk.allocation) ?? toNumber(disk.capacity))),
    disks: disks.length,
    networks: [...new Set(listOf(raw.nics).map((nic) => nic.network ?? ""))].filter((network) => network !== ""),
  };
}

export function machinesQuery(provider: string) {
  return queryOptions({
    queryKey: ["providers", "machines", provider],
    queryFn: async ({ signal }) => {
      const found = await answer(
        api.GET("/ovirt-engine/api/externalvmproviders/{provider}/virtualmachines", { signal, params: { path: { provider } } }),
      );
      return { machines: listOf(found.virtual_machine).map(machineOf), asOf: toTime(found.as_of) };
    },
    enabled: provider !== "",
    staleTime: 60_000,
  });
}

/** What keeps a machine from being imported; `warnings` do not. */
export interface Concerns {
  critical: "running" | "noDisks" | undefined;
  warnings: "snapshots"[];
}

export function concernsOf(machine: SourceMachine): Concerns {
  return {
    critical: !["", "down", "unknown"].includes(machine.status) ? "running" : machine.disks === 0 ? "noDisks" : undefined,
    warnings: machine.hasSnapshots ? ["snapshots"] : [],
  };
}
