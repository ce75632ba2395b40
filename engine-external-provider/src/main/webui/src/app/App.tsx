import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense, useState } from "react";
import { RouterProvider } from "react-router/dom";
import { newQueryClient } from "../api/queries";
import { SessionGate } from "./session/SessionGate";
import { Starting } from "./Starting";
import { router } from "./router";

export function App() {
  const [queries] = useState(newQueryClient);
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Starting />}>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </Suspense>
      </QueryClientProvider>
    </StrictMode>
  );
}
