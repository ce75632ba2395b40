// @vitest-environment jsdom
import { Wizard, WizardStep } from "@patternfly/react-core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../../api/client";
import { SessionContext } from "../../../app/session/SessionContext";
import { startI18n } from "../../../i18n/i18n";
import { type DraftMachine, newDraft } from "../draft";
import { machineOf, type SourceMachine } from "../machines";
import { SummaryStep } from "./SummaryStep";

vi.mock("../../../api/client", () => ({ api: { GET: vi.fn(async () => ({})) }, answer: (reply: unknown) => reply }));

const session = { user: { id: "1", user_name: "operator" }, expires_in: 60, permissions: [{ role: "ImportOperator" as const }] };

afterEach(cleanup);

async function shown(...machines: Partial<DraftMachine>[]) {
  await shownWith([], ...machines);
}

async function shownWith(sources: SourceMachine[], ...machines: Partial<DraftMachine>[]) {
  const draft = newDraft({ machines: machines.map((machine, index) => ({ id: `vm-${index}`, source: "web", name: "web", ...machine })) });
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <Suspense>
          <Wizard>
            <WizardStep id="summary" name="Summary">
              <SummaryStep draft={draft} machines={sources} onChange={() => undefined} onBegun={() => undefined} />
            </WizardStep>
          </Wizard>
        </Suspense>
      </SessionContext>
    </QueryClientProvider>,
  );
  await screen.findByText("Queue");
}

it("says when the machines begin, if that is not as soon as their turn comes", async () => {
  await shown({ startTime: "2026-12-04T22:00" }, { startTime: "2026-12-03T22:00" }, {});
  expect(screen.getByText("Start time")).toBeVisible();
  expect(screen.getByText("Dec 3, 2026, 10:00 PM – Dec 4, 2026, 10:00 PM; 1 machine as soon as its turn comes")).toBeVisible();
});

it("says it once for all that begin at the same time", async () => {
  await shown({ startTime: "2026-12-03T22:00" }, { startTime: "2026-12-03T22:00" });
  expect(screen.getByText("Dec 3, 2026, 10:00 PM")).toBeVisible();
});

it("says nothing of it otherwise", async () => {
  await shown({});
  expect(screen.queryByText("Start time")).toBeNull();
});

const GIB = 1 << 30;
const machine = (id: string, ...allocations: number[]) =>
  machineOf({ id, disks: allocations.map((allocation) => ({ capacity: String(40 * GIB), allocation: String(allocation) })) });

it("says how much of the disks is in use at the source", async () => {
  await shownWith([machine("vm-0", 5 * GIB, 6 * GIB), machine("vm-1", GIB)], {}, {});
  expect(screen.getByText("120 GiB of disks, of which 12 GiB are in use at the source")).toBeVisible();
});

it.each([
  ["of none of the machines", 0],
  ["of one of them", 5 * GIB],
])("says nothing of that where the source does not tell it: %s", async (_where, allocation) => {
  await shownWith([machine("vm-0", allocation), machine("vm-1", GIB, 0)], {}, {});
  expect(screen.getByText("120 GiB of disks")).toBeVisible();
});

it("says nothing of that where a disk has no such size", async () => {
  await shownWith([machineOf({ id: "vm-0", disks: [{ capacity: String(40 * GIB) }] })], {});
  expect(screen.getByText("40 GiB of disks")).toBeVisible();
});

it("says how many wait already, and promises no place behind them", async () => {
  vi.mocked(api.GET).mockImplementation((async (path: string) => (path.endsWith("/importqueue") ? { waiting: "40", running: "3" } : {})) as never);
  await shown({});
  expect(await screen.findByText("40 waiting, 3 running")).toBeVisible();
});
