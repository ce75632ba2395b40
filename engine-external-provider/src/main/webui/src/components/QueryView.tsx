import { PageSection } from "@patternfly/react-core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { PageHeader } from "./PageHeader";
import { PageSkeleton } from "./PageSkeleton";
import { ProblemAlert } from "./ProblemAlert";

interface QueryViewProps<T> {
  query: UseQueryResult<T, Problem>;
  /** Of a page whose head comes from what is found: where it leads back to, so that it has a head without that too. */
  breadcrumbs?: { title: string; to: string }[];
  children: (data: T) => ReactNode;
}

/** What a query has found; before that a skeleton, or why there is nothing. A problem later stands above what is known. */
export function QueryView<T>({ query, breadcrumbs, children }: QueryViewProps<T>) {
  const { t } = useTranslation();
  const problem = query.error && query.error.kind !== "away" && query.error.kind !== "signed-out" && (
    <PageSection hasBodyWrapper={false}>
      <ProblemAlert problem={query.error} onAgain={() => void query.refetch()} />
    </PageSection>
  );
  if (query.data === undefined) {
    if (!problem) return <PageSkeleton />;
    return (
      <>
        {breadcrumbs !== undefined && <PageHeader title={t(`problem.${query.error.kind}.title`)} breadcrumbs={breadcrumbs} />}
        {problem}
      </>
    );
  }
  return (
    <>
      {problem}
      {children(query.data)}
    </>
  );
}
