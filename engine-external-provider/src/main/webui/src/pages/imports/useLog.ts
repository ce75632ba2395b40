import { useEffect, useState } from "react";
import { PAGES_HEADERS } from "../../api/client";
import { type Problem, problemOf, problemOfAnswer } from "../../api/problem";
import { send } from "../../api/send";
import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS, wait } from "../../api/wait";
import { useSession } from "../../app/session/SessionContext";
import { sessionEnded } from "../../app/session/sessionEnd";
import { type LogLines, NO_LINES, withText } from "./logLines";

export interface FollowedLog {
  log: LogLines;
  problem: Problem | undefined;
  isComplete: boolean;
}

const NOTHING: FollowedLog = { log: NO_LINES, problem: undefined, isComplete: false };

/** Reads a log to its end, or follows it while it grows, and goes on when it was cut off; undefined reads nothing. */
export function useLog(path: string | undefined, isFollowed: boolean): FollowedLog {
  const { session } = useSession();
  const [read, setRead] = useState<{ path: string; log: FollowedLog }>();
  useEffect(() => {
    if (path === undefined) return;
    const ending = new AbortController();
    void readLog(path, isFollowed, ending.signal, (log) => setRead({ path, log }));
    return () => ending.abort();
  }, [path, isFollowed, session]);
  return read !== undefined && read.path === path ? read.log : NOTHING;
}

async function readLog(path: string, isFollowed: boolean, signal: AbortSignal, tell: (read: FollowedLog) => void) {
  const decoder = new TextDecoder();
  let log = NO_LINES;
  let bytes = 0;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const response = await send(isFollowed ? followed(path, bytes) : path, {
        headers: { ...PAGES_HEADERS, Accept: "text/plain, application/json" },
        signal,
      });
      if (!response.ok || response.body === null) {
        throw problemOfAnswer(response.status, await response.json().catch(() => undefined));
      }
      tell({ log, problem: undefined, isComplete: false });
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        bytes += value.length;
        pause = FIRST_PAUSE_MS;
        log = withText(log, decoder.decode(value, { stream: true }));
        tell({ log, problem: undefined, isComplete: false });
      }
      tell({ log: log.rest === "" ? log : withText(log, "\n"), problem: undefined, isComplete: true });
      return;
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error);
      tell({ log, problem, isComplete: false });
      if (problem.kind === "signed-out") sessionEnded.tell();
      if (!isFollowed || problem.isLasting) return;
    }
    await wait(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

function followed(path: string, offset: number): string {
  return `${path}${path.includes("?") ? "&" : "?"}follow=true&offset=${offset}`;
}
