import createClient from "openapi-fetch";
import { Problem, problemOf, problemOfAnswer } from "./problem";
import type { components, paths } from "./schema";
import { send } from "./send";

export type Schemas = components["schemas"];

/** With it the engine takes the session's cookie for changes, and sends no challenge that a browser would open a dialog for. */
export const PAGES_HEADERS = { "V2V-Pages": "1", Accept: "application/json" };

/** Longer than the engine waits for any host (v2v.host.list-timeout), so that what is shown is its word on what was too slow. */
export const TIME_OUT_MS = 200_000;

/**
 * Whoever asked for something may not want it any more; it is let come all the same. To give up a request takes the risk, over
 * HTTP/2, that the server closes the connection that all others use: Vert.x does if it is just then about to answer.
 */
function signalOf(request: Request): AbortSignal {
  const timeOut = AbortSignal.timeout(TIME_OUT_MS);
  return request.method === "GET" ? timeOut : AbortSignal.any([request.signal, timeOut]);
}

/** A request and its answer, by the paths of the API: `api.GET("/ovirt-engine/api/hosts/{id}", {params: {path: {id}}})`. */
export const api = createClient<paths>({
  headers: PAGES_HEADERS,
  fetch: (request) => send(request, { signal: signalOf(request) }),
});

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered; throws a Problem for everything else, and nothing but Problems. */
export async function answer<T>(request: Promise<Reply<T>>): Promise<T> {
  let reply: Reply<T>;
  try {
    reply = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error; // nobody waits for it any more
    }
    throw problemOf(error instanceof SyntaxError ? new Problem({ kind: "away", what: "" }) : error);
  }
  if (!reply.response.ok) {
    throw problemOfAnswer(reply.response.status, parsed(reply.error));
  }
  return reply.data as T;
}

function parsed(error: unknown): unknown {
  if (typeof error !== "string") {
    return error;
  }
  try {
    return JSON.parse(error);
  } catch {
    return undefined;
  }
}
