import type { Import } from "./importQueries";
import { LiveProgress } from "./LiveProgress";
import { WaitingFor } from "./WaitingFor";

/** How far an import is, what it waits for, or what has come of it. */
export function Outcome({ subject }: { subject: Import }) {
  switch (subject.status) {
    case "failed":
      return <>{subject.failure?.message}</>;
    case "queued":
      return <WaitingFor subject={subject} />;
    case "succeeded":
    case "cancelled":
      return <>{subject.description}</>;
    default:
      return <LiveProgress subject={subject} />;
  }
}
