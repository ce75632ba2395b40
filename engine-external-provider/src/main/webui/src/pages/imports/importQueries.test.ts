// @vitest-environment jsdom
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../api/client";
import { importQuery } from "./importQueries";

vi.mock("../../api/client", () => ({ api: { GET: vi.fn() }, answer: (reply: unknown) => reply }));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("asks again for an import as long as it waits, since no stream tells its place", async () => {
  const get = vi.mocked(api.GET);
  get.mockResolvedValue({ id: "1", status: "queued", place: "3" } as never);
  const queries = new QueryClient();
  const forget = new QueryObserver(queries, importQuery("1")).subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(get).toHaveBeenCalledTimes(3);
  queries.setQueryData(importQuery("1").queryKey, { id: "1", status: "starting" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(get).toHaveBeenCalledTimes(3);
  forget();
});
