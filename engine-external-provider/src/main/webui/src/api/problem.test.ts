import { describe, expect, it } from "vitest";
import { problemOf, problemOfAnswer, problemOfFailure } from "./problem";

describe("a problem", () => {
  it("says what a fault of oVirt's says, without its brackets", () => {
    const problem = problemOfAnswer(409, { reason: "Operation Failed", detail: "[The host proxy1 is in use.]" });
    expect(problem).toMatchObject({ kind: "refused", what: "The host proxy1 is in use.", status: 409 });
  });

  it("carries remedy, code, field and the words of the tool", () => {
    const fault = { reason: "x", detail: "[No.]", code: "TOOL_MISSING", remedy: "apt install virt-v2v", field: "host", output: "sh: not found" };
    expect(problemOfAnswer(400, { fault })).toMatchObject({ code: "TOOL_MISSING", remedy: "apt install virt-v2v", field: "host", output: "sh: not found" });
  });

  it("takes answers of a proxy in between for an engine that is away", () => {
    expect(problemOfAnswer(502, undefined).kind).toBe("away");
    expect(problemOfAnswer(503, undefined).kind).toBe("away");
    expect(problemOfAnswer(503, { detail: "[The host has enough to do.]" }).kind).toBe("refused");
  });

  it("takes a fetch that reached nobody for an engine that is away, and nothing else", () => {
    expect(problemOf(new TypeError("Failed to fetch")).kind).toBe("away");
    expect(problemOf(new TypeError("x is undefined"))).toMatchObject({ kind: "defect", what: "x is undefined" });
  });

  it("is made of a failure of an import too", () => {
    expect(problemOfFailure({ code: "DOMAIN_FULL", message: "Full.", detail: "ENOSPC" })).toMatchObject({ code: "DOMAIN_FULL", what: "Full.", output: "ENOSPC" });
  });
});
