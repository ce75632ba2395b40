import { Button, Form } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "../../api/problem";
import { ProblemAlert } from "../../components/ProblemAlert";
import { fetchSession, type Session } from "../session/session";

/** In webadmin, in the place of the password: asks it once more who is signed in there. */
export function RenewalForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  const ask = () => {
    setAsking(true);
    setProblem(undefined);
    fetchSession()
      .then(onSignedIn, (error: unknown) => setProblem(problemOf(error)))
      .finally(() => setAsking(false));
  };
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      {problem && <ProblemAlert problem={problem} title={t("webadmin.notRenewed")} />}
      <Button isBlock isLoading={asking} isDisabled={asking} onClick={ask}>
        {t("problem.again")}
      </Button>
    </Form>
  );
}
