/** Moments of whole seconds for an axis, no more than there is room for: no two of them are written alike. */
export function ticks(times: readonly number[], most: number): number[] {
  const begin = times[0];
  const end = times.at(-1);
  if (begin === undefined || end === undefined) return [];
  const first = Math.ceil(begin / 1_000);
  const seconds = Math.floor(end / 1_000) - first + 1;
  const step = Math.max(1, Math.ceil(seconds / most));
  return Array.from({ length: Math.max(0, Math.ceil(seconds / step)) }, (_, nth) => (first + nth * step) * 1_000);
}
