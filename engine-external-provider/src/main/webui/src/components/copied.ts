import type { Schemas } from "../api/client";
import { toNumber } from "../api/values";

/** The bytes of all disks, and how many of them have been copied. */
export function copied(disks: Schemas["ImportRepresentation"]["disks"]): { total: number; done: number } {
  let total = 0;
  let done = 0;
  for (const disk of disks ?? []) {
    const capacity = toNumber(disk.capacity) ?? 0;
    total += capacity;
    done += (capacity * (toNumber(disk.progress) ?? 0)) / 100;
  }
  return { total, done };
}
