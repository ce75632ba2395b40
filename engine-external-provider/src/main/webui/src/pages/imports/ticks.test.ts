import { expect, it } from "vitest";
import { ticks } from "./ticks";

const AT = 1_800_000_000_000;

it("marks whole seconds, no more than there is room for", () => {
  expect(ticks([AT + 200, AT + 2_900], 4)).toEqual([AT + 1_000, AT + 2_000]);
  const minute = ticks([AT, AT + 60_000], 4);
  expect(minute).toHaveLength(4);
  expect(minute[0]).toBe(AT);
  expect(new Set(minute.map((time) => Math.floor(time / 1_000))).size).toBe(4);
});

it("marks nothing while nothing was copied", () => {
  expect(ticks([], 4)).toEqual([]);
  expect(ticks([AT + 100, AT + 300], 4)).toEqual([]);
});
