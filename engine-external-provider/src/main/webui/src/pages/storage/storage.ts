import { queryOptions } from "@tanstack/react-query";
import { CHECK, STORAGE } from "../../app/LiveUpdates";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import type { Failure } from "../../api/problem";
import { toNumber } from "../../api/values";
import { type Reference, referenceOf } from "../../components/cluster/clusters";

/** An export domain. */
export interface Domain extends Reference {
  status: string;
  dataCenter: Reference;
  host: Reference;
  /** Bytes; undefined while the domain cannot be looked at. */
  available: number | undefined;
  used: number | undefined;
  type: string;
  location: string;
  /** Where its proxy hosts have it. */
  mountPath: string;
  problem: Failure | undefined;
}

interface RawStorage {
  type?: string;
  address?: string;
  path?: string;
  mount_path?: string;
}

export function domainOf(raw: Schemas["StorageDomain"]): Domain {
  const storage = (raw.storage ?? {}) as RawStorage;
  return {
    ...referenceOf(raw),
    status: raw.status ?? "unknown",
    dataCenter: referenceOf(raw.data_center),
    host: referenceOf(raw.host),
    available: toNumber(raw.available),
    used: toNumber(raw.used),
    type: storage.type ?? "",
    location: [storage.address, storage.path].filter((part) => part !== undefined && part !== "").join(":"),
    mountPath: storage.mount_path ?? "",
    problem: (raw.problem ?? undefined) as Failure | undefined,
  };
}

const FOLLOWED = { query: { follow: "data_center,host" } };

export const domainsQuery = queryOptions({
  queryKey: [STORAGE, "list"],
  queryFn: async ({ signal }) =>
    listOf((await answer(api.GET("/ovirt-engine/api/storagedomains", { params: FOLLOWED, signal }))).storage_domain).map(domainOf),
  refetchInterval: 30_000,
});

export function domainQuery(id: string) {
  return queryOptions({
    queryKey: [STORAGE, "one", id],
    queryFn: async ({ signal }) =>
      domainOf(await answer(api.GET("/ovirt-engine/api/storagedomains/{id}", { params: { path: { id }, ...FOLLOWED }, signal }))),
    refetchInterval: 30_000,
  });
}

export interface Machine extends Reference {
  memory: number | undefined;
  cores: number | undefined;
  os: string;
  disks: { name: string; size: number | undefined; format: string }[];
}

interface RawVm {
  cpu?: { topology?: { cores?: string; sockets?: string } };
  os?: { type?: string };
  disk_attachments?: { disk_attachment?: { disk?: { name?: string; alias?: string; id?: string; provisioned_size?: string; format?: string } }[] };
}

/** What lies in an export domain, with the disks. */
export function machinesQuery(domain: string) {
  return queryOptions({
    queryKey: [STORAGE, "machines", domain],
    queryFn: async ({ signal }): Promise<Machine[]> =>
      listOf(
        (
          await answer(
            api.GET("/ovirt-engine/api/storagedomains/{id}/vms", {
              params: { path: { id: domain }, query: { follow: "disk_attachments.disk" } },
              signal,
            }),
          )
        ).vm,
      ).map(machineOf),
  });
}

export function machineOf(raw: Schemas["Vm"]): Machine {
  const vm = raw as RawVm;
  const topology = vm.cpu?.topology;
  return {
    ...referenceOf(raw),
    memory: toNumber(raw.memory),
    cores: topology === undefined ? undefined : (toNumber(topology.cores) ?? 1) * (toNumber(topology.sockets) ?? 1),
    os: vm.os?.type ?? "",
    disks: listOf(vm.disk_attachments?.disk_attachment).map(({ disk }) => ({
      name: disk?.alias ?? disk?.name ?? disk?.id ?? "",
      size: toNumber(disk?.provisioned_size),
      format: disk?.format ?? "",
    })),
  };
}

export interface DomainInput {
  name: string;
  dataCenter: string;
  host: string;
  address: string;
  path: string;
  /** Where the proxy hosts have an NFS export; empty where VDSM would mount it. */
  mountPath: string;
}

/** NFS with an address; without one a folder of the proxy host. */
export function addDomain({ name, dataCenter, host, address, path, mountPath }: DomainInput) {
  const isNfs = address.trim() !== "";
  return answer(
    api.POST("/ovirt-engine/api/storagedomains", {
      body: {
        name: name.trim(),
        type: "export",
        data_center: { id: dataCenter },
        host: { id: host },
        storage: {
          type: isNfs ? "nfs" : "localfs",
          ...(isNfs && { address: address.trim() }),
          path: path.trim(),
          ...(isNfs && mountPath.trim() !== "" && { mount_path: mountPath.trim() }),
        },
      },
    }),
  );
}

export function removeDomain(id: string) {
  return answer(api.DELETE("/ovirt-engine/api/storagedomains/{id}", { params: { path: { id } } }));
}

/** What is broken in an export domain, and what no machine needs. */
export function checkQuery(domain: string) {
  return queryOptions({
    queryKey: [STORAGE, CHECK, domain],
    queryFn: async ({ signal }): Promise<Check> =>
      checkOf(await answer(api.GET("/ovirt-engine/api/storagedomains/{id}/check", { params: { path: { id: domain } }, signal }))),
    staleTime: 60_000,
  });
}

export interface Check {
  isComplete: boolean;
  defects: { machine: string; path: string; problem: string }[];
  orphans: { path: string; bytes: number; modified: Date }[];
}

function checkOf(raw: Schemas["StorageDomainCheck"]): Check {
  return {
    isComplete: raw.complete !== "false",
    defects: listOf(raw.defect).map((each) => ({ machine: each.machine ?? "", path: each.path ?? "", problem: each.problem ?? "" })),
    orphans: listOf(raw.orphan).map((each) => ({
      path: each.path ?? "",
      bytes: toNumber(each.bytes) ?? 0,
      modified: new Date(each.modified ?? 0),
    })),
  };
}

/** The OVF of a machine in an export domain, as it lies there. */
export async function ovfOf(domain: string, vm: string): Promise<string> {
  const machine = await answer(
    api.GET("/ovirt-engine/api/storagedomains/{id}/vms/{vm}", {
      params: { path: { id: domain, vm }, header: { "All-Content": "true" } },
    }),
  );
  return (machine as { initialization?: { configuration?: { data?: string } } }).initialization?.configuration?.data ?? "";
}

export function removeMachine(domain: string, vm: string) {
  return answer(api.DELETE("/ovirt-engine/api/storagedomains/{id}/vms/{vm}", { params: { path: { id: domain, vm } } }));
}
