import { answer, api, type Schemas } from "../../api/client";
import { listOf } from "../../api/lists";
import { type Problem, problemOfFailure } from "../../api/problem";
import { type Draft, type DraftMachine, itemsOf } from "./draft";

/** The engine checks so many at a time while somebody waits. */
const AT_A_TIME = 100;

/** What the checks say of a machine. */
export interface Finding {
  machine: DraftMachine;
  /** What keeps it from being imported. */
  problem: Problem | undefined;
  warnings: string[];
}

function findingOf(machine: DraftMachine, found: Schemas["ImportRepresentation"] | undefined): Finding {
  return {
    machine,
    problem: found?.failure === undefined || found.failure === null ? undefined : problemOfFailure(found.failure),
    warnings: listOf(found?.warnings),
  };
}

/** Has all machines checked, some at a time, without importing anything. */
export async function check(draft: Draft, onDone: (done: number) => void, signal: AbortSignal): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let first = 0; first < draft.machines.length; first += AT_A_TIME) {
    const machines = draft.machines.slice(first, first + AT_A_TIME);
    const found = await answer(
      api.POST("/ovirt-engine/api/externalvmproviders/{provider}/import", {
        signal,
        params: { path: { provider: draft.provider }, query: { dry_run: "true" } },
        body: { imports: itemsOf(draft, machines) },
      }),
    );
    findings.push(...machines.map((machine, index) => findingOf(machine, listOf(found.import)[index])));
    onDone(findings.length);
  }
  return findings;
}

/** Imports them; each that was refused after all carries its problem. */
export async function begin(draft: Draft): Promise<Finding[]> {
  const found = await answer(
    api.POST("/ovirt-engine/api/externalvmproviders/{provider}/import", {
      params: {
        path: { provider: draft.provider },
        query: draft.machines.length > AT_A_TIME ? { wait: "false" } : {},
        header: { "Idempotency-Key": draft.key },
      },
      body: { imports: itemsOf(draft) },
    }),
  );
  return draft.machines.map((machine, index) => findingOf(machine, listOf(found.import)[index]));
}
