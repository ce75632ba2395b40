// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { searchOf, subjectOf } from "./eventQueries";

describe("the filter of events", () => {
  it("is oVirt's search language", () => {
    expect(searchOf({ severity: "all", text: " " })).toBeUndefined();
    expect(searchOf({ severity: "error", text: "" })).toBe("severity>warning");
    expect(searchOf({ severity: "warning", text: 'no "space*' })).toBe('severity>normal and message="*no space*"');
  });
});

describe("the subject of an event", () => {
  it("is what it is about first of all", () => {
    expect(subjectOf({ vm: { id: "1", name: "web" }, host: { id: "2" } } as never)).toEqual({
      reference: { id: "1", name: "web" },
      to: "/imports/1",
    });
    expect(subjectOf({})).toBeUndefined();
  });
});
