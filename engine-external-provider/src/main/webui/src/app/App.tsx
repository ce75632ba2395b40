import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, StrictMode, Suspense, useState } from "react";
import { newQueryClient } from "../api/queries";
import { load } from "./load";
import { SessionGate } from "./session/SessionGate";
import { Starting } from "./Starting";

const Pages = lazy(() => load(() => import("./Pages")));

export function App() {
  const [queries] = useState(newQueryClient);
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Starting />}>
          <SessionGate>
            <Pages />
          </SessionGate>
        </Suspense>
      </QueryClientProvider>
    </StrictMode>
  );
}
