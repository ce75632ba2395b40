import { Button } from "@patternfly/react-core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Problem } from "../api/problem";
import { PageSkeleton } from "./PageSkeleton";
import { ProblemAlert } from "./ProblemAlert";

/** What of a long list has been read, with a button for more; before that a skeleton, or why there is nothing. */
export function PagedView({ query, more, children }: { query: UseInfiniteQueryResult<unknown, Problem>; more: string; children: ReactNode }) {
  return (
    <>
      {query.error !== null && query.error.kind !== "away" && (
        <ProblemAlert problem={query.error} onAgain={() => void query.refetch()} />
      )}
      {query.data === undefined ? query.error === null && <PageSkeleton /> : children}
      {query.hasNextPage && (
        <Button variant="secondary" isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {more}
        </Button>
      )}
    </>
  );
}
