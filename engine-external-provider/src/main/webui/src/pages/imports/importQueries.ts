import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { EVENTS, IMPORTS } from "../../app/LiveUpdates";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";

export type Import = Schemas["ImportRepresentation"];
export type Attempt = Schemas["AttemptRepresentation"];

const PLACE_MS = 10_000;

/** An import; the stream keeps it up to date, but for its place in the queue, which moves with others. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: [IMPORTS, "one", id],
    queryFn: ({ signal }) => answer(api.GET("/ovirt-engine/api/imports/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === "queued" ? PLACE_MS : false),
  });
}

/** Its attempts, asked for again with each new one and each end. */
export function attemptsQuery(id: string, status: string | undefined, attempt: string | undefined) {
  return queryOptions({
    queryKey: [IMPORTS, "attempts", id, status, attempt],
    queryFn: async ({ signal }) =>
      listOf((await answer(api.GET("/ovirt-engine/api/imports/{id}/attempts", { params: { path: { id } }, signal }))).attempt),
    placeholderData: keepPreviousData,
  });
}

export type ImportVerb = "cancel" | "retry" | "trynow" | "pause" | "resume";

/** Does something with an import, and shows what became of it. */
export function useImportVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, verb, force }: { id: string; verb: ImportVerb; force?: boolean }) => {
      const params = { path: { id } };
      switch (verb) {
        case "cancel":
          return answer(
            api.POST("/ovirt-engine/api/imports/{id}/cancel", { params: { ...params, query: force ? { force: "true" } : {} } }),
          );
        case "retry":
          return answer(api.POST("/ovirt-engine/api/imports/{id}/retry", { params, body: {} }));
        case "trynow":
          return answer(api.POST("/ovirt-engine/api/imports/{id}/trynow", { params }));
        case "pause":
          return answer(api.POST("/ovirt-engine/api/imports/{id}/pause", { params }));
        case "resume":
          return answer(api.POST("/ovirt-engine/api/imports/{id}/resume", { params }));
      }
    },
    onSuccess: (done, { id }) => {
      if (done.import !== undefined) {
        queries.setQueryData([IMPORTS, "one", id], done.import);
      }
      void queries.invalidateQueries({ queryKey: [IMPORTS, "list"] });
      void queries.invalidateQueries({ queryKey: [EVENTS] });
    },
  });
}

/** Whether its conversion stands still, which nobody can have tried again. */
export function isStalled(each: Pick<Import, "obstacle">): boolean {
  return each.obstacle?.code === "CONVERSION_STALLED";
}

/** What can be done with an import in its state. */
export function verbsFor(each: Pick<Import, "status" | "paused" | "obstacle">): ImportVerb[] {
  switch (each.status) {
    case "failed":
    case "cancelled":
      return ["retry"];
    case "succeeded":
    case undefined:
      return [];
    case "queued":
      return [each.paused === "true" ? "resume" : "pause", "cancel"];
    default:
      return each.obstacle === undefined || isStalled(each) ? ["cancel"] : ["trynow", "cancel"];
  }
}

/** What is likely to be the size of a log's end that is worth a look: the rest is a click away. */
export function logPath(id: string, attempt: string, file: "stderr" | "stdout" | "json" = "stderr"): string {
  return `/ovirt-engine/api/imports/${id}/attempts/${attempt}/log${file === "stderr" ? "" : `?file=${file}`}`;
}
