import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IMPORTS } from "../../app/LiveUpdates";
import { EVERYWHERE } from "../../app/session/session";
import { useMay } from "../../app/session/SessionContext";
import { answer, api } from "../../api/client";
import { listOf } from "../../api/lists";
import { toNumber } from "../../api/values";
import type { Problem } from "../../api/problem";
import type { Import } from "../imports/importQueries";
import type { Waiting } from "./reorder";

/** The state of the queue as a whole. Who may not read everywhere is refused it, and so it is not asked for then. */
export function useQueue() {
  return useQuery({
    queryKey: [IMPORTS, "list", "queue"],
    queryFn: ({ signal }) => answer(api.GET("/ovirt-engine/api/importqueue", { signal })),
    enabled: useMay("read", EVERYWHERE),
  });
}

const MOST = "1000";
const MOST_PARTS = 20;
/** More than that nobody reads, and what is behind them can be neither moved nor passed by. */
export const MOST_SHOWN = 1_000;

const WAITING = [IMPORTS, "waiting"];

/**
 * What waits, in the order in which it begins; of more than a thousand the first. The engine lists the youngest first, so that all are looked
 * at (of twenty thousand): every few seconds, not with each change, of which a long queue has many.
 */
export const waitingQuery = queryOptions({
  queryKey: WAITING,
  refetchInterval: 3_000,
  queryFn: async ({ signal }) => {
    const waiting: Import[] = [];
    let after: string | undefined;
    for (let part = 0; part < MOST_PARTS; part++) {
      const query: { status: string; max: string; after?: string } = { status: "validating,queued", max: MOST };
      if (after !== undefined) query.after = after;
      const found = await answer(api.GET("/ovirt-engine/api/imports", { params: { query }, signal }));
      waiting.push(...listOf(found.import));
      after = found.next;
      if (after === undefined) break;
    }
    return inOrder(waiting).slice(0, MOST_SHOWN);
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
    onSettled: () => queries.invalidateQueries({ queryKey: [IMPORTS] }),
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
    onSettled: () => queries.invalidateQueries({ queryKey: [IMPORTS] }),
  });
}

export function useQueueVerb() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: "pause" | "resume") =>
      verb === "pause"
        ? answer(api.POST("/ovirt-engine/api/importqueue/pause"))
        : answer(api.POST("/ovirt-engine/api/importqueue/resume")),
    onSettled: () => queries.invalidateQueries({ queryKey: [IMPORTS] }),
  });
}
