// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import type { SessionPermission } from "../../app/session/session";
import { SessionContext } from "../../app/session/SessionContext";
import { startI18n } from "../../i18n/i18n";
import QueuePage from "./QueuePage";
import { waitingQuery } from "./queueQueries";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn(), PUT: vi.fn() }, answer: (reply: unknown) => reply }));

const DRAG = "Drag to another place; the priority does the same";
const put = vi.mocked(api.PUT);
let priority = "50";

afterEach(() => {
  cleanup();
  put.mockReset();
});

/** With two that wait, each into an export domain of a data center of its own unless others are named. */
async function opened(permission: SessionPermission = { role: "ImportOperator" }, other = "west-domain", first = {}) {
  const session = { user: { id: "1", user_name: "operator" }, expires_in: 60, permissions: [permission] };
  priority = "50";
  const answers: Record<string, () => object> = {
    "/ovirt-engine/api/imports": () => ({
      import: [
        { id: "1", name: "web", status: "queued", place: "1", priority, storage_domain: { id: "east-domain" }, ...first },
        { id: "2", name: "db", status: "queued", place: "2", priority: "50", storage_domain: { id: other } },
      ],
    }),
    "/ovirt-engine/api/storagedomains": () => ({
      storage_domain: ["east", "west"].map((id) => ({ id: `${id}-domain`, data_center: { id } })),
    }),
  };
  vi.mocked(api.GET).mockImplementation((async (path: string) => answers[path]?.() ?? {}) as never);
  put.mockImplementation((async (_path: string, { body }: { body: { priority: string } }) => {
    priority = body.priority;
    return {};
  }) as never);
  const queries = new QueryClient();
  await startI18n();
  render(
    <QueryClientProvider client={queries}>
      <SessionContext value={{ session, leave: async () => undefined }}>
        <MemoryRouter>
          <Suspense>
            <QueuePage />
          </Suspense>
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
  return { queries, field: await screen.findByRole("spinbutton", { name: "Priority of web" }) };
}

function pass(field: HTMLElement) {
  fireEvent.focus(field);
  fireEvent.blur(field);
}

it("shows a priority that somebody else changes after the field was passed, and leaves it as it is", async () => {
  const { queries, field } = await opened();
  pass(field);
  priority = "80";
  await queries.invalidateQueries({ queryKey: waitingQuery.queryKey });
  await waitFor(() => expect(field).toHaveValue(80));
  pass(field);
  await queries.invalidateQueries({ queryKey: waitingQuery.queryKey });
  expect(field).toHaveValue(80);
  expect(put).not.toHaveBeenCalled();
});

it("sends a priority that was typed when the field is left", async () => {
  const { field } = await opened();
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: "70" } });
  expect(put).not.toHaveBeenCalled();
  fireEvent.blur(field);
  await waitFor(() => expect(put.mock.calls.map(([, options]) => options)).toEqual([expect.objectContaining({ body: { priority: "70" } })]));
  await waitFor(() => expect(field).toHaveValue(70));
});

it("offers in one data center only what may be done there, and no dragging among others, which changes those too", async () => {
  await opened({ role: "ImportOperator", data_center: { id: "east" } });
  expect(screen.getAllByRole("spinbutton")).toHaveLength(1);
  expect(screen.getAllByRole("button", { name: /^Actions of/ }).map((menu) => menu.getAttribute("aria-label"))).toEqual(["Actions of web"]);
  expect(screen.queryAllByTitle(DRAG)).toEqual([]);
});

it("offers dragging in one data center while all that is shown may be changed", async () => {
  await opened({ role: "ImportOperator", data_center: { id: "east" } }, "east-domain");
  await waitFor(() => expect(screen.getAllByTitle(DRAG)).toHaveLength(2));
});

it("offers everything to those who may do it everywhere", async () => {
  await opened();
  expect(screen.getAllByRole("spinbutton")).toHaveLength(2);
  expect(screen.getAllByRole("button", { name: /^Actions of/ })).toHaveLength(2);
  expect(screen.getAllByTitle(DRAG)).toHaveLength(2);
});

it.each([
  ["proxy_host", "1", "Waiting: the source vc1 does not answer; one import tries again now and then"],
  ["start_time", "2", "Waiting: attempt 1 has failed (there was no answer) and the next one begins at 2026-12-03T22:00:00Z"],
])("says in the engine's words why one waits where the sentence for the code would be wrong: %s, attempt %s", async (code, attempt, description) => {
  await opened(undefined, undefined, { waiting_for: code, attempt, description });
  expect(screen.getByText(description)).toBeVisible();
});

it("says in the words of the page that one waits for the time that was set", async () => {
  await opened(undefined, undefined, { waiting_for: "start_time", attempt: "1", description: "Waiting: it begins at 2026-12-03T22:00:00Z" });
  expect(screen.getByText("Waits for its start time.")).toBeVisible();
});
