import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { EVENTS } from "../../app/LiveUpdates";
import { answer, api, type Schemas } from "../../api/client";
import { listOf, searchText } from "../../api/lists";
import { type Reference, referenceOf } from "../../components/cluster/clusters";

export type Event = Schemas["Event"];

export const SEVERITIES = ["all", "warning", "error"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface EventFilter {
  severity: Severity;
  text: string;
}

const PAGE = 100;

/** The filter in oVirt's search language; undefined for all events. */
export function searchOf({ severity, text }: EventFilter): string | undefined {
  const parts = [
    severity === "all" ? undefined : severity === "error" ? "severity>warning" : "severity>normal",
    text.trim() === "" ? undefined : `message=${searchText(text)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" and ");
}

/** Events, the newest first, a hundred at a time. */
export function eventsQuery(filter: EventFilter) {
  return infiniteQueryOptions({
    queryKey: [EVENTS, "list", filter],
    queryFn: async ({ pageParam, signal }) => {
      const search = searchOf(filter);
      const query = { max: String(PAGE), ...(search && { search }), ...(pageParam && { after: pageParam }) };
      return listOf((await answer(api.GET("/ovirt-engine/api/events", { params: { query }, signal }))).event);
    },
    initialPageParam: "",
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });
}

/** The latest, for the drawer. */
export const latestEventsQuery = queryOptions({
  queryKey: [EVENTS, "latest"],
  queryFn: async ({ signal }) =>
    listOf((await answer(api.GET("/ovirt-engine/api/events", { params: { query: { max: "30" } }, signal }))).event),
});

/** What an event is about, and the page that shows it. */
export function subjectOf(event: Event): { reference: Reference; to: string } | undefined {
  const places: [unknown, string][] = [
    [event.vm, "/imports/"],
    [event.external_vm_provider, "/providers/"],
    [event.storage_domain, "/storage/"],
    [event.host, "/hosts"],
  ];
  for (const [value, path] of places) {
    const reference = referenceOf(value);
    if (reference.id !== "") {
      return { reference, to: path.endsWith("/") ? path + reference.id : path };
    }
  }
  return undefined;
}
