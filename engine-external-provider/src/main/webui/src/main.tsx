import "@patternfly/react-core/dist/styles/base.css";
import "./app/pages.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { showLanguage, startI18n } from "./i18n/i18n";
import { embedded } from "./webadmin/embedded";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element for the pages");
}
await startI18n();
embedded?.subscribe(({ locale }) => showLanguage(locale));
createRoot(root).render(<App />);
