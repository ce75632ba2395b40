// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { startI18n } from "../../i18n/i18n";
import { ProviderImports } from "./ProviderImports";
import type { Provider } from "./providers";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn() }, answer: (reply: unknown) => reply }));

afterEach(cleanup);

async function shown(next: string | undefined, from: string) {
  const one = { id: "1", name: "web", status: "succeeded", external_vm_provider: { id: from } };
  vi.mocked(api.GET).mockResolvedValue({ import: [one], next } as never);
  await startI18n();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Suspense>
          <ProviderImports provider={{ id: "vcenter" } as Provider} />
        </Suspense>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const CUT = "Only those among the latest 1,000 imports of all providers are shown.";

it("says that it does not show what was imported long ago", async () => {
  await shown("2026-01-01", "vcenter");
  expect(await screen.findByText(CUT)).toBeVisible();
  expect(screen.getByRole("link", { name: "To all imports" })).toHaveAttribute("href", "/machines");
  expect(screen.getByRole("link", { name: "web" })).toBeVisible();
});

it("does not say that nothing was imported if that is not known", async () => {
  await shown("2026-01-01", "other");
  expect(await screen.findByText("None of them is from here.")).toBeVisible();
});

it("says nothing where everything is shown", async () => {
  await shown(undefined, "vcenter");
  expect(await screen.findByRole("link", { name: "web" })).toBeVisible();
  expect(screen.queryByText(CUT)).toBeNull();
});
