import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import type { Failure } from "../../api/problem";
import { isTrue, toNumber } from "../../api/values";
import { type Reference, referenceOf } from "../../components/cluster/clusters";

/** A proxy host, with what its agent says of itself. */
export interface Host extends Reference {
  address: string;
  port: string;
  status: string;
  cluster: Reference;
  abilities: Abilities | undefined;
  /** Why it cannot convert. */
  problems: Failure[];
  /** What is going to keep it from that. */
  warnings: Failure[];
}

export interface Abilities {
  version: string;
  agentVersion: string;
  operatingSystem: string;
  cpuThreads: number | undefined;
  kvm: boolean;
  plugins: string[];
  virtioWin: string | undefined;
  temporaryFree: number | undefined;
}

export function hostOf(raw: Schemas["Host"]): Host {
  return {
    ...referenceOf(raw),
    address: raw.address ?? "",
    port: raw.port ?? "",
    status: raw.status ?? "unassigned",
    cluster: referenceOf(raw.cluster),
    abilities: abilitiesOf(raw.v2v as Schemas["V2v"] | undefined),
    problems: listOf(raw.problems as Failure[] | undefined),
    warnings: listOf(raw.warnings as Failure[] | undefined),
  };
}

function abilitiesOf(raw: Schemas["V2v"] | null | undefined): Abilities | undefined {
  if (raw === undefined || raw === null) return undefined;
  return {
    version: raw.version ?? "",
    agentVersion: raw.agent_version ?? "",
    operatingSystem: raw.operating_system ?? "",
    cpuThreads: toNumber(raw.cpu_threads),
    kvm: isTrue(raw.kvm_works),
    plugins: listOf(raw.nbdkit_plugins),
    virtioWin: raw.virtio_win ?? undefined,
    temporaryFree: toNumber(raw.temporary_free),
  };
}

export const HOSTS = "hosts";

export const hostsQuery = queryOptions({
  queryKey: [HOSTS, "list"],
  queryFn: async ({ signal }): Promise<Host[]> =>
    listOf((await answer(api.GET("/ovirt-engine/api/hosts", { signal, params: { query: { follow: "cluster" } } }))).host).map(hostOf),
  refetchInterval: 10_000,
});

/** Asks the host itself, so that it is as busy as is said. */
export function hostLoadQuery(id: string) {
  return queryOptions({
    queryKey: [HOSTS, "load", id],
    queryFn: ({ signal }) => answer(api.GET("/ovirt-engine/api/hosts/{id}/v2v", { signal, params: { path: { id } } })),
    refetchInterval: 10_000,
  });
}

/** Has the host try again what its ended jobs could not remove. */
export function retryRemovals(id: string) {
  return answer(api.POST("/ovirt-engine/api/hosts/{id}/v2v/retryremovals", { params: { path: { id } } }));
}

/** What the agent of a host has logged lately. */
export function agentLog(id: string): Promise<string> {
  return answer(api.GET("/ovirt-engine/api/hosts/{id}/v2v/log", { params: { path: { id } }, headers: { Accept: "text/plain" }, parseAs: "text" }));
}

export interface HostInput {
  name: string;
  address: string;
  port: string;
  cluster: string;
}

export function addHost(input: HostInput) {
  return answer(api.POST("/ovirt-engine/api/hosts", { body: bodyOf(input) }));
}

export function updateHost(before: Host, input: HostInput) {
  const { id } = before;
  return answer(api.PUT("/ovirt-engine/api/hosts/{id}", { params: { path: { id } }, body: bodyOf(input, before) }));
}

export function removeHost(id: string) {
  return answer(api.DELETE("/ovirt-engine/api/hosts/{id}", { params: { path: { id } } }));
}

/** What is to be changed only: what somebody else has changed meanwhile stays. */
function bodyOf(input: HostInput, before?: Host): Schemas["ProxyHostRequest"] {
  const body: Schemas["ProxyHostRequest"] = {};
  if (input.name.trim() !== before?.name) body.name = input.name.trim();
  if (input.address.trim() !== before?.address) body.address = input.address.trim();
  if (input.port.trim() !== "" && input.port.trim() !== before?.port) body.port = input.port.trim();
  if (input.cluster !== before?.cluster.id) body.cluster = { id: input.cluster };
  return body;
}
