// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { Host } from "../hosts/hosts";
import type { Domain } from "../storage/storage";
import { concerns, firstSteps } from "./dashboardQueries";

const host = { id: "h", name: "proxy1", problems: [{ code: "TOOL_MISSING", message: "no virt-v2v", remedy: "install" }], warnings: [] };
const domain = (change: Partial<Domain>) => ({ id: "d", name: "export", available: 50, used: 50, ...change }) as Domain;

describe("what needs attention", () => {
  it("is a host that cannot convert, with what to do", () => {
    expect(concerns([host as unknown as Host], [domain({})], undefined)).toEqual([
      { key: "hTOOL_MISSING", text: "host", name: "proxy1", what: "no virt-v2v", remedy: "install", to: "/hosts" },
    ]);
  });

  it("is an export domain that is away or nearly full", () => {
    expect(concerns([], [domain({ available: 5, used: 95 })], undefined).map(({ text }) => text)).toEqual(["scarce"]);
    expect(concerns([], [domain({ available: undefined, problem: { message: "gone" } })], undefined)[0]?.what).toBe("gone");
  });

  it("is a queue that nobody has resumed", () => {
    expect(concerns([], [], { paused: "true", paused_by: "admin@internal" }).map(({ name }) => name)).toEqual(["admin@internal"]);
    expect(concerns([], [], { paused: "false" })).toEqual([]);
  });
});

it("an engine with nothing in it shows the way", () => {
  expect(firstSteps(1, 1, 0, 0).find(({ isDone }) => !isDone)?.step).toBe("provider");
});
