// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import DomainPage from "./DomainPage";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn() }, answer: (reply: unknown) => reply }));

afterEach(cleanup);

/** An export domain of the data center "east" without machines, to who may import in this one, and read everywhere. */
async function openedByOperatorOf(dataCenter: string) {
  const permissions = [{ role: "ImportOperator" as const, data_center: { id: dataCenter } }, { role: "ReadOnlyAdmin" as const }];
  const session = { user: { id: "1", user_name: "operator" }, expires_in: 60, permissions };
  vi.mocked(api.GET).mockImplementation((async (path: string) =>
    path.endsWith("/storagedomains/{id}") ? { id: "d1", name: "export", data_center: { id: "east" } } : {}) as never);
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter initialEntries={["/storage/d1"]}>
          <Suspense>
            <Routes>
              <Route path="/storage/:id" element={<DomainPage />} />
            </Routes>
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
  expect(await screen.findByText("No machine lies here")).toBeVisible();
  return screen.queryAllByRole("link", { name: "Import" });
}

it("offers to import into it to those who may in its data center", async () => {
  expect(await openedByOperatorOf("east")).toHaveLength(2);
});

it("does not offer it to those who may in another one only", async () => {
  expect(await openedByOperatorOf("west")).toEqual([]);
});
