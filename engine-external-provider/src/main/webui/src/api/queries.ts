import { QueryCache, QueryClient, MutationCache } from "@tanstack/react-query";
import { connection } from "../app/connection/connection";
import { sessionEnded } from "../app/session/sessionEnd";
import { Problem, problemOf } from "./problem";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Problem;
  }
}

function notice(error: unknown): void {
  const problem = problemOf(error);
  if (problem.kind === "away") connection.lost();
  if (problem.kind === "signed-out") sessionEnded.tell();
}

/** Queries wait for an engine that is away and are asked again when it is back; a refusal is shown at once. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice, onSuccess: () => connection.found() }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        retry: (count, problem) => {
          notice(problem);
          return problem.kind === "away" && count < 1_000;
        },
        retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
