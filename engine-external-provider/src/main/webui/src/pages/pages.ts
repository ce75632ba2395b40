import type { ComponentType } from "react";
import type { Permit } from "../app/session/session";

/** A page: its route and where it lies. Each has a folder of its own, named like its route, and texts in i18n/LANGUAGE/NAME.json. */
export interface PageEntry {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Its place in the navigation: the key of its name there. */
  navigation?: string;
  /** It is offered only to who may do this. */
  permit?: Permit;
}

/** In the order of the navigation. */
export const pages: PageEntry[] = [
  { path: "/providers", navigation: "providers", load: () => import("./providers/ProvidersPage") },
  { path: "/hosts", navigation: "hosts", load: () => import("./hosts/HostsPage") },
];
