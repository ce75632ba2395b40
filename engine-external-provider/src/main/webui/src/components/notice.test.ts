import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { noticeOf } from "./notice";

const PHASES = "../../../../common-model/src/main/java/org/ovirt/v2v/model/conversion/Phase.java";

it("has nothing to add to a phase that is as ever, in the words of the proxy host", () => {
  const phases = [...readFileSync(PHASES, "utf8").matchAll(/^ {4}([A-Z_]+)\("(.*)"\)[,;]$/gm)];
  expect(phases).toHaveLength(9);
  for (const [, phase, description] of phases) {
    expect(noticeOf({ status: "converting", phase: phase?.toLowerCase(), description }), phase).toBeUndefined();
  }
  expect(noticeOf({ status: "converting", phase: "copying_disks", description: "Copying disk 2/3" })).toBeUndefined();
});

it.each([
  ["copying_disks", "The proxy host proxy has not answered since 2026-11-30T10:00:00Z; the conversion may go on there."],
  ["copying_disks", "Copying disk 1/2; no answer of the source since 10:00"],
  ["inspecting", "Cancelling"],
  [undefined, "Starting on the proxy host proxy"],
])("says what is out of the ordinary while %s", (phase, description) => {
  expect(noticeOf({ status: "converting", phase, description })).toEqual({ text: description, isObstacle: false });
});

it("names an obstacle rather than what is done about it", () => {
  const obstacle = { code: "DOMAIN_FULL", message: "There is no space left.", remedy: "Make room." } as const;
  expect(noticeOf({ status: "finalizing", phase: "committing", description: "Waiting to move it", obstacle })).toEqual({
    text: "There is no space left.",
    isObstacle: true,
  });
  expect(noticeOf({ status: "converting", phase: "copying_disks", description: "Copying disk 1/1", obstacle })?.isObstacle).toBe(true);
  expect(noticeOf({ status: "failed", phase: "committing", description: "It was too much", obstacle })).toBeUndefined();
});

it.each(["Cancelling. Waiting to move the result: There is no space left.", "The proxy host proxy has not answered since 10:00."])(
  "says beside an obstacle what counts for more: %s",
  (description) => {
    const obstacle = { code: "DOMAIN_FULL", message: "There is no space left.", remedy: "Make room." } as const;
    expect(noticeOf({ status: "converting", phase: "copying_disks", description, obstacle })).toEqual({ text: description, isObstacle: false });
  },
);
