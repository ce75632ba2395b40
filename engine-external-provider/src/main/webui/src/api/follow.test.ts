import { afterEach, expect, it, vi } from "vitest";
import { follow } from "./follow";
import type { Message } from "./sse";

afterEach(() => vi.unstubAllGlobals());

function streamOf(text: string): Response {
  return new Response(text, { status: 200, headers: { "content-type": "text/event-stream" } });
}

it("goes on behind the last message when it was cut off", async () => {
  const ending = new AbortController();
  const asked: (string | null)[] = [];
  const fetched = vi.fn(async (_url: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get("Last-Event-ID"));
    if (asked.length === 1) return streamOf("id:41\ndata:first\n\n");
    if (asked.length === 2) throw new TypeError("Failed to fetch");
    return streamOf("id:42\ndata:second\n\n");
  });
  vi.stubGlobal("fetch", fetched);
  const got: Message[] = [];
  const problems: string[] = [];

  await follow(
    "/stream",
    {
      onMessages: (messages) => {
        got.push(...messages);
        if (got.length === 2) ending.abort();
      },
      onProblem: (problem) => problems.push(problem.kind),
    },
    ending.signal,
  );

  expect(got.map((message) => message.data)).toEqual(["first", "second"]);
  expect(asked).toEqual([null, "41", "41"]);
  expect(problems).toEqual(["away"]);
});

it("asks no more when the session has ended", async () => {
  const fetched = vi.fn(async () => new Response("{}", { status: 401 }));
  vi.stubGlobal("fetch", fetched);
  const problems: string[] = [];
  await follow("/stream", { onMessages: () => undefined, onProblem: (problem) => problems.push(problem.kind) }, new AbortController().signal);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(problems).toEqual(["signed-out"]);
});
