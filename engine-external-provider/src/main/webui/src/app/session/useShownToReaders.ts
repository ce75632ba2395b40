import { useEffect, useRef } from "react";

/**
 * Keeps a dialog within reach of screen readers. Those below it hide everything else from them whenever they are drawn again, and so the
 * one above too.
 *
 * @returns for something in the dialog
 */
export function useShownToReaders<Inner extends HTMLElement>() {
  const inner = useRef<Inner>(null);
  useEffect(() => {
    const dialog = inner.current?.closest("body > *");
    if (dialog === null || dialog === undefined) return;
    const show = () => {
      if (dialog.hasAttribute("aria-hidden")) dialog.removeAttribute("aria-hidden");
    };
    show();
    const watch = new MutationObserver(show);
    watch.observe(dialog, { attributeFilter: ["aria-hidden"] });
    return () => watch.disconnect();
  }, []);
  return inner;
}
