import { queryOptions } from "@tanstack/react-query";
import { IMPORTS } from "../../app/LiveUpdates";
import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import { isTrue } from "../../api/values";
import type { Host } from "../hosts/hosts";
import type { Domain } from "../storage/storage";

export type Day = Schemas["ImportStatisticsRepresentation"];
export type Queue = Schemas["ImportQueueRepresentation"];

/** The last day; what is under way moves its figures, so it is asked for again. */
export const dayQuery = queryOptions({
  queryKey: [IMPORTS, "list", "statistics"],
  queryFn: ({ signal }) => answer(api.GET("/ovirt-engine/api/imports/statistics", { signal })),
  refetchInterval: 30_000,
});

const SHOWN = "8";

/** Some of those that are under way. */
export const runningQuery = queryOptions({
  queryKey: [IMPORTS, "list", "dashboard"],
  queryFn: async ({ signal }) => {
    const params = { query: { status: "starting,converting,finalizing", max: SHOWN } };
    return listOf((await answer(api.GET("/ovirt-engine/api/imports", { params, signal }))).import);
  },
});

/** Something that somebody has to look after. */
export interface Concern {
  key: string;
  /** A key of the page's texts. */
  text: "host" | "domain" | "scarce" | "paused";
  name: string;
  what: string;
  remedy?: string | undefined;
  to: string;
}

const SCARCE_PART = 0.1;

export function concerns(hosts: readonly Host[], domains: readonly Domain[], queue: Queue | undefined): Concern[] {
  const found: Concern[] = [];
  for (const host of hosts) {
    for (const { code, message, remedy } of [...host.problems, ...host.warnings]) {
      found.push({ key: `${host.id}${code}`, text: "host", name: host.name, what: message ?? "", remedy, to: "/hosts" });
    }
  }
  for (const domain of domains) {
    const to = `/storage/${domain.id}`;
    const whole = (domain.available ?? 0) + (domain.used ?? 0);
    if (domain.problem !== undefined) {
      found.push({ key: domain.id, text: "domain", name: domain.name, what: domain.problem.message ?? "", remedy: domain.problem.remedy, to });
    } else if (domain.available !== undefined && domain.available < whole * SCARCE_PART) {
      found.push({ key: domain.id, text: "scarce", name: domain.name, what: "", to });
    }
  }
  if (isTrue(queue?.paused)) {
    found.push({ key: "queue", text: "paused", name: queue?.paused_by ?? "", what: "", to: "/queue" });
  }
  return found;
}

/** What comes next in an engine that has nothing yet, in this order. */
export type FirstStep = "host" | "domain" | "provider" | "import";

export function firstSteps(hosts: number, domains: number, providers: number, imports: number): { step: FirstStep; isDone: boolean }[] {
  return [
    { step: "host", isDone: hosts > 0 },
    { step: "domain", isDone: domains > 0 },
    { step: "provider", isDone: providers > 0 },
    { step: "import", isDone: imports > 0 },
  ];
}
