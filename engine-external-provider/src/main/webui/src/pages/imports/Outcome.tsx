import { useTranslation } from "react-i18next";
import type { Import } from "./importQueries";
import { LiveProgress } from "./LiveProgress";

/** How far an import is, what it waits for, or what has come of it. */
export function Outcome({ subject }: { subject: Import }) {
  const { t } = useTranslation("imports");
  switch (subject.status) {
    case "failed":
      return <>{subject.failure?.message}</>;
    case "queued":
      return <>{subject.waiting_for === undefined ? subject.description : t(`waitingFor.${subject.waiting_for}`)}</>;
    case "succeeded":
    case "cancelled":
      return <>{subject.description}</>;
    default:
      return <LiveProgress subject={subject} />;
  }
}
