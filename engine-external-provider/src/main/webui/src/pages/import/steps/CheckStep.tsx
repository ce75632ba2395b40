import { Alert, Button, Progress } from "@patternfly/react-core";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "../../../api/problem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { StatusLabel } from "../../../components/StatusLabel";
import { DataTable } from "../../../components/table/DataTable";
import { check, type Finding } from "../checks";
import type { Draft } from "../draft";

interface CheckStepProps {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  /** Whether nothing is in the way. */
  onChecked: (good: boolean) => void;
}

type State = { is: "running"; done: number } | { is: "stopped"; problem: Problem } | { is: "done"; findings: Finding[] };

/** Has the engine check each machine against source, host and export domain, before anything is begun. */
export function CheckStep({ draft, onChange, onChecked }: CheckStepProps) {
  const { t } = useTranslation("import");
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State>({ is: "running", done: 0 });
  const run = useEffectEvent((signal: AbortSignal) => {
    check(draft, (done) => setState({ is: "running", done }), signal).then(
      (findings) => {
        if (signal.aborted) return;
        setState({ is: "done", findings });
        onChecked(findings.every((finding) => finding.problem === undefined));
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ is: "stopped", problem: problemOf(error) });
      },
    );
  });
  useEffect(() => {
    const ending = new AbortController();
    run(ending.signal);
    return () => ending.abort();
  }, [round]);
  const again = () => {
    setState({ is: "running", done: 0 });
    setRound((before) => before + 1);
  };

  if (state.is === "running") {
    return (
      <Progress
        value={state.done}
        max={draft.machines.length}
        title={t("checks.running", { count: draft.machines.length })}
        label={`${state.done} / ${draft.machines.length}`}
      />
    );
  }
  if (state.is === "stopped") {
    return <ProblemAlert problem={state.problem} title={t("checks.stopped")} onAgain={again} />;
  }
  const bad = state.findings.filter((finding) => finding.problem !== undefined);
  const good = state.findings.length - bad.length;
  return (
    <>
      <Alert
        isInline
        component="h2"
        variant={bad.length === 0 ? "success" : "danger"}
        title={bad.length === 0 ? t("checks.good", { count: good }) : t("checks.bad", { count: bad.length })}
        className="v2v-below"
      >
        {bad.length > 0 && t("checks.badText")}
      </Alert>
      <DataTable
        label={t("checks.title")}
        rows={[...bad, ...state.findings.filter((finding) => finding.problem === undefined)]}
        rowKey={(finding) => finding.machine.id}
        rowName={(finding) => finding.machine.name}
        filterText={(finding) => `${finding.machine.name} ${finding.problem?.what ?? ""} ${finding.warnings.join(" ")}`}
        columns={[
          { key: "name", title: t("column.name"), render: (finding) => finding.machine.name, width: 30 },
          {
            key: "result",
            title: t("column.result"),
            width: 15,
            render: (finding) => (
              <StatusLabel tone={finding.problem !== undefined ? "bad" : finding.warnings.length > 0 ? "warning" : "good"}>
                {t(finding.problem !== undefined ? "checks.blocked" : finding.warnings.length > 0 ? "checks.warned" : "checks.ready")}
              </StatusLabel>
            ),
          },
          {
            key: "why",
            title: t("column.why"),
            render: (finding) => (
              <>
                {finding.problem !== undefined && (
                  <>
                    <div>{finding.problem.what}</div>
                    {finding.problem.remedy !== undefined && (
                      <div className="v2v-subtle">
                        <strong>{t("problem.remedy")}:</strong> {finding.problem.remedy}
                      </div>
                    )}
                  </>
                )}
                {finding.warnings.map((warning) => (
                  <div key={warning}>{warning}</div>
                ))}
              </>
            ),
          },
        ]}
        tools={
          <>
            <Button variant="secondary" onClick={again}>
              {t("checks.again")}
            </Button>
            {bad.length > 0 && good > 0 && (
              <Button
                variant="secondary"
                onClick={() => {
                  const left = state.findings.filter((finding) => finding.problem === undefined);
                  onChange({ machines: left.map((finding) => finding.machine) });
                  setState({ is: "done", findings: left });
                  onChecked(true);
                }}
              >
                {t("checks.leaveOut", { count: bad.length })}
              </Button>
            )}
          </>
        }
      />
    </>
  );
}
