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
  /** Whether a disk holds only the changes since a snapshot, or in a linked clone: the engine refuses such machines. */
  holdsChangesOnly: boolean;
  /** Whether a disk is a device of the storage, which a vCenter does not serve: the engine refuses such machines. */
  hasRawDevice: boolean;
  /** Whether a disk is a block device of a Xen host, as of LVM, which virt-v2v cannot read by ssh: the engine refuses such machines. */
  isOnBlockDevice: boolean;
  /** Bytes of all disks together, as the guest sees them. */
  capacity: number;
  /** Bytes that they take at the source; undefined where that is not known of each. */
  allocation: number | undefined;
  disks: number;
  networks: string[];
}

/** What is said of a disk of which the source does not tell it. */
const UNKNOWN = 0;

export function machineOf(raw: Schemas["VirtualMachineRepresentation"]): SourceMachine {
  const disks = listOf(raw.disks);
  const allocations = disks.map((disk) => toNumber(disk.allocation) ?? UNKNOWN);
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
    holdsChangesOnly: disks.some((disk) => (disk.parent ?? "") !== ""),
    hasRawDevice: disks.some((disk) => disk.backing?.startsWith("rdm-") === true),
    isOnBlockDevice: disks.some((disk) => disk.path?.startsWith("/dev/") === true),
    capacity: sum(disks.map((disk) => toNumber(disk.capacity))),
    allocation: allocations.includes(UNKNOWN) ? undefined : sum(allocations),
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
  critical: "running" | "noDisks" | "changesOnly" | "rawDevice" | "blockDevice" | undefined;
  warnings: "snapshots"[];
}

function criticalOf(machine: SourceMachine): Concerns["critical"] {
  if (!["", "down", "unknown"].includes(machine.status)) {
    return "running";
  }
  if (machine.disks === 0) {
    return "noDisks";
  }
  if (machine.holdsChangesOnly) {
    return "changesOnly";
  }
  if (machine.hasRawDevice) {
    return "rawDevice";
  }
  return machine.isOnBlockDevice ? "blockDevice" : undefined;
}

export function concernsOf(machine: SourceMachine): Concerns {
  return {
    critical: criticalOf(machine),
    // an agent of an earlier version tells of the snapshots only
    warnings: machine.hasSnapshots && !machine.holdsChangesOnly ? ["snapshots"] : [],
  };
}
