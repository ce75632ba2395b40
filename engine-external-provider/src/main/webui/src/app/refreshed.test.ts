import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { refreshed } from "./refreshed";

it("lets a further part of a list come before it asks for all of them again", async () => {
  const queries = new QueryClient();
  const asked: number[] = [];
  const list = new InfiniteQueryObserver(queries, {
    queryKey: ["list"],
    queryFn: async ({ pageParam }) => {
      asked.push(pageParam);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return pageParam;
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last + 1,
  });
  const end = list.subscribe(() => undefined);
  await list.fetchOptimistic(list.options as never);

  const next = list.fetchNextPage();
  await refreshed(queries, ["list"]);
  await next;

  expect(queries.getQueryData<{ pages: number[] }>(["list"])?.pages).toEqual([0, 1]);
  expect(asked.slice(-3)).toEqual([1, 0, 1]);
  end();
});
