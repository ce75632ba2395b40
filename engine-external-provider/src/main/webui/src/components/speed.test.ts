import { expect, it } from "vitest";
import { recordProgress, type Sample, speedOf, speedOfImport, timeLeft, withSample } from "./speed";

it("is known after two seconds, and follows the last minute only", () => {
  let samples: Sample[] = [{ at: 0, bytes: 0, isStep: true }];
  expect(speedOf(samples, 1_000)).toBeUndefined();
  samples = withSample(samples, { at: 10_000, bytes: 1_000 });
  expect(speedOf(samples, 10_000)).toBe(100);
  samples = withSample(samples, { at: 70_000, bytes: 13_000 });
  expect(samples).toHaveLength(2);
  expect(speedOf(samples, 70_000)).toBe(200);
});

it("falls when the next step is overdue, and is nothing when nothing has come for a minute", () => {
  let samples: Sample[] = [{ at: 0, bytes: 0, isStep: true }];
  // as the engine tells it: more often than it grows
  for (let at = 0; at <= 40_000; at += 2_000) {
    samples = withSample(samples, { at, bytes: Math.floor(at / 10_000) * 1_000 });
  }
  expect(speedOf(samples, 40_000)).toBe(100);
  expect(speedOf(samples, 50_000)).toBe(100);
  expect(speedOf(samples, 60_000)).toBe(80);
  expect(speedOf(samples, 90_000)).toBe(50);
  expect(speedOf(samples, 101_000)).toBe(0);
});

it("is known of a large disk too, which takes longer than a minute for each step", () => {
  let samples: Sample[] = [{ at: 0, bytes: 0, isStep: true }];
  for (let at = 0; at <= 200_000; at += 2_000) {
    samples = withSample(samples, { at, bytes: Math.floor(at / 100_000) * 1_000 });
  }
  expect(speedOf(samples, 200_000)).toBe(10);
  expect(speedOf(samples, 290_000)).toBe(10);
  expect(speedOf(samples, 390_000)).toBeGreaterThan(0);
  expect(speedOf(samples, 401_000)).toBe(0);
});

const GIB = 2 ** 30;

function copying(percent: number, capacity = 2_000 * GIB): Parameters<typeof recordProgress>[0] {
  return { id: "1", status: "converting", phase: "copying_disks", disks: [{ capacity: String(capacity), progress: String(percent) }] };
}

it("of an import counts no time before its disks are copied", () => {
  recordProgress({ ...copying(0), status: "queued", phase: undefined }, 0);
  recordProgress({ ...copying(0), phase: "converting" }, 10_000);
  recordProgress(copying(0), 480_000);
  recordProgress(copying(1), 680_000);
  recordProgress(copying(2), 880_000);
  expect(speedOfImport("1", 880_000)).toBe(GIB / 10);
  recordProgress({ ...copying(2), status: "failed" }, 890_000);
});

it("of an import that is seen while it is copied is that between two steps, not since it was seen", () => {
  recordProgress(copying(5), 0);
  recordProgress(copying(6), 3_000);
  expect(timeLeft(2_000 * GIB, 120 * GIB, speedOfImport("1", 10_000))).toBeUndefined();
  recordProgress(copying(7), 203_000);
  expect(speedOfImport("1", 203_000)).toBe(GIB / 10);
  recordProgress({ ...copying(7), status: "failed" }, 210_000);
});

it("of an import that is seen at its first percent only is not known before the second step", () => {
  recordProgress(copying(0), 197_000);
  recordProgress(copying(1), 200_000);
  expect(speedOfImport("1", 210_000)).toBeUndefined();
  recordProgress(copying(2), 400_000);
  expect(speedOfImport("1", 400_000)).toBe(GIB / 10);
  recordProgress({ ...copying(2), status: "failed" }, 410_000);
});

it("of an import is that of now, not of the last time when it was told", () => {
  recordProgress({ ...copying(0), phase: "converting" }, 0);
  recordProgress(copying(0), 0);
  recordProgress(copying(100, 10_000), 10_000);
  expect(speedOfImport("1", 10_000)).toBe(1_000);
  expect(speedOfImport("1", 30_000)).toBe(500);
  expect(speedOfImport("1", 80_000)).toBe(0);
  recordProgress({ ...copying(100, 10_000), status: "cancelled" }, 80_000);
  expect(speedOfImport("1", 80_000)).toBeUndefined();
});

it("begins anew when less is there than before, as in a second attempt", () => {
  expect(withSample([{ at: 0, bytes: 500 }], { at: 1_000, bytes: 10 })).toEqual([{ at: 1_000, bytes: 10 }]);
});

it("tells no time for what does not move", () => {
  expect(timeLeft(100, 50, 0)).toBeUndefined();
  expect(timeLeft(100, 50, 10)).toBe(5_000);
});
