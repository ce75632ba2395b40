import { expect, it } from "vitest";
import { changesLists, type ImportOnStream, withPlaceOf } from "./listChanges";

const before: ImportOnStream = { id: "1", status: "converting", phase: "copying_disks", description: "Copying disk 1/1", progress: "10" };

it("asks for lists again when something else can be done with an import, or it waits for something else", () => {
  expect(changesLists(undefined, before)).toBe(true);
  expect(changesLists(before, { ...before, status: "finalizing" })).toBe(true);
  expect(changesLists(before, { ...before, obstacle: { code: "DOMAIN_FULL" } })).toBe(true);
  expect(changesLists({ ...before, obstacle: { code: "DOMAIN_FULL" } }, before)).toBe(true);
  expect(changesLists(before, { ...before, paused: "true" })).toBe(true);
  expect(changesLists(before, { ...before, waiting_for: "queue_paused" })).toBe(true);
  const waiting: ImportOnStream = { id: "1", status: "queued", waiting_for: "proxy_host", description: "Waiting: the source vc1 does not answer" };
  expect(changesLists(waiting, { ...waiting, description: "Waiting: no proxy host can convert it at present." })).toBe(true);
});

it("leaves lists alone when an import has got on", () => {
  expect(changesLists(before, { ...before, progress: "20", description: "Copying disk 1/2" })).toBe(false);
});

it("keeps what the stream does not tell of an import that goes on waiting: its place, and when it is likely to begin", () => {
  const waiting: ImportOnStream = { id: "1", status: "queued", place: "3", estimated_start: "2026-12-03T22:00:00Z" };
  const now: ImportOnStream = { id: "1", status: "queued", priority: "80", waiting_for: "proxy_host" };
  expect(withPlaceOf(waiting, now)).toEqual({ ...waiting, ...now });
  expect(withPlaceOf(waiting, { ...now, place: "2" })).toEqual({ ...waiting, ...now, place: "2" });
  for (const other of [{ ...now, paused: "true" }, { ...now, status: "starting" as const }]) expect(withPlaceOf(waiting, other)).toEqual(other);
  expect(withPlaceOf({ ...waiting, paused: "true" }, now)).toEqual(now);
  expect(withPlaceOf(undefined, now)).toEqual(now);
});
