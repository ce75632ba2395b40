import { useFormat } from "./format";
import { useNow } from "./useNow";

const EACH_MS = 15_000;

/** As in "3 minutes ago", growing with time; the exact time is its title. */
export function RelativeTime({ time }: { time: Date | undefined }) {
  const format = useFormat();
  const now = useNow(EACH_MS);
  if (time === undefined) return <>–</>;
  return (
    <time dateTime={time.toISOString()} title={format.time(time)}>
      {format.relative(time, now)}
    </time>
  );
}
