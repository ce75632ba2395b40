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
  { path: "/", navigation: "dashboard", load: () => import("./dashboard/DashboardPage") },
  { path: "/machines", navigation: "machines", load: () => import("./machines/MachinesPage") },
  { path: "/import", navigation: "import", permit: "import", load: () => import("./import/ImportWizardPage") },
  { path: "/imports/:id", load: () => import("./imports/ImportPage") },
  { path: "/queue", navigation: "queue", load: () => import("./queue/QueuePage") },
  { path: "/providers", navigation: "providers", load: () => import("./providers/ProvidersPage") },
  { path: "/providers/:id", load: () => import("./providers/ProviderPage") },
  { path: "/storage", navigation: "storage", load: () => import("./storage/StoragePage") },
  { path: "/storage/:id", load: () => import("./storage/DomainPage") },
  { path: "/hosts", navigation: "hosts", load: () => import("./hosts/HostsPage") },
  { path: "/events", navigation: "events", load: () => import("./events/EventsPage") },
];
