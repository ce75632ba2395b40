// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import { itemsOf, newDraft, readDraft, writeDraft } from "./draft";
import ImportWizardPage from "./ImportWizardPage";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn() }, answer: (reply: unknown) => reply }));

const session = { user: { id: "1", user_name: "operator" }, expires_in: 60, permissions: [{ role: "ImportOperator" as const }] };

afterEach(() => {
  cleanup();
  writeDraft(undefined);
});

async function opened() {
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter>
          <Suspense>
            <ImportWizardPage />
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
    newDraft({
      provider: "p1",
      machines: ["web", "db"].map((id) => ({ id, source: id, name: id })),
      networks: { "Web Net": "front", "DB Net": "back" },
    }),
  );
  await opened();
  await waitFor(() =>
    expect(itemsOf(readDraft() ?? newDraft()).map((item) => item.network_mappings)).toEqual([
      [{ source: "Web Net", target: "front" }],
      [{ source: "DB Net", target: "back" }],
    ]),
  );
});

it("starts over at the first step, once that is confirmed", async () => {
  vi.mocked(api.GET).mockImplementation((async (path: string) =>
    path.endsWith("/virtualmachines") ? { virtual_machine: [{ id: "web", name: "web" }] } : {}) as never);
  writeDraft(newDraft({ provider: "p1", machines: [{ id: "web", source: "web", name: "web" }] }));
  await opened();
  const user = userEvent.setup();
  const step = (name: string) => screen.findByRole("button", { name });
  await user.click(await step("Machines"));
  expect(await step("Machines")).toHaveAttribute("aria-current", "step");

  await user.click(await screen.findByRole("button", { name: "Start over" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Cancel" }));
  expect(readDraft()?.machines).toHaveLength(1);

  await user.click(await screen.findByRole("button", { name: "Start over" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Start over" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(await step("Source")).toHaveAttribute("aria-current", "step");
  expect(screen.getByText("No provider yet")).toBeVisible();
  expect(readDraft()).toMatchObject({ provider: "", machines: [] });
});
