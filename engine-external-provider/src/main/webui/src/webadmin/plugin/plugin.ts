import { isTokenRequest, type TokenAnswer } from "../messages";
import { placesOf } from "./places";
import type { PluginApi } from "./pluginApi";
import type { DomainCheck } from "./storageDomains";
import { textsIn } from "./texts";

/** Brings the pages into webadmin, and tells them who is signed in there. */
export function startPlugin(api: PluginApi, isExportDomain: DomainCheck): void {
  const engine = engineIn(api.configObject());
  if (engine === undefined) {
    api.register({
      UiInit() {
        const { notConfigured } = textsIn(api.currentLocale());
        api.logger().severe(notConfigured);
        api.showAlert("warning", notConfigured);
      },
    });
    api.ready();
    return;
  }
  const places = placesOf(api, engine);
  let selected: string | undefined;

  api.options({ allowedMessageOrigins: [engine.origin] });
  api.register({
    UiInit: () => places.add(),

    StorageSelectionChange(...selection) {
      const domains = selection.flat(); // up to oVirt 4.3 they are arguments, later a list
      selected = domains.length === 1 ? domains[0]?.id : undefined;
      const id = selected;
      if (id === undefined) return;
      void isExportDomain(id).then((shown) => {
        if (id !== selected) return; // another one by now
        if (shown) places.showDomain(id);
        else places.hideDomain();
      });
    },

    MessageReceived(data, source) {
      if (!isTokenRequest(data)) return;
      const answer: TokenAnswer = { type: "v2v-token", id: data.id, token: api.ssoToken(), locale: api.currentLocale() };
      source?.postMessage(answer, engine.origin); // to nobody else, whoever has asked
    },
  });
  api.ready();
}

/** The engine of the configuration, if it names one. */
function engineIn(config: unknown): URL | undefined {
  const address = typeof config === "object" && config !== null ? (config as { url?: unknown }).url : undefined;
  if (typeof address !== "string") return undefined;
  try {
    const url = new URL(address);
    return url.protocol === "https:" ? url : undefined;
  } catch {
    return undefined;
  }
}
