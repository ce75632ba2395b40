import { useEffect, useState } from "react";

/** The time, which goes on every so many milliseconds; without a number it stands still. */
export function useNow(each: number | undefined): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (each === undefined) return;
    const timer = window.setInterval(() => setNow(new Date()), each);
    return () => window.clearInterval(timer);
  }, [each]);
  return now;
}
