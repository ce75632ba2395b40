import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { TIME_OUT_MS } from "./client";

const SETTINGS = "../java/org/ovirt/v2v/engine/host/HostSettings.java";

it("waits longer than the engine does for a proxy host", () => {
  const waits = [...readFileSync(SETTINGS, "utf8").matchAll(/@WithDefault\("(\d+)s"\)\s+@WithConverter\(WaitingTime\.class\)\s+Duration \w+Timeout/g)];
  expect(waits).toHaveLength(4);
  for (const [, seconds] of waits) {
    expect(TIME_OUT_MS).toBeGreaterThan(Number(seconds) * 1_000);
  }
});
