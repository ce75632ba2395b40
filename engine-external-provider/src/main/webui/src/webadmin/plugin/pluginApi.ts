/** What the plug-in uses of the API that webadmin gives to its plug-ins. */
export interface PluginApi {
  register(handlers: EventHandlers): void;
  options(options: { allowedMessageOrigins: string[] }): void;
  ready(): void;
  /** `config` of the file v2v-config.json, over that of v2v.json. */
  configObject(): unknown;
  addPrimaryMenuContainer(label: string, id: string, options: { priority: number; icon: string }): void;
  addSecondaryMenuPlace(container: string, label: string, token: string, url: string, options: { priority: number }): void;
  addDetailPlace(entityType: "Storage", label: string, token: string, url: string): void;
  setPlaceContentUrl(token: string, url: string): void;
  setPlaceAccessible(token: string, accessible: boolean): void;
  addMenuPlaceActionButton(entityType: "VirtualMachine", label: string, button: ActionButton): void;
  revealPlace(token: string): void;
  showAlert(type: "warning", message: string): void;
  ssoToken(): string;
  /** As in de-DE. */
  currentLocale(): string;
  /** As in https://engine.example/ovirt-engine/ */
  engineBaseUrl(): string;
  logger(): { severe(message: string): void };
}

/** Called by webadmin, which puts a plug-in out of service for good when one of them throws. */
export interface EventHandlers {
  UiInit(): void;
  StorageSelectionChange?(...selected: (Selected | Selected[])[]): void;
  /** Only of origins that the options allow. */
  MessageReceived?(data: unknown, source: Window | null): void;
}

/** An entity that is selected in a list of webadmin's. */
export interface Selected {
  id: string;
}

export interface ActionButton {
  id: string;
  /** Behind the three dots, beside webadmin's own Import. */
  moreMenu: boolean;
  onClick(): void;
}
