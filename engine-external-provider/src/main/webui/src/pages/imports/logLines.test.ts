import { describe, expect, it } from "vitest";
import { causes, found, MOST_LINES, NO_LINES, withText } from "./logLines";

describe("a log", () => {
  it("comes in pieces, and its lines are whole", () => {
    const log = ["first\nsec", "ond\r\nthi", "rd\nunfinished"].reduce(withText, NO_LINES);
    expect(log.lines).toEqual(["first", "second", "third"]);
    expect(log.rest).toBe("unfinished");
  });

  it("shows a bar as it was drawn last", () => {
    expect(withText(NO_LINES, "( 10%)\r( 50%)\r(100%)\n").lines).toEqual(["(100%)"]);
  });

  it("does not grow without an end, and says what is left out", () => {
    const log = withText(NO_LINES, "x\n".repeat(MOST_LINES + 10));
    expect(log.lines).toHaveLength(MOST_LINES);
    expect(log.leftOut).toBe(10);
    expect(found(log, "")[0]?.number).toBe(11);
  });

  it("is searched whatever the case", () => {
    const log = withText(NO_LINES, "Opening\nvirt-v2v: ERROR: no space left\nbye\n");
    expect(found(log, "error")).toEqual([{ number: 2, line: "virt-v2v: ERROR: no space left" }]);
    expect(causes(log)).toEqual(["virt-v2v: ERROR: no space left"]);
  });
});
