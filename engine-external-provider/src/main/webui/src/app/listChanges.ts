import type { Schemas } from "../api/client";
import { reasonInOwnWords } from "../components/waiting";

export type ImportOnStream = Schemas["ImportRepresentation"];

/** Whether lists have to be asked for again: for what can be done with it, and where it stands. What moves within a row follows by itself. */
export function changesLists(before: ImportOnStream | undefined, now: ImportOnStream): boolean {
  return (
    before === undefined ||
    before.status !== now.status ||
    before.obstacle?.code !== now.obstacle?.code ||
    before.paused !== now.paused ||
    before.waiting_for !== now.waiting_for ||
    reasonInOwnWords(before) !== reasonInOwnWords(now)
  );
}

function isInQueue({ status, paused }: ImportOnStream): boolean {
  return status === "queued" && paused !== "true";
}

/** An import with the place in the queue and the likely start that it had before, which the stream does not tell: until it is asked for again. */
export function withPlaceOf(before: ImportOnStream | undefined, now: ImportOnStream): ImportOnStream {
  if (before === undefined || !isInQueue(before) || !isInQueue(now)) return now;
  return { place: before.place, estimated_start: before.estimated_start, ...now };
}
