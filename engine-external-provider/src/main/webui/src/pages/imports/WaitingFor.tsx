import { useTranslation } from "react-i18next";
import type { Import } from "./importQueries";
import { reasonInOwnWords } from "../../components/waiting";

/** What an import in the queue waits for. */
export function WaitingFor({ subject }: { subject: Import }) {
  const { t } = useTranslation("imports");
  if (subject.waiting_for === undefined) return <>{subject.description}</>;
  return <>{reasonInOwnWords(subject) ?? t(`waitingFor.${subject.waiting_for}`)}</>;
}
