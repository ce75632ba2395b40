import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { listOf } from "../../api/lists";

/** What the API calls a reference: id and, mostly, name. */
export interface Reference {
  id: string;
  name: string;
}

export interface Cluster extends Reference {
  dataCenter: Reference;
}

interface RawReference {
  id?: string;
  name?: string;
}

export function referenceOf(raw: unknown): Reference {
  const { id = "", name = "" } = (raw ?? {}) as RawReference;
  return { id, name: name === "" ? id : name };
}

export const dataCentersQuery = queryOptions({
  queryKey: ["datacenters"],
  queryFn: async ({ signal }): Promise<Reference[]> =>
    listOf((await answer(api.GET("/ovirt-engine/api/datacenters", { signal }))).data_center).map(referenceOf),
});

export const clustersQuery = queryOptions({
  queryKey: ["clusters"],
  queryFn: async ({ signal }): Promise<Cluster[]> =>
    listOf(
      (await answer(api.GET("/ovirt-engine/api/clusters", { signal, params: { query: { follow: "data_center" } } }))).cluster,
    ).map((cluster) => ({ ...referenceOf(cluster), dataCenter: referenceOf(cluster.data_center) })),
});

export async function addDataCenter(name: string): Promise<Reference> {
  return referenceOf(await answer(api.POST("/ovirt-engine/api/datacenters", { body: { name } })));
}

export async function addCluster(name: string, dataCenter: string): Promise<Reference> {
  return referenceOf(await answer(api.POST("/ovirt-engine/api/clusters", { body: { name, data_center: { id: dataCenter } } })));
}
