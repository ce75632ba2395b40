import { AlertGroup } from "@patternfly/react-core";
import { useSyncExternalStore } from "react";
import { ProblemAlert } from "../components/ProblemAlert";
import { refusals } from "../components/refusals";

/** Tells above every page what was refused after its dialog had been left. */
export function Refusals() {
  const told = useSyncExternalStore(refusals.subscribe, refusals.all);
  // an empty list would be announced
  if (told.length === 0) return null;
  return (
    <AlertGroup isToast>
      {told.map(({ key, title, problem }) => (
        <ProblemAlert key={key} problem={problem} title={title} isInline={false} onClose={() => refusals.close(key)} />
      ))}
    </AlertGroup>
  );
}
