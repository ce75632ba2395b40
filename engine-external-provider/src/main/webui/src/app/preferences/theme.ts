import { embedded } from "../../webadmin/embedded";
import { readStored, writeStored } from "./stored";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Where public/theme.js looks, before anything is drawn. */
const KEY = "v2v.theme";
const listeners = new Set<() => void>();
const systemIsDark = window.matchMedia?.("(prefers-color-scheme: dark)");
/** Light is what webadmin is. */
let chosen: Theme = embedded ? "light" : (THEMES.find((theme) => theme === readStored(KEY)) ?? "system");

function apply(): void {
  const dark = chosen === "dark" || (chosen === "system" && systemIsDark?.matches === true);
  document.documentElement.classList.toggle("pf-v6-theme-dark", dark);
}

systemIsDark?.addEventListener("change", apply);

export const theme = {
  get: (): Theme => chosen,
  set(value: Theme): void {
    chosen = value;
    writeStored(KEY, value === "system" ? undefined : value);
    apply();
    listeners.forEach((listener) => listener());
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
