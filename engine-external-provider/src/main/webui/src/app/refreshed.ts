import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";

/** Asks again for what is shown under this key, once what is being asked for has come: a further part of a list would be given up otherwise, and what takes the engine long begun twice. */
export async function refreshed(queries: QueryClient, queryKey: QueryKey, predicate: (query: Query) => boolean = () => true): Promise<void> {
  const shown = queries.getQueryCache().findAll({ queryKey, predicate, type: "active" });
  await Promise.allSettled(shown.map((each) => each.promise));
  await queries.invalidateQueries({ queryKey, predicate });
}
