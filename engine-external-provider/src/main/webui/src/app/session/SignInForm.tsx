import { ActionGroup, Button, Form } from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "../../api/problem";
import { PasswordField } from "../../components/form/PasswordField";
import { TextField } from "../../components/form/TextField";
import { ProblemAlert } from "../../components/ProblemAlert";
import { type Session, signIn } from "./session";

export function SignInForm({ user = "", onSignedIn }: { user?: string; onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(user);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  const [complete, setComplete] = useState(true);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    const filled = name.trim() !== "" && password !== "";
    setComplete(filled);
    if (!filled) return;
    setAsking(true);
    try {
      onSignedIn(await signIn(name.trim(), password));
    } catch (error) {
      setPassword("");
      setProblem(problemOf(error));
    } finally {
      setAsking(false);
    }
  }

  return (
    <Form onSubmit={submit} noValidate>
      {problem &&
        (problem.kind === "signed-out" ? (
          <ProblemAlert problem={problem} title={t("signIn.refused")} />
        ) : (
          <ProblemAlert problem={problem} />
        ))}
      <TextField
        label={t("signIn.user")}
        value={name}
        onChange={setName}
        isRequired
        autoComplete="username"
        autoFocus={user === ""}
        help={t("signIn.userHelp")}
        error={!complete && name.trim() === "" ? t("signIn.userMissing") : undefined}
      />
      <PasswordField
        label={t("signIn.password")}
        value={password}
        onChange={setPassword}
        isRequired
        autoComplete="current-password"
        autoFocus={user !== ""}
        error={!complete && password === "" ? t("signIn.passwordMissing") : undefined}
      />
      <ActionGroup>
        <Button type="submit" isBlock isLoading={asking} isDisabled={asking}>
          {t("signIn.do")}
        </Button>
      </ActionGroup>
    </Form>
  );
}
