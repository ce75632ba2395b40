import type { PluginApi } from "./pluginApi";

/** Tells whether a storage domain of the oVirt engine may be an export domain; only those are sure not to be that are something else. */
export type DomainCheck = (id: string) => Promise<boolean>;

/** Asks the oVirt engine, and each domain once: its type never changes. */
export function domainCheck(api: PluginApi): DomainCheck {
  const known = new Map<string, boolean>();
  return async (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    try {
      const base = api.engineBaseUrl().replace(/\/*$/, "/");
      const response = await fetch(`${base}api/storagedomains/${encodeURIComponent(id)}`, {
        credentials: "same-origin",
        headers: { Accept: "application/json", Authorization: `Bearer ${api.ssoToken()}` },
      });
      if (!response.ok) return true;
      const domain = (await response.json()) as { type?: string };
      const isExport = domain.type === "export";
      known.set(id, isExport);
      return isExport;
    } catch {
      return true;
    }
  };
}
