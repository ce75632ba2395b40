import { useEffect, useState } from "react";
import { copied } from "../../components/copied";
import { isCopying, type Sample } from "../../components/speed";
import type { Import } from "./importQueries";

/** What was copied of each disk, by its number, since the page was opened; the oldest first. */
export type DiskSamples = Record<string, Sample[]>;

const MOST = 300;
const EACH_MS = 1_000;

export function withDisks(samples: DiskSamples, disks: Import["disks"], at: number): DiskSamples {
  const next = { ...samples };
  for (const disk of disks ?? []) {
    const number = String(disk.number);
    const bytes = copied([disk]).done;
    const list = samples[number] ?? [];
    const last = list.at(-1);
    if (last !== undefined && at - last.at < EACH_MS) continue;
    next[number] = last !== undefined && bytes < last.bytes ? [{ at, bytes }] : [...list, { at, bytes }].slice(-MOST);
  }
  return next;
}

/** Samples once a second, also while nothing comes: a copy that stands still is to be seen. */
export function useDiskSamples(subject: Import | undefined): DiskSamples {
  const [samples, setSamples] = useState<DiskSamples>({});
  const copies = subject !== undefined && isCopying(subject);
  const disks = subject?.disks;
  useEffect(() => {
    if (!copies) return;
    const sample = () => setSamples((before) => withDisks(before, disks, Date.now()));
    sample();
    const timer = window.setInterval(sample, EACH_MS);
    return () => window.clearInterval(timer);
  }, [copies, disks]);
  return samples;
}
