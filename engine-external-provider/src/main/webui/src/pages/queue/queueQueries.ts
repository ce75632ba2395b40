import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { IMPORTS } from "../../app/LiveUpdates";
import { answer, api } from "../../api/client";
import { listOf } from "../../api/lists";
import { toNumber } from "../../api/values";
import type { Problem } from "../../api/problem";
import type { Import } from "../imports/importQueries";
import type { Waiting } from "./reorder";

/** The state of the queue as a whole. */
export const queueQuery = queryOptions({
  queryKey: [IMPORTS, "list", "queue"],
  queryFn: ({ signal }) => answer(api.GET("/ovirt-engine/api/importqueue", { signal })),
});

const MOST = "1000";

/** What waits, in the order in which it begins; of more than a thousand the first. */
export const waitingQuery = queryOptions({
  queryKey: [IMPORTS, "list", "waiting"],
  queryFn: async ({ signal }) => {
    const params = { query: { status: "queued", max: MOST } };
    return inOrder(listOf((await answer(api.GET("/ovirt-engine/api/imports", { params, signal }))).import));
  },
});

/** By place; what has none, since it is paused or begins later, comes last. */
export function inOrder(waiting: readonly Import[]): Import[] {
  const place = (each: Import) => toNumber(each.place) ?? Number.MAX_SAFE_INTEGER;
  return [...waiting].sort((one, other) => place(one) - place(other) || (one.created ?? "").localeCompare(other.created ?? ""));
}


export function usePriority() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, priority }: { id: string; priority: number }) =>
      answer(api.PUT("/ovirt-engine/api/imports/{id}", { params: { path: { id } }, body: { priority: String(priority) } })),
    onSettled: () => queries.invalidateQueries({ queryKey: [IMPORTS, "list"] }),
  });
}

/** Gives several of those that wait their priorities, one after the other; the first that is refused ends it. */
export function usePriorities() {
  const queries = useQueryClient();
  return useMutation<number, Problem, readonly Waiting[]>({
    mutationFn: async (changes) => {
      for (const { id, priority } of changes) {
        await answer(api.PUT("/ovirt-engine/api/imports/{id}", { params: { path: { id } }, body: { priority: String(priority) } }));
      }
      return changes.length;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [IMPORTS, "list"] }),
  });
}

export function useQueueVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: "pause" | "resume") =>
      verb === "pause"
        ? answer(api.POST("/ovirt-engine/api/importqueue/pause"))
        : answer(api.POST("/ovirt-engine/api/importqueue/resume")),
    onSettled: () => queries.invalidateQueries({ queryKey: [IMPORTS, "list"] }),
  });
}
