/** How fast something grows, from what was seen of it in the last minute. */
export interface Sample {
  at: number;
  bytes: number;
}

const KEPT_MS = 60_000;

/** Adds a sample and leaves out those that are too old; begins anew if it has shrunk, as a second attempt does. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && next.bytes < last.bytes) return [next];
  if (last !== undefined && next.at === last.at) return [...samples.slice(0, -1), next];
  return [...samples.filter((sample) => next.at - sample.at <= KEPT_MS), next];
}

/** In bytes a second; undefined while there is too little to go by. */
export function speedOf(samples: readonly Sample[], now: number): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || now - first.at < 2_000) return undefined;
  return ((last.bytes - first.bytes) * 1_000) / (now - first.at);
}

const progress = new Map<string, Sample[]>();

/** Remembers how much of an import had been copied, whether it is shown at the moment or not. */
export function recordProgress(id: string, bytes: number, isActive: boolean, at: number): void {
  if (isActive) progress.set(id, withSample(progress.get(id) ?? [], { at, bytes }));
  else progress.delete(id);
}

/** In bytes a second; undefined while there is too little to go by. */
export function speedOfImport(id: string): number | undefined {
  const samples = progress.get(id) ?? [];
  return speedOf(samples, samples.at(-1)?.at ?? 0);
}

/** In milliseconds; undefined if it does not move. */
export function timeLeft(total: number, done: number, speed: number | undefined): number | undefined {
  if (speed === undefined || speed <= 0) return undefined;
  return (Math.max(0, total - done) / speed) * 1_000;
}
