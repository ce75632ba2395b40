// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import { ImportActions } from "./ImportActions";
import type { Import } from "./importQueries";

vi.mock("../../api/client", () => ({ api: { POST: vi.fn(async () => ({})) }, answer: (reply: unknown) => reply }));

const session = { user: { id: "1", user_name: "operator" }, expires_in: 60, permissions: [{ role: "ImportOperator" as const }] };
const post = vi.mocked(api.POST);

afterEach(() => {
  cleanup();
  post.mockClear();
});

/** The button of the dialog that asks whether an import in this state is to be cancelled. */
async function askedToCancel(status: Import["status"]): Promise<HTMLElement> {
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <Suspense>
          <ImportActions subject={{ id: "1", name: "web", status }} />
        </Suspense>
      </SessionContext>
    </QueryClientProvider>,
  );
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
