// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import type { SessionPermission } from "../../app/session/session";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import { ImportActions } from "./ImportActions";
import type { Import } from "./importQueries";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn(), POST: vi.fn(async () => ({})) }, answer: (reply: unknown) => reply }));

const post = vi.mocked(api.POST);

afterEach(() => {
  cleanup();
  post.mockClear();
});

/** The actions of imports to an operator everywhere, or in these data centers. */
async function shown(imports: Import[], ...dataCenters: string[]) {
  const everywhere: SessionPermission[] = [{ role: "ImportOperator" }];
  const permissions = dataCenters.length === 0 ? everywhere : dataCenters.map((id) => ({ role: "ImportOperator" as const, data_center: { id } }));
  const session = { user: { id: "1", user_name: "operator" }, expires_in: 60, permissions };
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <Suspense>
          {imports.map((each) => (
            <ImportActions key={each.id} subject={each} />
          ))}
        </Suspense>
      </SessionContext>
    </QueryClientProvider>,
  );
}

/** The button of the dialog that asks whether an import in this state is to be cancelled. */
async function askedToCancel(status: Import["status"]): Promise<HTMLElement> {
  await shown([{ id: "1", name: "web", status }]);
  fireEvent.click(await screen.findByRole("button", { name: "Cancel import" }));
  await screen.findByRole("dialog");
  // what is behind the dialog cannot be reached
  return screen.getByRole("button", { name: "Cancel import" });
}

async function sentForce() {
  await waitFor(() => expect(post).toHaveBeenCalledOnce());
  return post.mock.calls[0]?.[1];
}

it("says of one on its way that what was copied is removed", async () => {
  const confirm = await askedToCancel("converting");
  expect(screen.getByText(/^What has been copied is removed/)).toBeVisible();
  fireEvent.click(confirm);
  expect(await sentForce()).toEqual({ params: { path: { id: "1" }, query: {} } });
});

it("says of one whose machine lies in the export domain that this stays there, and ends it by force only", async () => {
  const confirm = await askedToCancel("finalizing");
  expect(screen.queryByText(/removed from the export domain/)).toBeNull();
  expect(screen.getByText(/lies in the export domain already, and stays there/)).toBeVisible();
  expect(confirm).toBeDisabled();
  fireEvent.click(screen.getByRole("checkbox", { name: "End it all the same" }));
  fireEvent.click(confirm);
  expect(await sentForce()).toEqual({ params: { path: { id: "1" }, query: { force: "true" } } });
});

describe("one from a provider in the west into the east", () => {
  const failed: Import = { id: "1", name: "web", status: "failed", external_vm_provider: { id: "p" }, storage_domain: { id: "d" } };

  beforeEach(() => {
    const answers: Record<string, object> = {
      "/ovirt-engine/api/storagedomains": { storage_domain: [{ id: "d", data_center: { id: "east" } }] },
      "/ovirt-engine/api/externalvmproviders": { external_vm_provider: [{ id: "p", data_center: { id: "west" } }] },
    };
    vi.mocked(api.GET).mockImplementation((async (path: string) => answers[path] ?? {}) as never);
  });

  it("can be tried again by those who may import in both", async () => {
    await shown([failed], "east", "west");
    expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
  });

  it("is not offered to be tried again to those who may in the east only, and may cancel", async () => {
    await shown([failed, { ...failed, id: "2", status: "converting" }], "east");
    expect(await screen.findByRole("button", { name: "Cancel import" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});
