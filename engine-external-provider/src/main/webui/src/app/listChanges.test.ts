import { expect, it } from "vitest";
import { changesLists, type ImportOnStream } from "./listChanges";

const before: ImportOnStream = { id: "1", status: "converting", phase: "copying_disks", description: "Copying disk 1/1", progress: "10" };

it("asks for lists again when something else can be done with an import, or it waits for something else", () => {
  expect(changesLists(undefined, before)).toBe(true);
  expect(changesLists(before, { ...before, status: "finalizing" })).toBe(true);
  expect(changesLists(before, { ...before, obstacle: { code: "DOMAIN_FULL" } })).toBe(true);
  expect(changesLists({ ...before, obstacle: { code: "DOMAIN_FULL" } }, before)).toBe(true);
  expect(changesLists(before, { ...before, paused: "true" })).toBe(true);
  expect(changesLists(before, { ...before, waiting_for: "queue_paused" })).toBe(true);
});

it("leaves lists alone when an import has got on", () => {
  expect(changesLists(before, { ...before, progress: "20", description: "Copying disk 1/2" })).toBe(false);
});
