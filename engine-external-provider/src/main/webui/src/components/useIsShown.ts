import { type RefObject, useEffect, useRef } from "react";

/** Whether what uses it is still there, for what comes to an end later. */
export function useIsShown(): RefObject<boolean> {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return isShown;
}
