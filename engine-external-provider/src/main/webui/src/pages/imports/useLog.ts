import { useEffect, useState } from "react";
import { PAGES_HEADERS } from "../../api/client";
import { type Problem, problemOf, problemOfAnswer } from "../../api/problem";
import { send } from "../../api/send";
import { type LogLines, NO_LINES, withText } from "./logLines";

export interface FollowedLog {
  log: LogLines;
  problem: Problem | undefined;
  isComplete: boolean;
}

const NOTHING: FollowedLog = { log: NO_LINES, problem: undefined, isComplete: false };

/** Reads a log to its end, or follows it while it grows; undefined reads nothing. */
export function useLog(path: string | undefined, isFollowed: boolean): FollowedLog {
  const [read, setRead] = useState<{ path: string; log: FollowedLog }>();
  useEffect(() => {
    if (path === undefined) return;
    const ending = new AbortController();
    void readLog(path, isFollowed, ending.signal, (log) => setRead({ path, log }));
    return () => ending.abort();
  }, [path, isFollowed]);
  return read !== undefined && read.path === path ? read.log : NOTHING;
}

async function readLog(path: string, isFollowed: boolean, signal: AbortSignal, tell: (read: FollowedLog) => void) {
  let log = NO_LINES;
  try {
    const url = isFollowed ? `${path}${path.includes("?") ? "&" : "?"}follow=true` : path;
    const response = await send(url, {
      headers: { ...PAGES_HEADERS, Accept: "text/plain, application/json" },
      signal,
    });
    if (!response.ok || response.body === null) {
      throw problemOfAnswer(response.status, await response.json().catch(() => undefined));
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      log = withText(log, decoder.decode(value, { stream: true }));
      tell({ log, problem: undefined, isComplete: false });
    }
    tell({ log: log.rest === "" ? log : withText(log, "\n"), problem: undefined, isComplete: true });
  } catch (error) {
    if (!signal.aborted) {
      tell({ log, problem: problemOf(error), isComplete: false });
    }
  }
}
