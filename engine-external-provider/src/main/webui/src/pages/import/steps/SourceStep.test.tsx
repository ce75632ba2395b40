// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { answer, api } from "../../../api/client";
import { SessionContext } from "../../../app/session/SessionContext";
import { startI18n } from "../../../i18n/i18n";
import { newDraft } from "../draft";
import { SourceStep } from "./SourceStep";

vi.mock("../../../api/client", () => ({ api: { GET: vi.fn() }, answer: vi.fn() }));

afterEach(cleanup);

it("offers only what may be imported from, not all that may be looked at", async () => {
  await startI18n();
  vi.mocked(answer).mockImplementation((reply) => reply as never);
  vi.mocked(api.GET).mockImplementation((async (path: string) =>
    path === "/ovirt-engine/api/externalvmproviders"
      ? {
          external_vm_provider: ["east", "west"].map((dataCenter) => ({
            id: dataCenter,
            name: `vcenter-${dataCenter}`,
            data_center: { id: dataCenter, name: dataCenter },
          })),
        }
      : {}) as never);
  const session = {
    user: { id: "1", user_name: "operator" },
    expires_in: 60,
    permissions: [{ role: "ReadOnlyAdmin" as const }, { role: "ImportOperator" as const, data_center: { id: "east" } }],
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter>
          <Suspense>
            <SourceStep draft={newDraft({})} onChange={() => undefined} />
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );

  expect(await screen.findByText("vcenter-east")).toBeVisible();
  expect(screen.queryByText("vcenter-west")).toBeNull();
});
