import { expect, it, vi } from "vitest";
import { startPlugin } from "./plugin";
import type { ActionButton, EventHandlers, PluginApi } from "./pluginApi";

const ENGINE = "https://v2v.example:8443";

/** Webadmin's side, which writes down what the plug-in does. */
function webadmin(config: unknown, locale = "en-US") {
  const calls: string[] = [];
  let handlers: EventHandlers | undefined;
  let button: ActionButton | undefined;
  const api: PluginApi = {
    options: ({ allowedMessageOrigins }) => void calls.push(`options ${allowedMessageOrigins.join()}`),
    register: (given) => {
      calls.push("register");
      handlers = given;
    },
    ready: () => void calls.push("ready"),
    configObject: () => config,
    addPrimaryMenuContainer: (label, id) => void calls.push(`menu ${id} ${label}`),
    addSecondaryMenuPlace: (menu, label, token, url) => void calls.push(`place ${menu} ${token} ${label} ${url}`),
    addDetailPlace: (entity, label, token, url) => void calls.push(`tab ${entity} ${token} ${label} ${url}`),
    setPlaceContentUrl: (token, url) => void calls.push(`url ${token} ${url}`),
    setPlaceAccessible: (token, accessible) => void calls.push(`accessible ${token} ${accessible}`),
    addMenuPlaceActionButton: (entity, label, given) => {
      calls.push(`button ${entity} ${label}`);
      button = given;
    },
    revealPlace: (token) => void calls.push(`reveal ${token}`),
    showAlert: (type, message) => void calls.push(`alert ${type} ${message}`),
    ssoToken: () => "secret",
    currentLocale: () => locale,
    engineBaseUrl: () => "https://ovirt.example/ovirt-engine/",
    logger: () => ({ severe: (message) => void calls.push(`severe ${message}`) }),
  };
  return {
    api,
    calls,
    handlers: () => handlers!,
    press: () => button!.onClick(),
  };
}

function started(config: unknown, locale?: string, isExport: (id: string) => Promise<boolean> = async () => true) {
  const world = webadmin(config, locale);
  startPlugin(world.api, isExport);
  world.handlers().UiInit();
  return world;
}

it("registers before it is ready, and lets only the engine's pages speak to it", () => {
  const world = webadmin({ url: `${ENGINE}/ovirt-engine/v2v/` });
  startPlugin(world.api, async () => true);
  expect(world.calls).toEqual([`options ${ENGINE}`, "register", "ready"]);
});

it("adds a menu that leads to all pages, in the language of webadmin", () => {
  const english = started({ url: ENGINE }).calls;
  expect(english).toContain("menu v2v VM import");
  expect(english).toContain(`place v2v v2v-queue Queue ${ENGINE}/ovirt-engine/v2v/queue`);
  expect(english).toContain(`tab Storage v2v-storage-import VM import ${ENGINE}/ovirt-engine/v2v/storage`);
  expect(started({ url: ENGINE }, "de-DE").calls).toContain(
    `place v2v v2v-queue Warteschlange ${ENGINE}/ovirt-engine/v2v/queue`,
  );
  expect(started({ url: ENGINE }, "ja-JP").calls).toEqual(english);
});

it("leads from webadmin's list of machines to the import", () => {
  const world = started({ url: ENGINE });
  world.press();
  expect(world.calls.at(-1)).toBe("reveal v2v-import");
});

it("shows the export domain that is selected, and no tab at other domains", async () => {
  const world = started({ url: ENGINE }, "en-US", async (id) => id === "export");

  world.handlers().StorageSelectionChange!([{ id: "export" }]);
  await vi.waitFor(() => expect(world.calls.at(-1)).toBe("accessible v2v-storage-import true"));
  expect(world.calls.at(-2)).toBe(`url v2v-storage-import ${ENGINE}/ovirt-engine/v2v/storage/export`);

  world.handlers().StorageSelectionChange!({ id: "data" }); // as oVirt 4.3 says it
  await vi.waitFor(() => expect(world.calls.at(-1)).toBe("accessible v2v-storage-import false"));
});

it("does not show a domain that is not selected any more when it is known what it is", async () => {
  const checks = new Map<string, (isExport: boolean) => void>();
  const world = started({ url: ENGINE }, "en-US", (id) => new Promise((resolve) => checks.set(id, resolve)));
  world.handlers().StorageSelectionChange!([{ id: "slow" }]);
  world.handlers().StorageSelectionChange!([{ id: "fast" }]);
  checks.get("fast")!(true);
  await vi.waitFor(() => expect(world.calls.at(-1)).toBe("accessible v2v-storage-import true"));
  const before = world.calls.length;

  checks.get("slow")!(true);
  await Promise.resolve();

  expect(world.calls.slice(before)).toEqual([]);
});

it("gives the token to nobody but the engine's pages, and only when asked", () => {
  const world = started({ url: `${ENGINE}/` }, "de-DE");
  const source = { postMessage: vi.fn() };

  for (const nothing of [null, "v2v-token-request", {}, { type: "v2v-token-request" }, { type: "other", id: "1" }]) {
    world.handlers().MessageReceived!(nothing, source as unknown as Window);
  }
  expect(source.postMessage).not.toHaveBeenCalled();
  world.handlers().MessageReceived!({ type: "v2v-token-request", id: "1" }, null);
  world.handlers().MessageReceived!({ type: "v2v-token-request", id: "1" }, source as unknown as Window);

  expect(source.postMessage).toHaveBeenCalledExactlyOnceWith(
    { type: "v2v-token", id: "1", token: "secret", locale: "de-DE" },
    ENGINE,
  );
});

it("says what to do when it does not know where the engine is, and stays out of the way", () => {
  for (const config of [undefined, null, {}, { url: "" }, { url: "http://v2v.example" }, { url: "javascript:alert(1)" }, { url: 1 }]) {
    const { calls } = started(config);
    expect(calls.slice(0, 2)).toEqual(["register", "ready"]);
    expect(calls.slice(2)).toEqual([
      expect.stringMatching(/^severe .*v2v-config\.json/),
      expect.stringMatching(/^alert warning .*v2v-config\.json/),
    ]);
  }
});
