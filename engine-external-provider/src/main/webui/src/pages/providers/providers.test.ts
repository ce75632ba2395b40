import { describe, expect, it } from "vitest";
import { isMoved, missingIn } from "./providerInput";
import { bodyOf, type Provider, type ProviderInput, providerOf } from "./providers";

const before: Provider = {
  id: "p1",
  name: "vCenter",
  description: "",
  type: "vmware",
  address: "vcenter.example.com",
  url: "",
  username: "admin@vsphere.local",
  tlsMode: "pinned",
  hostKey: "",
  dataCenter: { id: "dc", name: "East" },
  proxyHost: undefined,
};
const input: ProviderInput = {
  type: "vmware",
  name: "vCenter",
  description: "",
  address: "vcenter.example.com",
  url: "",
  username: "admin@vsphere.local",
  password: "",
  tlsMode: "pinned",
  certificate: "",
  keyMode: "confirmed",
  hostKey: "",
  dataCenter: "dc",
  proxyHost: "",
};

describe("a change of a provider", () => {
  it("keeps password and certificate while it stays where it is", () => {
    expect(missingIn({ ...input, name: "Other" }, before)).toEqual(new Set());
    const body = bodyOf({ ...input, name: "Other" }, before);
    expect(body).not.toHaveProperty("password");
    expect(body).not.toHaveProperty("tls");
    expect(body).not.toHaveProperty("address");
  });

  it("wants both again when it moves, since a stored password is sent to no other address", () => {
    const moved = { ...input, address: "other.example.com" };
    expect(isMoved(moved, before)).toBe(true);
    expect(missingIn(moved, before)).toEqual(new Set(["password", "certificate"]));
  });

  it("leaves what it does not change as somebody else may have changed it meanwhile", () => {
    expect(bodyOf({ ...input, description: "of Berlin" }, before)).toEqual({ description: "of Berlin" });
  });

  it("may trust the authorities of the proxy host, which are those of the mode ca when none is given", () => {
    expect(bodyOf({ ...input, tlsMode: "system" }, before)).toEqual({ tls: { mode: "ca" } });
    expect(providerOf({ tls: { mode: "ca" } }).tlsMode).toBe("system");
    expect(providerOf({ tls: { mode: "ca", certificate: "PEM" } }).tlsMode).toBe("ca");
  });

  it("lets any host do the work again", () => {
    expect(bodyOf(input, { ...before, proxyHost: { id: "h", name: "h" } }).proxy_host).toEqual({});
  });
});

it("wants everything of a new vCenter, and nothing of it from a Xen host", () => {
  const empty = { ...input, name: "", address: "", username: "", dataCenter: "" };
  expect(missingIn(empty, undefined)).toEqual(new Set(["name", "dataCenter", "address", "username", "password", "certificate"]));
  const xen: ProviderInput = { ...input, type: "xen", url: "xen+ssh://root@xen.example/", keyMode: "knownHosts" };
  expect(missingIn(xen, undefined)).toEqual(new Set());
  expect(missingIn({ ...xen, url: "xen+ssh://root@" }, undefined)).toEqual(new Set(["url"]));
  expect(bodyOf(xen)).toEqual({
    type: "xen",
    name: "vCenter",
    description: "",
    data_center: { id: "dc" },
    proxy_host: {},
    url: "xen+ssh://root@xen.example/",
  });
});

describe("the host key of a Xen host", () => {
  const url = "xen+ssh://root@xen.example/";
  const xen: ProviderInput = { ...input, type: "xen", url };
  const known: Provider = { ...before, type: "xen", url, hostKey: "ssh-ed25519 AAAA" };

  it("has to be confirmed, and goes along with the provider", () => {
    expect(missingIn(xen, undefined)).toEqual(new Set(["hostKey"]));
    const confirmed = { ...xen, hostKey: "ssh-ed25519 AAAA" };
    expect(missingIn(confirmed, undefined)).toEqual(new Set());
    expect(bodyOf(confirmed).ssh).toEqual({ host_key: "ssh-ed25519 AAAA" });
  });

  it("stays while the host stays, and has to be confirmed anew for another", () => {
    expect(missingIn({ ...xen, name: "Other" }, known)).toEqual(new Set());
    expect(bodyOf({ ...xen, name: "Other" }, known)).not.toHaveProperty("ssh");
    expect(missingIn({ ...xen, url: "xen+ssh://root@other.example/" }, known)).toEqual(new Set(["hostKey"]));
  });

  it("is forgotten where the proxy hosts know it", () => {
    expect(bodyOf({ ...xen, keyMode: "knownHosts" }, known).ssh).toEqual({ host_key: "" });
    expect(bodyOf({ ...xen, keyMode: "knownHosts" }, { ...known, hostKey: "" })).not.toHaveProperty("ssh");
  });
});
