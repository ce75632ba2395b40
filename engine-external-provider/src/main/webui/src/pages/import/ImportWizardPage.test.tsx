// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { Link, MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import { itemsOf, newDraft, NO_SETTINGS, readDraft, writeDraft } from "./draft";
import ImportWizardPage from "./ImportWizardPage";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn(), POST: vi.fn() }, answer: (reply: unknown) => reply }));

const USER = "1";
const session = { user: { id: USER, user_name: "operator" }, expires_in: 60, permissions: [{ role: "ImportOperator" as const }] };

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

function Address() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

async function opened(user = USER, search = "") {
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session: { ...session, user: { ...session.user, id: user } }, leave: async () => undefined }}>
        <MemoryRouter initialEntries={[`/import${search}`]}>
          <Link to="/queue">Away</Link>
          <Address />
          <Suspense>
            <Routes>
              <Route path="/import" element={<ImportWizardPage />} />
              <Route path="/queue" element="The queue" />
              <Route path="/machines" element="The machines" />
            </Routes>
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
}

it("knows which networks the machines are on that were chosen before, as their source is listed", async () => {
  const machine = (id: string, network: string) => ({ id, name: id, nics: [{ network }] });
  vi.mocked(api.GET).mockImplementation((async (path: string) =>
    path.endsWith("/virtualmachines") ? { virtual_machine: [machine("web", "Web Net"), machine("db", "DB Net")] } : {}) as never);
  writeDraft(
    USER,
    newDraft({
      provider: "p1",
      machines: ["web", "db"].map((id) => ({ id, source: id, name: id })),
      networks: { "Web Net": "front", "DB Net": "back" },
    }),
  );
  await opened();
  await waitFor(() =>
    expect(itemsOf(readDraft(USER) ?? newDraft()).map((item) => item.network_mappings)).toEqual([
      [{ source: "Web Net", target: "front" }],
      [{ source: "DB Net", target: "back" }],
    ]),
  );
});

it("shows another user nothing of what was chosen, and keeps it for who has chosen it", async () => {
  vi.mocked(api.GET).mockResolvedValue({} as never);
  writeDraft(USER, newDraft({ provider: "p1", machines: [{ id: "web", source: "web", name: "web" }] }));
  await opened("2");
  expect(await screen.findByText("No provider yet")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Start over" })).toBeNull();
  expect(readDraft("2")?.machines).toEqual([]);
  expect(readDraft(USER)?.machines).toHaveLength(1);
});

it.each([
  { search: "?provider=p2", begun: { provider: "p2", machines: [], common: NO_SETTINGS } },
  { search: "?domain=d2", begun: { provider: "p1", common: { ...NO_SETTINGS, domain: "d2" } } },
])("begins with what the address names once, and not again when the page is loaded again: $search", async ({ search, begun }) => {
  vi.mocked(api.GET).mockResolvedValue({} as never);
  writeDraft(USER, newDraft({ provider: "p1", machines: [{ id: "db", source: "db", name: "db" }] }));
  await opened(USER, search);
  expect(await screen.findByText("/import")).toBeVisible();
  expect(readDraft(USER)).toMatchObject(begun);
});

it("starts over at the first step, once that is confirmed", async () => {
  vi.mocked(api.GET).mockImplementation((async (path: string) =>
    path.endsWith("/virtualmachines") ? { virtual_machine: [{ id: "web", name: "web" }] } : {}) as never);
  writeDraft(USER, newDraft({ provider: "p1", machines: [{ id: "web", source: "web", name: "web" }] }));
  await opened();
  const user = userEvent.setup();
  const step = (name: string) => screen.findByRole("button", { name });
  await user.click(await step("Machines"));
  expect(await step("Machines")).toHaveAttribute("aria-current", "step");

  await user.click(await screen.findByRole("button", { name: "Start over" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Cancel" }));
  expect(readDraft(USER)?.machines).toHaveLength(1);

  await user.click(await screen.findByRole("button", { name: "Start over" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Start over" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(await step("Source")).toHaveAttribute("aria-current", "step");
  expect(screen.getByText("No provider yet")).toBeVisible();
  expect(readDraft(USER)).toMatchObject({ provider: "", machines: [] });
});

it("goes no further with a start time that is none, and says so", async () => {
  vi.mocked(api.GET).mockResolvedValue({} as never);
  const common = { ...NO_SETTINGS, cluster: "c1", domain: "d1", startTime: "12026-12-03T22:00" };
  writeDraft(USER, newDraft({ provider: "p1", common, machines: [{ id: "web", source: "web", name: "web" }] }));
  await opened();
  expect(await screen.findByRole("button", { name: "Checks" })).toBeDisabled();
  fireEvent.click(screen.getByRole("button", { name: "Settings" }));
  expect(await screen.findByText("This is no time: the year has four digits")).toBeVisible();
});

describe("when the imports have begun", () => {
  async function asked() {
    let begin: () => void = () => undefined;
    const answered = new Promise((done) => (begin = () => done({ import: [{ id: "1" }] })));
    vi.mocked(api.GET).mockResolvedValue({} as never);
    vi.mocked(api.POST).mockImplementation((async (_path: string, { params }: { params: { query: { dry_run?: string } } }) =>
      params.query.dry_run === undefined ? answered : { import: [{}] }) as never);
    const common = { ...NO_SETTINGS, cluster: "c1", domain: "d1" };
    writeDraft(USER, newDraft({ provider: "p1", common, machines: [{ id: "web", source: "web", name: "web" }] }));
    await opened();
    fireEvent.click(await screen.findByRole("button", { name: "Checks" }));
    await screen.findByText("1 machine can be imported");
    fireEvent.click(screen.getByRole("button", { name: "Summary" }));
    fireEvent.click(await screen.findByText("Import 1 machine"));
    return begin;
  }

  it("leads to the machines", async () => {
    const begin = await asked();
    begin();
    expect(await screen.findByText("The machines")).toBeVisible();
    expect(readDraft(USER)).toBeUndefined();
  });

  it("leaves where they are those who have gone elsewhere meanwhile", async () => {
    const begin = await asked();
    fireEvent.click(screen.getByText("Away"));
    await screen.findByText("The queue");
    begin();
    await waitFor(() => expect(readDraft(USER)).toBeUndefined());
    expect(screen.getByText("The queue")).toBeVisible();
  });
});
