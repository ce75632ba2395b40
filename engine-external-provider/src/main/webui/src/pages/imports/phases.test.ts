import { describe, expect, it } from "vitest";
import { phaseStarts, way } from "./phases";

const LOG = `[   0.0] Setting up the source: -i libvirt
[   1.2] Opening the source
[  14.5] Inspecting the source
[  30.0] Checking for sufficient free disk space in the guest
[  30.1] Converting AlmaLinux to run on KVM
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
    const phases = way(phaseStarts(LOG.slice(0, LOG.indexOf("[ 175.5]"))), "copying_disks", undefined, 90);
    expect(phases.find(({ state }) => state === "running")).toEqual({ phase: "copying_disks", state: "running", seconds: 14.5 });
  });

  it("end with the one that failed", () => {
    const phases = way(phaseStarts(LOG.slice(0, LOG.indexOf("[  30.0]"))), "inspecting", "failed", 20);
    expect(phases.map(({ state }) => state).slice(0, 4)).toEqual(["done", "done", "failed", "pending"]);
    expect(phases[2]?.seconds).toBe(5.5);
  });

  it("are all done when the machine lies in the export domain", () => {
    expect(way(phaseStarts(LOG), "finished", "done", 300).every(({ state }) => state === "done")).toBe(true);
  });
});
