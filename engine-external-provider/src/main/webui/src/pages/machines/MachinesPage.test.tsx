// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import MachinesPage from "./MachinesPage";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn() }, answer: (reply: unknown) => reply }));

const FIRST = 10;
const asked = vi.mocked(api.GET);
const session = { user: { id: "1", user_name: "reader" }, expires_in: 60, permissions: [{ role: "ReadOnlyAdmin" as const }] };

afterEach(() => {
  cleanup();
  asked.mockReset();
});

/** An engine with so many imports, the newest first, of which it gives a part behind a place; at first few, which are drawn sooner. */
function engineWith(total: number) {
  asked.mockImplementation((async (_path: string, { params }: { params: { query: { max: string; after?: string } } }) => {
    const from = Number(params.query.after ?? 0);
    const to = Math.min(total, from + (from === 0 ? FIRST : Number(params.query.max)));
    const part = Array.from({ length: to - from }, (_, index) => ({
      id: String(from + index),
      name: `machine-${from + index}.`,
      status: "succeeded",
    }));
    return { import: part, total: String(total), ...(to < total && { next: String(to) }) };
  }) as never);
}

async function opened() {
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter>
          <Suspense>
            <MachinesPage />
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
  await screen.findByText("machine-0.");
}

/** At once: each letter would be drawn with a hundred rows. */
function filter(text: string) {
  fireEvent.change(screen.getByLabelText("Filter"), { target: { value: text } });
}

it("looks for what is filtered among all imports, not among the first that it has shown", async () => {
  engineWith(2_600);
  await opened();
  expect(asked).toHaveBeenCalledOnce();
  filter("machine-2599.");
  expect(await screen.findByText("machine-2599.")).toBeVisible();
  expect(screen.getByRole("status").textContent).toBe("1 of 2,600");
  expect(screen.queryByText(/among the newest/)).toBeNull();
});

it("sorts all imports", async () => {
  engineWith(150);
  await opened();
  fireEvent.click(screen.getByText("Name"));
  expect(await screen.findByText("150 rows")).toBeVisible();
});

it("says among how many it has looked, and looks further if that is wanted", async () => {
  engineWith(7_000);
  await opened();
  filter("machine-6999.");
  expect(await screen.findByText("Nothing matches the filter")).toBeVisible();
  expect(screen.getByRole("status").textContent).toBe("0 of 5,010 · among the newest 5,010 of 7,000");
  const calls = asked.mock.calls.length;
  fireEvent.click(screen.getByText("Show more"));
  await screen.findByText("among the newest 6,010 of 7,000");
  fireEvent.click(screen.getByText("Show more"));
  expect(await screen.findByText("machine-6999.")).toBeVisible();
  expect(asked.mock.calls.length).toBe(calls + 2);
});

it("says why one waits as the engine does while its source does not answer", async () => {
  const description = "Waiting: the source vc1 does not answer; one import tries again now and then";
  const waiting = { id: "0", name: "machine-0.", status: "queued", attempt: "1", waiting_for: "proxy_host", description };
  asked.mockImplementation((async () => ({ import: [waiting], total: "1" })) as never);
  await opened();
  expect(screen.getByText(description)).toBeVisible();
});
