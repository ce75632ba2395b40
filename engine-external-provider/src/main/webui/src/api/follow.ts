import { PAGES_HEADERS } from "./client";
import { Problem, problemOf, problemOfAnswer } from "./problem";
import { send } from "./send";
import { type Message, messageReader } from "./sse";
import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS, wait } from "./wait";

/** Without a sign of life for so long, a stream is taken for cut off: the engine sends a heart beat more often than that. */
const SILENCE_MS = 45_000;

export interface Follower {
  /** All that has come in one piece, so that a page draws once for many messages. */
  onMessages(messages: Message[]): void;
  /** The stream is open, for the first time or again. */
  onOpen?(again: boolean): void;
  /** The stream was refused or cut off; unless the session has ended it is opened again by itself. */
  onProblem?(problem: Problem): void;
}

/** Follows a stream until the signal comes, going on behind the last message whenever it was cut off. */
export async function follow(url: string, follower: Follower, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let opened = false;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { ...PAGES_HEADERS, Accept: "text/event-stream" };
      if (lastId !== undefined) {
        headers["Last-Event-ID"] = lastId;
      }
      const attempt = new AbortController();
      const stop = () => attempt.abort();
      signal.addEventListener("abort", stop);
      try {
        const response = await send(url, { headers, signal: attempt.signal });
        if (!response.ok || response.body === null) {
          throw problemOfAnswer(response.status, await response.json().catch(() => undefined));
        }
        follower.onOpen?.(opened);
        opened = true;
        pause = FIRST_PAUSE_MS;
        await read(response.body, stop, (messages) => {
          lastId = messages.findLast((message) => message.id !== undefined)?.id ?? lastId;
          follower.onMessages(messages);
        });
      } finally {
        signal.removeEventListener("abort", stop);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const problem = error instanceof DOMException ? new Problem({ kind: "away", what: "" }) : problemOf(error);
      follower.onProblem?.(problem);
      if (problem.isLasting) {
        return;
      }
    }
    await wait(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function read(body: ReadableStream<Uint8Array>, stop: () => void, take: (messages: Message[]) => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const messagesIn = messageReader();
  for (;;) {
    const silence = setTimeout(stop, SILENCE_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) {
      return;
    }
    const messages = messagesIn(decoder.decode(value, { stream: true }));
    if (messages.length > 0) {
      take(messages);
    }
  }
}
