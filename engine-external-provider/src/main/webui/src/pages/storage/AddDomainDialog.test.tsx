// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { startI18n } from "../../i18n/i18n";
import { AddDomainDialog } from "./AddDomainDialog";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn(), POST: vi.fn() }, answer: (reply: unknown) => reply }));

afterEach(cleanup);

beforeEach(() => {
  vi.clearAllMocks();
});

const ANSWERS: Record<string, unknown> = {
  "/ovirt-engine/api/hosts": { host: [{ id: "h1", name: "proxy1", cluster: { id: "c1", name: "East-1" } }] },
  "/ovirt-engine/api/clusters": { cluster: [{ id: "c1", name: "East-1", data_center: { id: "east", name: "East" } }] },
};

/** The dialog in which an export of this server, if there is one, is named; what is sent of its place in the end. */
async function opened(address: string) {
  vi.mocked(api.GET).mockImplementation((async (path: string) => ANSWERS[path] ?? {}) as never);
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense>
        <AddDomainDialog onClose={() => undefined} />
      </Suspense>
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  await screen.findByText("In its data center, East");
  await user.type(screen.getByLabelText(/^Name/), "export");
  if (address !== "") {
    await user.type(screen.getByLabelText(/^NFS server/), address);
  }
  await user.type(screen.getByLabelText(/^Path/), "/exports/v2v");
  return {
    user,
    add: async () => {
      await user.click(screen.getByRole("button", { name: "Add" }));
      const [, sent] = vi.mocked(api.POST).mock.calls[0] as unknown as [string, { body: { storage: unknown } }];
      return sent.body.storage;
    },
  };
}

it("sends where an NFS export is mounted", async () => {
  const { user, add } = await opened("nas.example");
  await user.type(screen.getByLabelText(/^Mounted at/), " /mnt/exports/v2v ");
  expect(await add()).toEqual({ type: "nfs", address: "nas.example", path: "/exports/v2v", mount_path: "/mnt/exports/v2v" });
});

it("leaves it to the engine where an export is mounted of which nothing is said", async () => {
  const { add } = await opened("nas.example");
  expect(await add()).toEqual({ type: "nfs", address: "nas.example", path: "/exports/v2v" });
});

it("does not ask that of a folder of the proxy host", async () => {
  const { add } = await opened("");
  expect(screen.queryByLabelText(/^Mounted at/)).toBeNull();
  expect(await add()).toEqual({ type: "localfs", path: "/exports/v2v" });
});
