// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import ProviderPage from "./ProviderPage";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn(), DELETE: vi.fn(async () => ({})) }, answer: (reply: unknown) => reply }));

const session = { user: { id: "1", user_name: "admin" }, expires_in: 60, permissions: [{ role: "SuperUser" as const }] };

afterEach(cleanup);

it("leads to the list when its provider has been removed", async () => {
  vi.mocked(api.GET).mockImplementation((async (path: string) =>
    path.endsWith("/externalvmproviders/{id}") ? { id: "p1", name: "vcenter" } : {}) as never);
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter initialEntries={["/providers/p1?tab=events"]}>
          <Suspense>
            <Routes>
              <Route path="/providers/:id" element={<ProviderPage />} />
              <Route path="/providers" element="The list" />
            </Routes>
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Actions of vcenter" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("The list")).toBeVisible();
  expect(api.DELETE).toHaveBeenCalledOnce();
});
