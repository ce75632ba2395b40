// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answer, api } from "../../../api/client";
import { Problem } from "../../../api/problem";
import { startI18n } from "../../../i18n/i18n";
import { newDraft } from "../draft";
import { machinesQuery } from "../machines";
import { MachineStep } from "./MachineStep";

vi.mock("../../../api/client", () => ({ api: { GET: vi.fn() }, answer: vi.fn() }));

const MACHINES = "/ovirt-engine/api/externalvmproviders/{provider}/virtualmachines";

beforeEach(() => {
  vi.mocked(answer).mockImplementation((reply) => reply as never);
});

afterEach(cleanup);

/** An engine that keeps a list until a newer one is asked for, as a machine is shut down at the source. */
function engineWith(refresh: () => Promise<void>) {
  let kept = "up";
  vi.mocked(api.GET).mockImplementation((async (path: string, options: { params?: { query?: { refresh?: string } } }) => {
    if (path !== MACHINES) return {};
    if (options.params?.query?.refresh === "true") {
      await refresh();
      kept = "down";
    }
    return {
      virtual_machine: [{ id: "vm-1", name: "web", status: kept, disks: [{ capacity: "10" }] }],
      as_of: new Date(Date.now() - 300_000).toISOString(),
    };
  }) as never);
}

function Step() {
  const draft = newDraft({ provider: "p1" });
  return <MachineStep draft={draft} query={useQuery(machinesQuery("p1"))} onChange={() => undefined} />;
}

async function opened() {
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense>
        <Step />
      </Suspense>
    </QueryClientProvider>,
  );
  expect(await screen.findByRole("checkbox", { name: "Select web" })).toBeDisabled();
  expect(screen.getByText("5 minutes ago")).toBeVisible();
  return userEvent.setup();
}

it("has the source listed anew, so that a machine that was shut down can be chosen", async () => {
  let end: () => void = () => undefined;
  engineWith(() => new Promise((resolve) => (end = resolve)));
  const user = await opened();
  const again = screen.getByRole("button", { name: "Load again" });
  await user.click(again);
  await waitFor(() => expect(again).toBeDisabled());
  end();
  await waitFor(() => expect(screen.getByRole("checkbox", { name: "Select web" })).toBeEnabled());
  await waitFor(() => expect(again).toBeEnabled());
});

it("says why the source was not listed anew, and goes on with what is known", async () => {
  engineWith(() => Promise.reject(new Problem({ kind: "refused", what: "The vCenter does not answer." })));
  const user = await opened();
  await user.click(screen.getByRole("button", { name: "Load again" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The vCenter does not answer.");
  expect(screen.getByRole("checkbox", { name: "Select web" })).toBeVisible();
});
