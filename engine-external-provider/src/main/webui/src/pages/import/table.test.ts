import { describe, expect, it } from "vitest";
import { itemsOf, newDraft, NO_SETTINGS } from "./draft";
import { concernsOf, machineOf } from "./machines";
import { machinesOfTable, TableError, tableOf } from "./table";

const known = {
  machines: [machineOf({ id: "vm-1", name: 'web, "old"' }), machineOf({ id: "vm-2", name: "db" })],
  clusters: [{ id: "c1", name: "East" }],
  domains: [{ id: "d1", name: "export" }],
  hosts: [],
};
const common = { ...NO_SETTINGS, cluster: "c1", domain: "d1" };

describe("a table", () => {
  it("is read as it was written", () => {
    const draft = newDraft({
      common,
      networks: { "VM Network": "ovirtmgmt" },
      machines: [{ id: "vm-1", source: 'web, "old"', name: 'new; "web"', format: "cow", startTime: "2026-12-01T22:00" }],
    });
    expect(machinesOfTable(tableOf(draft), known)).toEqual([
      {
        id: "vm-1",
        source: 'web, "old"',
        name: 'new; "web"',
        cluster: "c1",
        domain: "d1",
        format: "cow",
        startTime: "2026-12-01T22:00",
        networks: { "VM Network": "ovirtmgmt" },
      },
    ]);
  });

  it("may name things, and have semicolons", () => {
    expect(machinesOfTable("\uFEFFvirtual_machine;cluster\r\ndb;East\r\n", known)).toEqual([
      { id: "vm-2", source: "db", name: "db", cluster: "c1" },
    ]);
  });

  it.each([
    ["virtual_machine,colour\ndb,red", "column"],
    ["virtual_machine\nmail", "machine"],
    ["virtual_machine,cluster\ndb,West", "reference"],
    ["virtual_machine,format\ndb,vmdk", "value"],
    ['virtual_machine\n"db', "quotes"],
    ["virtual_machine\n", "empty"],
  ])("says what is wrong with %j", (text, key) => {
    expect(() => machinesOfTable(text, known)).toThrowError(expect.objectContaining({ key }) as TableError);
  });
});

it("asks for each machine what counts for it: its own, otherwise that of all", () => {
  const machines = [{ id: "vm-1", source: "web", name: " web ", cluster: "c2" }, { id: "vm-2", source: "db", name: "db" }];
  const items = itemsOf(newDraft({ common, networks: { a: "b", c: "" }, machines }));
  expect(items.map((item) => [item.name, item.cluster?.id, item.storage_domain?.id, item.network_mappings])).toEqual([
    ["web", "c2", "d1", [{ source: "a", target: "b" }]],
    ["db", "c1", "d1", [{ source: "a", target: "b" }]],
  ]);
});

it("says before the engine is asked what cannot be imported", () => {
  const disks = [{ capacity: "10" }];
  expect(concernsOf(machineOf({ status: "up", disks })).critical).toBe("running");
  expect(concernsOf(machineOf({ status: "down" })).critical).toBe("noDisks");
  expect(concernsOf(machineOf({ status: "down", disks, has_snapshots: "true" }))).toEqual({ critical: undefined, warnings: ["snapshots"] });
  const changes = { capacity: "10", parent: "[ds] web/web.vmdk" };
  expect(concernsOf(machineOf({ status: "down", disks: [changes], has_snapshots: "true" }))).toEqual({ critical: "changesOnly", warnings: [] });
});
