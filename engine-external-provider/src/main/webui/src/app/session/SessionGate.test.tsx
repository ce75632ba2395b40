// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { Problem } from "../../api/problem";
import { refusals } from "../../components/refusals";
import { startI18n } from "../../i18n/i18n";
import { fetchSession } from "./session";
import { useSession } from "./SessionContext";
import { sessionEnded } from "./sessionEnd";
import { SessionGate } from "./SessionGate";

const session = { user: { id: "1", user_name: "admin" }, expires_in: 60, permissions: [] };

vi.mock("./session", () => ({ fetchSession: vi.fn(async () => session), signOut: vi.fn(async () => undefined) }));
// node hands this page its own message before the page is drawn
vi.mock("./signInWindow", async (original) => ({ ...(await original<typeof import("./signInWindow")>()), tellSignedIn: () => undefined }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function renderWithin(page: ReactElement) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionGate>{page}</SessionGate>
    </QueryClientProvider>,
  );
}

function Leave() {
  const { leave } = useSession();
  return <button onClick={() => void leave()}>leave</button>;
}

it("leaves the next user nothing of what the one before was refused", async () => {
  await startI18n();
  renderWithin(<Leave />);
  const leave = await screen.findByRole("button", { name: "leave" });
  refusals.tell("The host was not added.", new Problem({ kind: "refused", what: "taken" }));

  fireEvent.click(leave);

  await waitFor(() => expect(screen.queryByRole("button", { name: "leave" })).toBeNull());
  expect(refusals.all()).toEqual([]);
});

/** What is typed on a page whose session ends, and who signs in then as another tab does: with this id. */
async function typedBefore(user: string) {
  vi.stubGlobal("fetch", async () => Response.json({})); // no provider to sign in at
  await startI18n();
  renderWithin(<input aria-label="secret" />);
  fireEvent.change(await screen.findByLabelText("secret"), { target: { value: "typed" } });
  act(() => sessionEnded.tell());
  await screen.findByRole("dialog");
  vi.mocked(fetchSession).mockResolvedValueOnce({ ...session, user: { id: user, user_name: user } });
  fireEvent.focus(window);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  return screen.getByLabelText("secret");
}

it("leaves another user nothing of what was typed when the session ended", async () => {
  expect(await typedBefore("2")).toHaveValue("");
});

it("leaves the same user all that was typed when the session ended", async () => {
  expect(await typedBefore("1")).toHaveValue("typed");
});

it("asks again whether somebody is signed in whom the engine cannot look up at the moment", async () => {
  await startI18n();
  vi.mocked(fetchSession).mockRejectedValueOnce(new Problem({ kind: "refused", what: "The service does not answer.", status: 503 }));
  renderWithin(<Leave />);

  expect(await screen.findByRole("button", { name: "leave" }, { timeout: 5_000 })).toBeVisible();
});
