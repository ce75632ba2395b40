import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import { toNumber, toTime } from "../../api/values";
import { type Reference, referenceOf } from "../../components/cluster/clusters";

export type SourceType = "vmware" | "xen";
/** How the certificate of a vCenter is checked. */
export type TlsMode = "pinned" | "system" | "ca" | "none";

/** Which ssh host key of a Xen host is accepted: the one that was confirmed, or those in the known_hosts of the proxy hosts. */
export type KeyMode = "confirmed" | "knownHosts";

export interface Provider extends Reference {
  description: string;
  type: SourceType;
  /** Of a vCenter; empty for a Xen host. */
  address: string;
  /** Of a Xen host; empty for a vCenter. */
  url: string;
  username: string;
  tlsMode: TlsMode | undefined;
  /** Of a Xen host, as in a file .pub; empty if none was confirmed. */
  hostKey: string;
  dataCenter: Reference;
  /** Undefined if any host of the data center will do. */
  proxyHost: Reference | undefined;
}

export function providerOf(raw: Schemas["ProviderRepresentation"]): Provider {
  return {
    ...referenceOf(raw),
    description: raw.description ?? "",
    type: raw.type === "xen" ? "xen" : "vmware",
    address: raw.address ?? "",
    url: raw.url ?? "",
    username: raw.username ?? "",
    // the authorities of the proxy host, unless others were given
    tlsMode: raw.tls?.mode === "ca" && !raw.tls.certificate ? "system" : (raw.tls?.mode as TlsMode | undefined),
    hostKey: raw.ssh?.host_key ?? "",
    dataCenter: referenceOf(raw.data_center),
    proxyHost: raw.proxy_host?.id === undefined ? undefined : referenceOf(raw.proxy_host),
  };
}

export const PROVIDERS = "providers";

export const providersQuery = queryOptions({
  queryKey: [PROVIDERS, "list"],
  queryFn: async ({ signal }): Promise<Provider[]> =>
    listOf((await answer(api.GET("/ovirt-engine/api/externalvmproviders", { signal }))).external_vm_provider).map(providerOf),
});

export function providerQuery(id: string) {
  return queryOptions({
    queryKey: [PROVIDERS, "one", id],
    queryFn: async ({ signal }): Promise<Provider> =>
      providerOf(await answer(api.GET("/ovirt-engine/api/externalvmproviders/{id}", { signal, params: { path: { id } } }))),
  });
}

/** How many machines the source has, as far as the engine knows; it fails with what keeps it from knowing. */
export interface Inventory {
  total: number;
  asOf: Date | undefined;
}

export function inventoryQuery(id: string) {
  return queryOptions({
    queryKey: [PROVIDERS, "inventory", id],
    queryFn: ({ signal }) => fetchInventory(id, false, signal),
    staleTime: 60_000,
  });
}

export async function fetchInventory(provider: string, refresh: boolean, signal?: AbortSignal): Promise<Inventory> {
  const found = await answer(
    api.GET("/ovirt-engine/api/externalvmproviders/{provider}/virtualmachines", {
      signal,
      params: { path: { provider }, query: { max: "1", ...(refresh ? { refresh: "true" } : {}) } },
    }),
  );
  return { total: toNumber(found.total) ?? 0, asOf: toTime(found.as_of) };
}

export type Certificate = Schemas["SourceCertificate"];

/** The certificate that a vCenter shows to a host of the data center, or to this one. */
export function fetchCertificate(address: string, dataCenter: string, host: string): Promise<Certificate> {
  return answer(
    api.POST("/ovirt-engine/api/externalvmproviders/fetchcertificate", {
      body: { address, ...(host === "" ? { data_center: { id: dataCenter } } : { host: { id: host } }) },
    }),
  );
}

export type HostKey = Schemas["SourceHostKey"];

/** The ssh host keys that a Xen host shows to a host of the data center, or to this one, the best first. */
export async function fetchHostKeys(url: string, dataCenter: string, host: string): Promise<HostKey[]> {
  const shown = await answer(
    api.POST("/ovirt-engine/api/externalvmproviders/fetchhostkeys", {
      body: { url, ...(host === "" ? { data_center: { id: dataCenter } } : { host: { id: host } }) },
    }),
  );
  return listOf(shown.source_host_key);
}

export interface ProviderInput {
  type: SourceType;
  name: string;
  description: string;
  address: string;
  url: string;
  username: string;
  password: string;
  tlsMode: TlsMode;
  /** PEM, of a certificate that is pinned. */
  certificate: string;
  keyMode: KeyMode;
  /** As in a file .pub, of a host key that is confirmed. */
  hostKey: string;
  dataCenter: string;
  proxyHost: string;
}

/** What is to be changed only: what somebody else has changed meanwhile stays. */
export function bodyOf(input: ProviderInput, before?: Provider): Schemas["ProviderRequest"] {
  const body: Schemas["ProviderRequest"] = {};
  if (before === undefined) body.type = input.type;
  if (input.name.trim() !== before?.name) body.name = input.name.trim();
  if (input.description.trim() !== before?.description) body.description = input.description.trim();
  if (input.dataCenter !== before?.dataCenter.id) body.data_center = { id: input.dataCenter };
  if (before === undefined || input.proxyHost !== (before.proxyHost?.id ?? "")) {
    // an empty reference: any host will do
    body.proxy_host = input.proxyHost === "" ? {} : { id: input.proxyHost };
  }
  if (input.type === "xen") {
    if (before === undefined || input.url.trim() !== before.url) body.url = input.url.trim();
    if (input.keyMode === "knownHosts" ? (before?.hostKey ?? "") !== "" : input.hostKey !== "") {
      body.ssh = { host_key: input.keyMode === "knownHosts" ? "" : input.hostKey };
    }
    return body;
  }
  if (input.username.trim() !== before?.username) body.username = input.username.trim();
  if (input.password !== "") body.password = input.password;
  if (before === undefined || input.address.trim() !== before.address) body.address = input.address.trim();
  if (before === undefined || input.tlsMode !== before.tlsMode || input.certificate !== "") {
    const mode = input.tlsMode === "system" ? "ca" : input.tlsMode;
    body.tls = { mode, ...(mode === "pinned" ? { certificate: input.certificate } : {}) };
  }
  return body;
}

export async function addProvider(input: ProviderInput): Promise<Provider> {
  return providerOf(await answer(api.POST("/ovirt-engine/api/externalvmproviders", { body: bodyOf(input) })));
}

export async function updateProvider(before: Provider, input: ProviderInput): Promise<Provider> {
  return providerOf(
    await answer(
      api.PUT("/ovirt-engine/api/externalvmproviders/{id}", {
        params: { path: { id: before.id } },
        body: bodyOf(input, before),
      }),
    ),
  );
}

export function removeProvider(id: string) {
  return answer(api.DELETE("/ovirt-engine/api/externalvmproviders/{id}", { params: { path: { id } } }));
}

/** What was found at the source. */
export interface Found {
  /** As the source calls itself; undefined if the proxy host's agent cannot tell. */
  product: string | undefined;
  user: string;
  host: Reference;
  machines: number;
  /** The source's names of those that conversions need and the user has not; undefined if that cannot be told. */
  missingPrivileges: string[] | undefined;
}

/** Signs in at the source. */
export async function testProvider(id: string): Promise<Found> {
  const { source } = await answer(
    api.POST("/ovirt-engine/api/externalvmproviders/{id}/testconnectivity", { params: { path: { id } }, body: {} }),
  );
  return {
    product: source?.product,
    user: source?.user ?? "",
    host: referenceOf(source?.host),
    machines: toNumber(source?.machines) ?? 0,
    // a product that is known is one whose agent tells of privileges too; none is a list that is left out
    missingPrivileges: source?.missing_privilege ?? (source?.product === undefined ? undefined : []),
  };
}
