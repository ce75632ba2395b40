import { describe, expect, it } from "vitest";
import { type LastBegun, lastBegun, PHASES, phaseStarts, way } from "./phases";
import steps from "./steps.json";

const LOG = `[   0.0] Setting up the source: -i libvirt
[   1.2] Opening the source
[  14.5] Inspecting the source
[  29.0] Checking for sufficient free disk space in the guest
[  30.0] Converting AlmaLinux to run on KVM
virt-v2v: This guest has virtio drivers installed.
[  70.0] Mapping filesystem data to avoid copying unused and blank areas
[  75.5] Copying disk 1/2
[ 175.5] Copying disk 2/2
[ 275.5] Creating output metadata
`;

describe("the phases of a conversion", () => {
  it("last as long as virt-v2v's lines say", () => {
    const phases = way(phaseStarts(LOG), "copying_disks", undefined, 300);
    expect(phases.map(({ phase, seconds }) => [phase, seconds])).toEqual([
      ["preflight", undefined],
      ["opening_source", 14.5],
      ["inspecting", 15.5],
      ["converting", 40],
      ["preparing_copy", 5.5],
      ["copying_disks", 200],
      ["writing_metadata", undefined],
      ["committing", undefined],
    ]);
  });

  it("go on until now while they run", () => {
    const starts = phaseStarts(LOG.slice(0, LOG.indexOf("[ 175.5]")));
    const running = { phase: "copying_disks", state: "running" };
    expect(way(starts, "copying_disks", undefined, 14.5).find(({ state }) => state === "running")).toEqual({ ...running, seconds: 14.5 });
    expect(way(starts, "copying_disks", undefined, undefined).find(({ state }) => state === "running")).toEqual(running);
  });

  it("end with the one that failed", () => {
    const phases = way(phaseStarts(LOG.slice(0, LOG.indexOf("[  30.0]"))), "inspecting", "failed", 5.5);
    expect(phases.map(({ state }) => state).slice(0, 4)).toEqual(["done", "done", "failed", "pending"]);
    expect(phases[2]?.seconds).toBe(5.5);
  });

  it("are those of the agent's steps, and a last one", () => {
    const known: string[] = [...PHASES];
    expect(steps.filter(({ phase }) => !known.includes(phase))).toEqual([]);
    const log = "[   3.0] Creating an overlay\n[ 123.0] Initializing the target -o rhv\n[ 300.0] Creating output metadata\n[ 300.1] Finishing off\n";
    expect([...phaseStarts(log)]).toEqual([
      ["opening_source", 3],
      ["preparing_copy", 123],
      ["writing_metadata", 300],
      ["committing", 300.1],
    ]);
  });

  it("are all done when the machine lies in the export domain", () => {
    expect(way(phaseStarts(LOG), "finished", "done", 300).every(({ state }) => state === "done")).toBe(true);
  });
});

describe("the phase that has begun last", () => {
  const until = (line: string) => phaseStarts(LOG.slice(0, LOG.indexOf(line)));

  it("is measured from its line on, however long before virt-v2v the attempt began", () => {
    let begun: LastBegun | undefined;
    for (let now = 0; now <= 60_000; now += 500) {
      // virt-v2v began 40 seconds after the attempt
      const log = LOG.split("\n").filter((line) => Number(/[\d.]+/.exec(line)?.[0] ?? Infinity) * 1_000 <= now - 40_000);
      begun = lastBegun(begun, phaseStarts(log.join("\n")), now);
    }
    expect(begun).toMatchObject({ phase: "inspecting", at: 54_500 });
  });

  it("has no known beginning if it was there when the log was opened, in whatever pieces it came", () => {
    const first = lastBegun(undefined, until("[  14.5]"), 100_000);
    const second = lastBegun(first, until("[  70.0]"), 100_400);
    expect(second).toMatchObject({ phase: "converting", at: undefined });
    expect(lastBegun(second, until("[  75.5]"), 130_000)).toMatchObject({ phase: "preparing_copy", at: 130_000 });
  });

  it("stays when the log is read from its beginning again", () => {
    const before = { phase: "converting", at: 5_000, firstSeen: 0 } as const;
    expect(lastBegun(before, new Map(), 9_000)).toBe(before);
    expect(lastBegun(before, until("[  14.5]"), 9_000)).toBe(before);
  });
});
