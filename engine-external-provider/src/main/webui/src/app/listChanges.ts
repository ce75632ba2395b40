import type { Schemas } from "../api/client";

export type ImportOnStream = Schemas["ImportRepresentation"];

/** Whether lists have to be asked for again: for what can be done with it, and where it stands. What moves within a row follows by itself. */
export function changesLists(before: ImportOnStream | undefined, now: ImportOnStream): boolean {
  return (
    before === undefined ||
    before.status !== now.status ||
    before.obstacle?.code !== now.obstacle?.code ||
    before.paused !== now.paused ||
    before.waiting_for !== now.waiting_for
  );
}
