import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { problemOf } from "../../api/problem";
import { fetchSession } from "../session/session";
import { sessionEnded } from "../session/sessionEnd";
import { connection } from "./connection";
import { useIsAway } from "./ConnectionBanner";

const PAUSE_MS = 1_500;

/** While nobody answers: asks until somebody does, then has everything that is shown asked for again. */
export function Reconnecting() {
  const away = useIsAway();
  const queries = useQueryClient();
  useEffect(() => {
    if (!away) return;
    const ending = new AbortController();
    let timer: number | undefined;
    const back = () => {
      connection.found();
      void queries.invalidateQueries();
    };
    const ask = () => {
      fetchSession(AbortSignal.any([ending.signal, AbortSignal.timeout(10_000)])).then(back, (error: unknown) => {
        if (ending.signal.aborted) return;
        const problem = problemOf(error);
        if (problem.kind === "signed-out") {
          back();
          sessionEnded.tell();
        } else {
          timer = window.setTimeout(ask, PAUSE_MS);
        }
      });
    };
    timer = window.setTimeout(ask, PAUSE_MS);
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [away, queries]);
  return null;
}
