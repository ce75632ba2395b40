import { useSyncExternalStore } from "react";
import type { Event } from "../../pages/events/eventQueries";
import { toNumber } from "../../api/values";
import { readStored, writeStored } from "../preferences/stored";

const KEY = "v2v.seen-event";
const listeners = new Set<() => void>();

/** The number of the last event that the user has seen; those before it have been seen too. */
function seen(): number {
  return toNumber(readStored(KEY)) ?? 0;
}

export function useSeen(): number {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, seen);
}

export function markSeen(events: readonly Event[]): void {
  const last = Math.max(0, ...events.map(numberOf));
  if (last > seen()) {
    writeStored(KEY, String(last));
    listeners.forEach((listener) => listener());
  }
}

export function newSince(events: readonly Event[], last: number): Event[] {
  return events.filter((event) => numberOf(event) > last);
}

function numberOf(event: Event): number {
  return toNumber(event.id) ?? 0;
}
