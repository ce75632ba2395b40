// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import { newQueryClient } from "../../api/queries";
import type { SessionPermission } from "../../app/session/session";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import DashboardPage from "./DashboardPage";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn() }, answer: (reply: unknown) => reply }));

const NOTHING_RUNS = "No import is under way.";
const NO_DOMAIN = "There is no export domain yet.";
const NO_CONCERN = "Nothing.";

afterEach(() => {
  cleanup();
  vi.mocked(api.GET).mockReset();
});

/** An engine that answers at once, but for what is below this path. */
async function opened(path: string, answer: Promise<unknown>, permission: SessionPermission = { role: "ReadOnlyAdmin" }) {
  const session = { user: { id: "1", user_name: "reader" }, expires_in: 60, permissions: [permission] };
  vi.mocked(api.GET).mockImplementation((async (asked: string, options: { params?: { query?: { status?: string } } }) =>
    asked === path && (path !== "/ovirt-engine/api/imports" || options.params?.query?.status !== undefined) ? answer : {}) as never);
  await startI18n();
  render(
    <QueryClientProvider client={newQueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter>
          <Suspense>
            <DashboardPage />
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
}

it.each([
  { path: "/ovirt-engine/api/storagedomains", unknown: [NO_DOMAIN, NO_CONCERN], known: [NOTHING_RUNS] },
  { path: "/ovirt-engine/api/hosts", unknown: [NO_CONCERN], known: [NOTHING_RUNS, NO_DOMAIN] },
  { path: "/ovirt-engine/api/importqueue", unknown: [NO_CONCERN], known: [NOTHING_RUNS, NO_DOMAIN] },
  { path: "/ovirt-engine/api/imports", unknown: [NOTHING_RUNS], known: [NO_DOMAIN, NO_CONCERN] },
])("says that there is nothing only where it knows: $path", async ({ path, unknown, known }) => {
  let refuse: (problem: Problem) => void = () => undefined;
  await opened(path, new Promise((_done, failed) => (refuse = failed)));
  const isAsShown = async () => {
    for (const text of known) expect(await screen.findByText(text)).toBeVisible();
    for (const text of unknown) expect(screen.queryByText(text)).toBeNull();
  };
  await isAsShown();

  refuse(new Problem({ kind: "refused", what: "The engine is too busy." }));
  expect((await screen.findAllByText("The engine is too busy.")).length).toBe(unknown.length);
  await isAsShown();
});

it("says that there is nothing when all is known", async () => {
  await opened("none", Promise.resolve({}));
  for (const text of [NOTHING_RUNS, NO_DOMAIN, NO_CONCERN]) expect(await screen.findByText(text)).toBeVisible();
});

it("asks those who may read in one data center only for nothing that is of all of them", async () => {
  const queue = "/ovirt-engine/api/importqueue";
  const refused = Promise.reject(new Problem({ kind: "forbidden", what: "You may not read everywhere." }));
  refused.catch(() => undefined);
  await opened(queue, refused, { role: "ImportOperator", data_center: { id: "a" } });
  for (const text of [NOTHING_RUNS, NO_DOMAIN, NO_CONCERN]) expect(await screen.findByText(text)).toBeVisible();
  expect(vi.mocked(api.GET).mock.calls.map((call: unknown[]) => call[0])).not.toContain(queue);
});
