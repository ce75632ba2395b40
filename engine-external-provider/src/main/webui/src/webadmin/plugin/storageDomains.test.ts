import { afterEach, expect, it, vi } from "vitest";
import type { PluginApi } from "./pluginApi";
import { domainCheck } from "./storageDomains";

afterEach(() => vi.unstubAllGlobals());

const API = { engineBaseUrl: () => "https://ovirt.example/ovirt-engine", ssoToken: () => "secret" } as PluginApi;

it("asks the oVirt engine as its user, once for each domain", async () => {
  const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async (url) =>
    Response.json({ type: url.endsWith("/a%2Fb") ? "export" : "data" }),
  );
  vi.stubGlobal("fetch", fetched);
  const isExport = domainCheck(API);

  expect(await isExport("a/b")).toBe(true);
  expect(await isExport("other")).toBe(false);
  expect(await isExport("other")).toBe(false);

  expect(fetched.mock.calls.map(([url]) => url)).toEqual([
    "https://ovirt.example/ovirt-engine/api/storagedomains/a%2Fb",
    "https://ovirt.example/ovirt-engine/api/storagedomains/other",
  ]);
  expect(new Headers(fetched.mock.calls[0]![1].headers).get("Authorization")).toBe("Bearer secret");
});

it("hides nothing while it is not known, and asks again", async () => {
  const fetched = vi
    .fn()
    .mockRejectedValueOnce(new TypeError("Failed to fetch"))
    .mockResolvedValueOnce(new Response("", { status: 500 }))
    .mockResolvedValueOnce(new Response("<html>"))
    .mockResolvedValueOnce(Response.json({ type: "data" }));
  vi.stubGlobal("fetch", fetched);
  const isExport = domainCheck(API);

  expect([await isExport("1"), await isExport("1"), await isExport("1"), await isExport("1")]).toEqual([true, true, true, false]);
});
