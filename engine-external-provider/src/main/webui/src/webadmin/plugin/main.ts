import { startPlugin } from "./plugin";
import type { PluginApi } from "./pluginApi";
import { domainCheck } from "./storageDomains";

/** Given by webadmin, in whose hidden frame this runs, to its plug-ins. */
const { pluginApi } = window.top as unknown as { pluginApi: (name: string) => PluginApi };
const api = pluginApi("v2v");
startPlugin(api, domainCheck(api));
