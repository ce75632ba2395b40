// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { SessionEndedDialog } from "../app/session/SessionEndedDialog";
import { startI18n } from "../i18n/i18n";
import { ConfirmDialog } from "./ConfirmDialog";
import { FormDialog } from "./FormDialog";
import { isTopDialog } from "./topDialog";

afterEach(cleanup);

const onSubmitBelow = vi.fn();
const onCloseBelow = vi.fn();
const onSubmitAbove = vi.fn();

/** A form with a button in it that opens another dialog, as that for a host has one for a cluster. */
function Below({ above }: { above: "form" | "question" }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <FormDialog title="Host" submit="Add host" isPending={false} onSubmit={onSubmitBelow} onClose={onCloseBelow}>
      <button type="button" onClick={() => setOpen(true)}>
        More
      </button>
      {isOpen && above === "form" && (
        <FormDialog title="Cluster" submit="Add cluster" isPending={false} onSubmit={onSubmitAbove} onClose={close}>
          <input aria-label="Name" />
        </FormDialog>
      )}
      {isOpen && above === "question" && (
        <ConfirmDialog title="Really?" confirm="Yes" isPending={false} onConfirm={close} onClose={close}>
          It is gone then.
        </ConfirmDialog>
      )}
    </FormDialog>
  );
}

async function opened(above: "form" | "question") {
  vi.clearAllMocks();
  await startI18n();
  render(<Below above={above} />);
  const user = userEvent.setup();
  await user.click(await screen.findByText("More"));
  return user;
}

it("sends what is in it, and not the form below", async () => {
  const user = await opened("form");
  await user.type(await screen.findByLabelText("Name"), "East{Enter}");
  expect(onSubmitAbove).toHaveBeenCalledOnce();
  await user.click(screen.getByText("Add cluster"));
  expect(onSubmitAbove).toHaveBeenCalledTimes(2);
  expect(onSubmitBelow).not.toHaveBeenCalled();
});

it.each(["form", "question"] as const)("is closed by Escape only if it is the uppermost: a %s above it goes first", async (above) => {
  const user = await opened(above);
  const title = above === "form" ? "Cluster" : "Really?";
  await screen.findByText(title);
  await user.keyboard("{Escape}");
  expect(screen.queryByText(title)).toBeNull();
  expect(onCloseBelow).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  expect(onCloseBelow).toHaveBeenCalledOnce();
});

it("stays with what was typed when the session ends and Escape is pressed", async () => {
  vi.clearAllMocks();
  await startI18n();
  vi.stubGlobal("fetch", async () => Response.json({}));
  const queries = new QueryClient();
  const form = (
    <FormDialog title="Host" submit="Add host" isPending={false} onSubmit={onSubmitBelow} onClose={onCloseBelow}>
      <input aria-label="Address" />
    </FormDialog>
  );
  const whole = (ended: boolean) => (
    <QueryClientProvider client={queries}>
      {form}
      {ended && <SessionEndedDialog user="admin@internal" onSignedIn={() => undefined} />}
    </QueryClientProvider>
  );
  const { rerender } = render(whole(false));
  rerender(whole(true));
  await screen.findByText("Your session has ended");
  await userEvent.keyboard("{Escape}");
  expect(onCloseBelow).not.toHaveBeenCalled();
  expect(isTopDialog("session-ended")).toBe(true);
  vi.unstubAllGlobals();
});
