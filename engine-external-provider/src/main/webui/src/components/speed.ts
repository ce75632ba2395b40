import type { Schemas } from "../api/client";
import { copied } from "./copied";

/** How fast something grows, from what was seen of it in the last minute. */
export interface Sample {
  at: number;
  bytes: number;
  /** It had just grown, or begun: what is seen first may have been so for minutes. */
  isStep?: true;
}

type Import = Pick<Schemas["ImportRepresentation"], "id" | "status" | "phase" | "disks">;

const KEPT_MS = 60_000;

/** Adds a sample of what has grown, and leaves out those that are too old; begins anew if it has shrunk, as a second attempt does. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && next.bytes < last.bytes) return [next];
  if (last !== undefined && next.bytes === last.bytes) return [...samples];
  if (last === undefined) return [next];
  const step: Sample = { ...next, isStep: true };
  if (next.at === last.at) return [...samples.slice(0, -1), step];
  if (!last.isStep) return [step];
  const recent = samples.filter((sample) => next.at - sample.at <= KEPT_MS);
  // a large disk takes longer than that for each percent
  return [...(recent.length > 0 ? recent : samples.slice(-1)), step];
}

/**
 * In bytes a second; undefined while there is too little to go by. It grows in steps, each after some time: only when the next one is
 * overdue, the time counts that has brought nothing, until it stands still.
 */
export function speedOf(samples: readonly Sample[], now: number): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || first === last) return undefined;
  const step = longestStep(samples);
  const until = Math.max(last.at, now - step);
  if (until - first.at < 2_000) return undefined;
  if (now - last.at > Math.max(KEPT_MS, 2 * step)) return 0;
  return ((last.bytes - first.bytes) * 1_000) / (until - first.at);
}

function longestStep(samples: readonly Sample[]): number {
  return samples.reduce((longest, sample, index) => Math.max(longest, sample.at - (samples[index - 1] ?? sample).at), 0);
}

const progress = new Map<string, Sample[]>();

/** Whether its disks are being copied: before that, time passes in which nothing can grow. */
export function isCopying({ status, phase }: Pick<Import, "status" | "phase">): boolean {
  return status === "converting" && phase === "copying_disks";
}

/** Copying begins next: whoever has seen that sees it begin. */
function isBeforeCopying({ status }: Pick<Import, "status">): boolean {
  return status === "starting" || status === "converting";
}

/** Remembers how much of an import had been copied, whether it is shown at the moment or not. */
export function recordProgress(each: Import, at: number): void {
  const id = each.id ?? "";
  const known = progress.get(id);
  const next: Sample = { at, bytes: copied(each.disks).done };
  if (!isCopying(each)) {
    if (isBeforeCopying(each)) progress.set(id, []);
    else progress.delete(id);
  } else if (known?.length === 0) progress.set(id, [{ ...next, isStep: true }]);
  else progress.set(id, withSample(known ?? [], next));
}

/** In bytes a second, as it is at this time; undefined while there is too little to go by. */
export function speedOfImport(id: string, now: number): number | undefined {
  return speedOf(progress.get(id) ?? [], now);
}

/** In milliseconds; undefined if it does not move. */
export function timeLeft(total: number, done: number, speed: number | undefined): number | undefined {
  if (speed === undefined || speed <= 0) return undefined;
  return (Math.max(0, total - done) / speed) * 1_000;
}
