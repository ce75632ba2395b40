import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from "@patternfly/react-core";
import { CubesIcon } from "@patternfly/react-icons";
import type { ComponentType, ReactNode } from "react";

interface EmptyPageProps {
  title: string;
  /** What it is good for, and what comes next. */
  text: ReactNode;
  icon?: ComponentType;
  /** The button that ends the emptiness, for those who may press it. */
  action?: ReactNode;
}

/** A list with nothing in it shows the way. */
export function EmptyPage({ title, text, icon = CubesIcon, action }: EmptyPageProps) {
  return (
    <EmptyState headingLevel="h2" titleText={title} icon={icon}>
      <EmptyStateBody>{text}</EmptyStateBody>
      {action !== undefined && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
