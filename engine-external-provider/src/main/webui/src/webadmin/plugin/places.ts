import type { PluginApi } from "./pluginApi";
import { type Texts, textsIn } from "./texts";

/** The pages below the engine's address. */
const PAGES = "/ovirt-engine/v2v/";
const MENU = "v2v";
/** Behind webadmin's own menus. */
const LAST = 10;
const DOMAIN_TAB = "v2v-storage-import";

/** In the order of the pages' own navigation, which is not shown in webadmin. */
const PLACES: readonly { text: keyof Texts; token: string; page: string }[] = [
  { text: "overview", token: "v2v-overview", page: "" },
  { text: "machines", token: "v2v-machines", page: "machines" },
  { text: "import", token: "v2v-import", page: "import" },
  { text: "queue", token: "v2v-queue", page: "queue" },
  { text: "providers", token: "v2v-providers", page: "providers" },
  { text: "storage", token: "v2v-storage", page: "storage" },
  { text: "hosts", token: "v2v-hosts", page: "hosts" },
  { text: "events", token: "v2v-events", page: "events" },
];

export interface Places {
  /** Adds menus, the tab of storage domains and the button of virtual machines. */
  add(): void;
  /** Shows this export domain in the tab. */
  showDomain(id: string): void;
  /** Other storage domains have no such tab. */
  hideDomain(): void;
}

/** The places in webadmin where the pages of this engine are shown. */
export function placesOf(api: PluginApi, engine: URL): Places {
  const page = (path: string) => new URL(PAGES + path, engine).href;
  return {
    add() {
      const texts = textsIn(api.currentLocale());
      api.addPrimaryMenuContainer(texts.menu, MENU, { priority: LAST, icon: "fa-cloud-download" });
      PLACES.forEach((place, priority) =>
        api.addSecondaryMenuPlace(MENU, texts[place.text], place.token, page(place.page), { priority }),
      );
      // until a domain is selected: webadmin does not tell of one that is opened by its address
      api.addDetailPlace("Storage", texts.domainTab, DOMAIN_TAB, page("storage"));
      api.addMenuPlaceActionButton("VirtualMachine", texts.importButton, {
        id: "V2vImport",
        moreMenu: true,
        onClick: () => api.revealPlace("v2v-import"),
      });
    },
    showDomain(id) {
      api.setPlaceContentUrl(DOMAIN_TAB, page(`storage/${encodeURIComponent(id)}`));
      api.setPlaceAccessible(DOMAIN_TAB, true);
    },
    hideDomain() {
      api.setPlaceAccessible(DOMAIN_TAB, false);
    },
  };
}
