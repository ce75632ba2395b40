const ENGLISH = {
  menu: "VM import",
  overview: "Overview",
  machines: "Virtual machines",
  import: "Import",
  queue: "Queue",
  providers: "Providers",
  storage: "Export domains",
  hosts: "Proxy hosts",
  events: "Events",
  domainTab: "VM import",
  importButton: "Import from VMware or Xen",
  notConfigured:
    'The plug-in "v2v" does not know where oVirt V2V is: set "url" in /etc/ovirt-engine/ui-plugins/v2v-config.json to an address that begins with https://.',
};

export type Texts = typeof ENGLISH;

const GERMAN: Texts = {
  menu: "VM-Import",
  overview: "Übersicht",
  machines: "Virtuelle Maschinen",
  import: "Import",
  queue: "Warteschlange",
  providers: "Provider",
  storage: "Exportdomänen",
  hosts: "Proxy-Hosts",
  events: "Ereignisse",
  domainTab: "VM-Import",
  importButton: "Von VMware oder Xen importieren",
  notConfigured:
    'Das Plug-in „v2v“ weiß nicht, wo oVirt V2V ist: Setzen Sie „url“ in /etc/ovirt-engine/ui-plugins/v2v-config.json auf eine Adresse, die mit https:// beginnt.',
};

/** In the language of the locale, as in de-DE, or in English. */
export function textsIn(locale: string): Texts {
  return /^de(?![a-z])/i.test(locale) ? GERMAN : ENGLISH;
}
