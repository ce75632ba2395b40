// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { startI18n } from "../../i18n/i18n";
import { machineOf } from "./machines";
import { TableReader } from "./TableReader";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn(async () => ({})) }, answer: (reply: unknown) => reply }));

afterEach(cleanup);

/** Has a file of these bytes read, in which a machine gets another name. */
async function read(content: Uint8Array<ArrayBuffer>) {
  const onRead = vi.fn();
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense>
        <TableReader machines={[machineOf({ id: "vm-1", name: "web" })]} onRead={onRead} />
      </Suspense>
    </QueryClientProvider>,
  );
  const input = await screen.findByLabelText("Read CSV", { selector: "input" });
  // the files of jsdom cannot be read
  const file = Object.assign(new File([content], "machines.csv"), { arrayBuffer: async () => content.buffer });
  fireEvent.change(input, { target: { files: [file] } });
  return onRead;
}

const TABLE = "virtual_machine,name\nweb,Prüfung\n";

it("reads a table in UTF-8", async () => {
  const onRead = await read(new TextEncoder().encode(TABLE));
  await waitFor(() => expect(onRead).toHaveBeenCalledWith([{ id: "vm-1", source: "web", name: "Prüfung" }]));
});

it("refuses a table in another encoding, whose names would be others", async () => {
  const onRead = await read(Uint8Array.from(TABLE, (letter) => letter.charCodeAt(0)));
  expect(await screen.findByText(/^The table is not written in UTF-8/)).toBeVisible();
  expect(onRead).not.toHaveBeenCalled();
});
