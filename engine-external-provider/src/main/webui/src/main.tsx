import "@patternfly/react-core/dist/styles/base.css";
import "./app/pages.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { showLanguage, startI18n } from "./i18n/i18n";
import { embedded } from "./webadmin/embedded";

// after an update the old names of files are gone: the new index knows the new ones
window.addEventListener("vite:preloadError", (event) => {
  const key = "v2v.reloaded-for";
  const build = document.querySelector<HTMLScriptElement>("script[type=module]")?.src ?? "";
  try {
    if (sessionStorage.getItem(key) === build) return; // it was not that: the error page says so
    sessionStorage.setItem(key, build);
  } catch {
    return;
  }
  event.preventDefault();
  window.location.reload();
});

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element for the pages");
}
await startI18n();
embedded?.subscribe(({ locale }) => showLanguage(locale));
createRoot(root).render(<App />);
