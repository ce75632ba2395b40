// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { startI18n } from "../../i18n/i18n";
import { ProviderSignIn } from "./ProviderSignIn";

afterEach(() => vi.unstubAllGlobals());

async function shown(answer: object, path: string) {
  const fetched = vi.fn(async () => Response.json(answer));
  vi.stubGlobal("fetch", fetched);
  window.history.replaceState(null, "", `/ovirt-engine/v2v${path}`);
  await startI18n();
  const { container, unmount } = render(
    <QueryClientProvider client={new QueryClient()}>
      <ProviderSignIn />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(fetched).toHaveBeenCalled());
  return { container, unmount };
}

it("leads to the provider, and from there to the page that was wanted", async () => {
  const { unmount } = await shown({ provider: "keycloak.example" }, "/storage/12?tab=details&sign-in=other");
  const link = await screen.findByRole("link", { name: "Sign in with keycloak.example" });
  expect(link.getAttribute("href")).toBe("/ovirt-engine/sso/oidc?page=%2Fstorage%2F12%3Ftab%3Ddetails");
  expect(screen.queryByRole("alert")).toBeNull();
  unmount();
});

it("says why somebody has come back without being signed in", async () => {
  const { unmount } = await shown({ provider: "keycloak.example" }, "/?sign-in=away");
  expect((await screen.findByRole("alert")).textContent).toContain("keycloak.example does not answer");
  unmount();
});

it("is not there where there is no provider", async () => {
  const { container } = await shown({}, "/?sign-in=refused");
  expect(container.textContent).toBe("");
});
