// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { type ReactNode, StrictMode, Suspense } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../api/client";
import { Problem } from "../api/problem";
import { Refusals } from "../app/Refusals";
import { SessionContext } from "../app/session/SessionContext";
import { startI18n } from "../i18n/i18n";
import { HostDialog } from "../pages/hosts/HostDialog";
import { hostOf } from "../pages/hosts/hosts";
import { ProviderDialog } from "../pages/providers/ProviderDialog";
import { providerOf } from "../pages/providers/providers";
import { AddDomainDialog } from "../pages/storage/AddDomainDialog";
import { AddClusterDialog } from "./cluster/AddClusterDialog";
import { refusals } from "./refusals";
import { RemoveDialog } from "./RemoveDialog";

vi.mock("../api/client", () => ({ api: { GET: vi.fn(), POST: vi.fn(), PUT: vi.fn() }, answer: (reply: unknown) => reply }));

const session = { user: { id: "1", user_name: "admin" }, expires_in: 60, permissions: [{ role: "SuperUser" as const }] };
const onClose = vi.fn();
const removed = vi.fn();

const reference = { id: "1", name: "one" };
const host = { ...reference, address: "proxy1", port: "24325", cluster: reference };
const cluster = { ...reference, data_center: reference };
const provider = providerOf({ ...reference, type: "vmware", address: "vc", username: "u", data_center: reference, tls: { mode: "none" } });

function engine(write: Promise<unknown>) {
  vi.mocked(api.GET).mockImplementation((async (path: string) => {
    if (path.endsWith("/hosts")) return { host: [host] };
    if (path.endsWith("/clusters")) return { cluster: [cluster] };
    return path.endsWith("/datacenters") ? { data_center: [reference] } : {};
  }) as never);
  vi.mocked(api.POST).mockReturnValue(write as never);
  vi.mocked(api.PUT).mockReturnValue(write as never);
  removed.mockReturnValue(write);
}

async function opened(dialog: ReactNode) {
  await startI18n();
  const queries = new QueryClient();
  const whole = (isOpen: boolean) => (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SessionContext value={{ session, leave: async () => undefined }}>
          <Suspense>
            <Refusals />
            {isOpen && dialog}
          </Suspense>
        </SessionContext>
      </QueryClientProvider>
    </StrictMode>
  );
  const { rerender } = render(whole(true));
  return { queries, leave: () => rerender(whole(false)) };
}

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  refusals.all().forEach(({ key }) => refusals.close(key));
});

const dialogs: { name: string; dialog: ReactNode; button: string; typed?: Record<string, string>; known?: string; failed: string }[] = [
  { name: "host", dialog: <HostDialog host={hostOf(host as never)} onClose={onClose} />, button: "Save", failed: "The proxy host was not changed" },
  {
    name: "provider",
    dialog: <ProviderDialog provider={provider} onSaved={onClose} onClose={onClose} />,
    button: "Save",
    failed: "The provider was not changed",
  },
  {
    name: "export domain",
    dialog: <AddDomainDialog onClose={onClose} />,
    button: "Add",
    typed: { Name: "export", Path: "/export" },
    known: "In its data center, one",
    failed: "The export domain was not added",
  },
  { name: "cluster", dialog: <AddClusterDialog onAdded={onClose} onClose={onClose} />, button: "Add", known: "one", failed: "The cluster was not added" },
  {
    name: "removal",
    dialog: (
      <RemoveDialog title="Remove one?" remove={removed} changes={["ones"]} onRemoved={onClose} onClose={onClose}>
        It is gone then.
      </RemoveDialog>
    ),
    button: "Remove",
    failed: "Not done: Remove one?",
  },
];

async function sent({ button, typed = {}, known = button }: (typeof dialogs)[number]) {
  await screen.findByText(known);
  for (const [label, value] of Object.entries(typed)) {
    fireEvent.change(screen.getByLabelText(label, { exact: false, selector: "input" }), { target: { value } });
  }
  fireEvent.click(screen.getByText(button));
  await waitFor(() => expect(written()).toBe(1));
}

function written() {
  return [removed, vi.mocked(api.POST), vi.mocked(api.PUT)].reduce((sum, write) => sum + write.mock.calls.length, 0);
}

it.each(dialogs)("closes no other dialog when its own was left before it was done: $name", async (one) => {
  let finish: (reply: unknown) => void = () => undefined;
  engine(new Promise((done) => (finish = done)));
  const { queries, leave } = await opened(one.dialog);
  await sent(one);
  leave();
  finish({ id: "2", name: "two" });
  await waitFor(() => expect(queries.getMutationCache().getAll().map(({ state }) => state.status)).toEqual(["success"]));
  expect(onClose).not.toHaveBeenCalled();
});

it.each(dialogs)("tells a refusal that comes after its dialog was left: $name", async (one) => {
  let refuse: (problem: Problem) => void = () => undefined;
  engine(new Promise((_done, failed) => (refuse = failed)));
  const { leave } = await opened(one.dialog);
  await sent(one);
  leave();
  refuse(new Problem({ kind: "refused", what: "It is in use." }));
  expect(await screen.findByText("It is in use.")).toBeVisible();
  expect(screen.getByText(one.failed, { exact: false })).toBeVisible();
  fireEvent.click(screen.getByLabelText("Close"));
  await waitFor(() => expect(screen.queryByText("It is in use.")).toBeNull());
});

it.each(dialogs)("is closed when it is done, and stays with a refusal: $name", async (one) => {
  let refuse: (problem: Problem) => void = () => undefined;
  engine(new Promise((_done, failed) => (refuse = failed)));
  await opened(one.dialog);
  await sent(one);
  refuse(new Problem({ kind: "refused", what: "It is in use." }));
  expect(await screen.findByText("It is in use.")).toBeVisible();
  expect(refusals.all()).toEqual([]);
  expect(onClose).not.toHaveBeenCalled();

  vi.mocked(api.POST).mockResolvedValue({ id: "2", name: "two" } as never);
  vi.mocked(api.PUT).mockResolvedValue({ id: "2", name: "two" } as never);
  removed.mockResolvedValue({});
  fireEvent.click(screen.getByText(one.button));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});
