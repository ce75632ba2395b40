import { useEffect, useState } from "react";
import { useFormat } from "./format";

/** As in "3 minutes ago", growing with time; the exact time is its title. */
export function RelativeTime({ time }: { time: Date | undefined }) {
  const format = useFormat();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), 15_000);
    return () => window.clearInterval(timer);
  }, []);
  if (time === undefined) return <>–</>;
  return (
    <time dateTime={time.toISOString()} title={format.time(time)}>
      {format.relative(time, now)}
    </time>
  );
}
