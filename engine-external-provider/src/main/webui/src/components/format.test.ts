import { describe, expect, it } from "vitest";
import { formatFor } from "./format";

describe("in English", () => {
  const format = formatFor("en");
  it("writes sizes in binary units", () => {
    expect([0, 1023, 1536, 40 * 2 ** 30, 5 * 2 ** 40].map(format.bytes)).toEqual(["0 B", "1,023 B", "1.5 KiB", "40 GiB", "5 TiB"]);
    expect(format.bytes(undefined)).toBe("–");
  });
  it("writes durations with at most two units", () => {
    expect(format.duration(3_723_000)).toBe("1 hr 2 min");
    expect(format.duration(400)).toBe("0 sec");
    expect(format.duration(86_400_000)).toBe("1 day");
  });
  it("writes times by their distance", () => {
    const now = new Date("2026-11-28T12:00:00Z");
    expect(format.relative(new Date("2026-11-28T11:57:00Z"), now)).toBe("3 minutes ago");
    expect(format.relative(new Date("2026-11-28T14:00:00Z"), now)).toBe("in 2 hours");
  });
  it("writes times of a day for axes", () => {
    const time = new Date(2026, 10, 28, 14, 5, 9);
    expect(format.clock(time)).toMatch(/^02:05\sPM$/);
    expect(formatFor("de").clock(time, "with seconds")).toBe("14:05:09");
  });
});

it("writes German numbers", () => {
  expect(formatFor("de").bytes(1536)).toBe("1,5 KiB");
});
