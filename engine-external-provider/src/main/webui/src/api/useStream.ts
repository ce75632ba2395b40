import { useEffect, useEffectEvent } from "react";
import type { Session } from "../app/session/session";
import { type Follower, follow } from "./follow";

/**
 * Follows a stream while the component is shown; undefined follows nothing. One that was refused, since the session had ended, is followed
 * again with another session.
 */
export function useStream(url: string | undefined, session: Session, follower: Follower): void {
  const onMessages = useEffectEvent(follower.onMessages);
  const onOpen = useEffectEvent((again: boolean) => follower.onOpen?.(again));
  const onProblem = useEffectEvent((problem: Parameters<NonNullable<Follower["onProblem"]>>[0]) => follower.onProblem?.(problem));
  useEffect(() => {
    if (url === undefined) {
      return;
    }
    const ending = new AbortController();
    void follow(url, { onMessages, onOpen, onProblem }, ending.signal);
    return () => ending.abort();
  }, [url, session]);
}
