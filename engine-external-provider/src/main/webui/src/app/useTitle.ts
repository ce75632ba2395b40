import { useEffect } from "react";

/** The title of the document, the most specific part first. */
export function useTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined && part !== ""), "oVirt V2V"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
