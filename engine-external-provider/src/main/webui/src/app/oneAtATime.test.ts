import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { oneAtATime } from "./oneAtATime";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("does once more what is wanted while it is under way or has just been done, however often", async () => {
  const ends: (() => void)[] = [];
  const want = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)), 500);
  want();
  want();
  want();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(400);
  want();
  expect(ends).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ends).toHaveLength(2);
  want();
  expect(ends).toHaveLength(3);
});
