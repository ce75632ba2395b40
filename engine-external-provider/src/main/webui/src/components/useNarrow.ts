import { useSyncExternalStore } from "react";

/** As wide as PatternFly's own step between a phone and a tablet. */
const narrow = window.matchMedia?.("(max-width: 48rem)");

function subscribe(listener: () => void): () => void {
  narrow?.addEventListener("change", listener);
  return () => narrow?.removeEventListener("change", listener);
}

/** Whether there is no more room than on a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow?.matches === true);
}
