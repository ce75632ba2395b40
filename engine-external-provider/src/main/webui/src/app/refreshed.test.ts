import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
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

it("begins nothing anew that is under way, and asks for nothing that is left out", async () => {
  const queries = new QueryClient();
  const asked: string[] = [];
  const shown = ["machines", "check"].map((part) =>
    new QueryObserver(queries, {
      queryKey: ["domains", part],
      queryFn: async () => {
        asked.push(part);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return part;
      },
    }).subscribe(() => undefined),
  );
  expect(asked).toEqual(["machines", "check"]);

  await refreshed(queries, ["domains"], ({ queryKey }) => queryKey[1] !== "check");
  expect(asked).toEqual(["machines", "check", "machines"]);

  // the check is asked for once more, when the first one has come
  const again = queries.invalidateQueries({ queryKey: ["domains", "check"] });
  const after = refreshed(queries, ["domains", "check"]);
  expect(asked.filter((part) => part === "check")).toHaveLength(2);
  await Promise.all([again, after]);
  expect(asked.filter((part) => part === "check")).toHaveLength(3);
  shown.forEach((end) => end());
});
