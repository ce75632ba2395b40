import { PageSection } from "@patternfly/react-core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Problem } from "../api/problem";
import { PageSkeleton } from "./PageSkeleton";
import { ProblemAlert } from "./ProblemAlert";

/** What a query has found; before that a skeleton, or why there is nothing. A problem later stands above what is known. */
export function QueryView<T>({ query, children }: { query: UseQueryResult<T, Problem>; children: (data: T) => ReactNode }) {
  const problem = query.error && query.error.kind !== "away" && query.error.kind !== "signed-out" && (
    <PageSection hasBodyWrapper={false}>
      <ProblemAlert problem={query.error} onAgain={() => void query.refetch()} />
    </PageSection>
  );
  if (query.data === undefined) return problem || <PageSkeleton />;
  return (
    <>
      {problem}
      {children(query.data)}
    </>
  );
}
