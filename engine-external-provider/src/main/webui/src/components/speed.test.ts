import { expect, it } from "vitest";
import { type Sample, speedOf, timeLeft, withSample } from "./speed";

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

it("begins anew when less is there than before, as in a second attempt", () => {
  expect(withSample([{ at: 0, bytes: 500 }], { at: 1_000, bytes: 10 })).toEqual([{ at: 1_000, bytes: 10 }]);
});

it("tells no time for what does not move", () => {
  expect(timeLeft(100, 50, 0)).toBeUndefined();
  expect(timeLeft(100, 50, 10)).toBe(5_000);
});
