import "@patternfly/patternfly/patternfly-base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <p>oVirt V2V</p>
  </StrictMode>,
);
