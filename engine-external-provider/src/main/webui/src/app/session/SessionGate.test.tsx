// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { Problem } from "../../api/problem";
import { refusals } from "../../components/refusals";
import { startI18n } from "../../i18n/i18n";
import { useSession } from "./SessionContext";
import { SessionGate } from "./SessionGate";

const session = { user: { id: "1", user_name: "admin" }, expires_in: 60, permissions: [] };

vi.mock("./session", () => ({ fetchSession: vi.fn(async () => session), signOut: vi.fn(async () => undefined) }));

function Leave() {
  const { leave } = useSession();
  return <button onClick={() => void leave()}>leave</button>;
}

it("leaves the next user nothing of what the one before was refused", async () => {
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionGate>
        <Leave />
      </SessionGate>
    </QueryClientProvider>,
  );
  const leave = await screen.findByRole("button", { name: "leave" });
  refusals.tell("The host was not added.", new Problem({ kind: "refused", what: "taken" }));

  fireEvent.click(leave);

  await waitFor(() => expect(screen.queryByRole("button", { name: "leave" })).toBeNull());
  expect(refusals.all()).toEqual([]);
});
