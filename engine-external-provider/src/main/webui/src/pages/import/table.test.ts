import { afterEach, describe, expect, it, vi } from "vitest";
import { itemsOf, localTime, newDraft, NO_SETTINGS, onNetworks, withCommon } from "./draft";
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
    ["2026-12-03T22:00", new Date(2026, 11, 3, 22)],
    ["2026-12-03 22:00", new Date(2026, 11, 3, 22)],
    ["2026-12-03T22:00:30", new Date(2026, 11, 3, 22)],
    ["2026-12-03T22:00Z", new Date(Date.UTC(2026, 11, 3, 22))],
    ["2026-12-03T22:00:00.000+01:00", new Date(Date.UTC(2026, 11, 3, 21))],
    ["2026-12-03 22:00-0230", new Date(Date.UTC(2026, 11, 4, 0, 30))],
  ])("has times as ISO 8601 writes them: %s", (text, time) => {
    expect(machinesOfTable(`virtual_machine,start_time\ndb,${text}`, known)[0]?.startTime).toBe(localTime(time));
  });

  describe("of where clocks are put back", () => {
    afterEach(() => vi.unstubAllEnvs());

    it("means the hour that it names of the two that are called the same", () => {
      vi.stubEnv("TZ", "Europe/Berlin");
      const text = "2026-10-25T01:30:00.000Z";
      const machines = machinesOfTable(`virtual_machine,start_time\ndb,${text}`, known);
      expect(machines[0]?.startTime).toBe("2026-10-25T02:30");
      const draft = newDraft({ common, machines });
      expect(itemsOf(draft)[0]?.start_time).toBe(text);
      expect(tableOf(draft)).toContain(text);
      const edited = newDraft({ common, machines: machines.map((machine) => ({ ...machine, startTime: "2026-12-03T22:00" })) });
      expect(itemsOf(edited)[0]?.start_time).toBe("2026-12-03T21:00:00.000Z");
    });
  });

  it("is written with a start time that is none as it was entered", () => {
    const startTime = "12026-12-03T22:00";
    const draft = newDraft({ common: { ...common, startTime }, machines: [{ id: "vm-2", source: "db", name: "db" }] });
    expect(tableOf(draft)).toContain(startTime);
    expect(() => machinesOfTable(tableOf(draft), known)).toThrowError(expect.objectContaining({ key: "value", value: startTime }) as TableError);
  });

  it.each(["03.12.2026 22:00", "12/03/2026 22:00", "3 Dec 2026 22:00", "2026-12-03", "2026-04-31T22:00", "2026-13-01T22:00", "2026-12-03T25:00", "soon"])(
    "takes no other as a time, which could be another day: %s",
    (text) => {
      const wrong = { key: "value", line: 2, value: text, column: "start_time" };
      expect(() => machinesOfTable(`virtual_machine,start_time\ndb,${text}`, known)).toThrowError(expect.objectContaining(wrong) as TableError);
    },
  );

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
  const items = itemsOf(newDraft({ common, machines }));
  expect(items.map((item) => [item.name, item.cluster?.id, item.storage_domain?.id, item.network_mappings])).toEqual([
    ["web", "c2", "d1", undefined],
    ["db", "c1", "d1", undefined],
  ]);
});

describe("networks that are mapped for all machines", () => {
  const nics = (...networks: string[]) => networks.map((network) => ({ network }));
  const sources = [
    machineOf({ id: "vm-1", name: "web", nics: nics("Web Net", "DMZ") }),
    machineOf({ id: "vm-2", name: "db", nics: nics("DB Net", "DB Net") }),
    machineOf({ id: "vm-3", name: "alone" }),
  ];
  const machines = sources.map(({ id, name }) => ({ id, source: name, name }));
  const networks = { "Web Net": "web", "DB Net": "db", DMZ: "" };
  const mapped = (text: string) =>
    machinesOfTable(text, { ...known, machines: sources }).map((machine) => machine.networks);

  it("are asked for where a machine is on them, and nowhere else", () => {
    const draft = onNetworks(newDraft({ common, networks, machines }), sources);
    expect(itemsOf(draft).map((item) => item.network_mappings)).toEqual([
      [{ source: "Web Net", target: "web" }],
      [{ source: "DB Net", target: "db" }],
      undefined,
    ]);
    expect(mapped(tableOf(draft))).toEqual([{ "Web Net": "web" }, { "DB Net": "db" }, undefined]);
  });

  it("are those of now, when a machine was put on another network meanwhile", () => {
    const before = onNetworks(newDraft({ common, networks, machines: machines.slice(0, 1) }), sources);
    const moved = onNetworks(before, [machineOf({ id: "vm-1", name: "web", nics: nics("DB Net") })]);
    expect(itemsOf(moved)[0]?.network_mappings).toEqual([{ source: "DB Net", target: "db" }]);
    expect(onNetworks(moved, [])).toEqual(moved);
  });

  it("are chosen anew when the cluster is in another data center", () => {
    const cluster = (id: string, dataCenter: string) => ({ id, name: id, dataCenter: { id: dataCenter, name: dataCenter } });
    const clusters = [cluster("c1", "east"), cluster("c2", "east"), cluster("c3", "west")];
    const draft = newDraft({ common, networks, machines });
    expect(withCommon(draft, { cluster: "c2" }, clusters)).toEqual({ common: { ...common, cluster: "c2" }, networks });
    expect(withCommon(draft, { cluster: "c3" }, clusters)).toEqual({ common: { ...common, cluster: "c3" }, networks: {} });
    expect(withCommon(draft, { host: "h1" }, [])).toEqual({ common: { ...common, host: "h1" }, networks });
  });

  it("stand for all others where no source is named", () => {
    const draft = onNetworks(newDraft({ common, networks: { ...networks, "": "ovirtmgmt" }, machines }), sources);
    expect(itemsOf(draft)[1]?.network_mappings).toEqual([
      { source: "DB Net", target: "db" },
      { source: "", target: "ovirtmgmt" },
    ]);
  });

  it("give way to a machine's own, which are asked for as they were written", () => {
    const own = machines.map((machine) => ({ ...machine, networks: { "No Net": "lab" } }));
    const draft = onNetworks(newDraft({ common, networks, machines: own }), sources);
    expect(itemsOf(draft)[0]?.network_mappings).toEqual([{ source: "No Net", target: "lab" }]);
  });
});

it("says before the engine is asked what cannot be imported", () => {
  const disks = [{ capacity: "10" }];
  expect(concernsOf(machineOf({ status: "up", disks })).critical).toBe("running");
  expect(concernsOf(machineOf({ status: "down" })).critical).toBe("noDisks");
  expect(concernsOf(machineOf({ status: "down", disks, has_snapshots: "true" }))).toEqual({ critical: undefined, warnings: ["snapshots"] });
  const changes = { capacity: "10", parent: "[ds] web/web.vmdk" };
  expect(concernsOf(machineOf({ status: "down", disks: [{ path: "/dev/vg0/web1" }] })).critical).toBe("blockDevice");
  expect(concernsOf(machineOf({ status: "down", disks: [changes], has_snapshots: "true" }))).toEqual({ critical: "changesOnly", warnings: [] });
});
