import { expect, it } from "vitest";
import { recordProgress, type Sample, speedOf, speedOfImport, timeLeft, withSample } from "./speed";

it("is known after two seconds, and follows the last minute only", () => {
  let samples: Sample[] = [];
  samples = withSample(samples, { at: 0, bytes: 0 });
  expect(speedOf(samples, 1_000)).toBeUndefined();
  samples = withSample(samples, { at: 10_000, bytes: 1_000 });
  expect(speedOf(samples, 10_000)).toBe(100);
  samples = withSample(samples, { at: 70_000, bytes: 13_000 });
  expect(samples).toHaveLength(2);
  expect(speedOf(samples, 70_000)).toBe(200);
});

it("falls when the next step is overdue, and is nothing when nothing has come for a minute", () => {
  let samples: Sample[] = [];
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
  let samples: Sample[] = [];
  for (let at = 0; at <= 200_000; at += 2_000) {
    samples = withSample(samples, { at, bytes: Math.floor(at / 100_000) * 1_000 });
  }
  expect(speedOf(samples, 200_000)).toBe(10);
  expect(speedOf(samples, 290_000)).toBe(10);
  expect(speedOf(samples, 390_000)).toBeGreaterThan(0);
  expect(speedOf(samples, 401_000)).toBe(0);
});

it("of an import is that of now, not of the last time when it was told", () => {
  recordProgress("1", 0, true, 0);
  recordProgress("1", 10_000, true, 10_000);
  expect(speedOfImport("1", 10_000)).toBe(1_000);
  expect(speedOfImport("1", 30_000)).toBe(500);
  expect(speedOfImport("1", 80_000)).toBe(0);
  recordProgress("1", 10_000, false, 80_000);
  expect(speedOfImport("1", 80_000)).toBeUndefined();
});

it("begins anew when less is there than before, as in a second attempt", () => {
  expect(withSample([{ at: 0, bytes: 500 }], { at: 1_000, bytes: 10 })).toEqual([{ at: 1_000, bytes: 10 }]);
});

it("tells no time for what does not move", () => {
  expect(timeLeft(100, 50, 0)).toBeUndefined();
  expect(timeLeft(100, 50, 10)).toBe(5_000);
});
