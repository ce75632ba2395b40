import steps from "./steps.json";

/** The way of a conversion, in this order, as the engine names its parts. */
export const PHASES = [
  "preflight",
  "opening_source",
  "inspecting",
  "converting",
  "preparing_copy",
  "copying_disks",
  "writing_metadata",
  "committing",
] as const;
export type Phase = (typeof PHASES)[number];

export type PhaseState = "pending" | "running" | "done" | "failed";

export interface PhaseOnItsWay {
  phase: Phase;
  state: PhaseState;
  /** Undefined while it is not known. */
  seconds: number | undefined;
}

/** The agent moves the result as soon as virt-v2v has ended, of which no line tells: its last step counts with that, being short. */
const LAST_STEP = "Finishing off";

/** The phase of a line of virt-v2v, by what it begins with, as the agent has it too; other lines belong to the step before. */
function phaseOf(line: string): Phase | undefined {
  if (line.startsWith(LAST_STEP)) return "committing";
  return steps.find(({ beginning }) => line.startsWith(beginning))?.phase as Phase | undefined;
}

/** When each phase began, in seconds since virt-v2v was started: its lines say so, as in `[  12.3] Inspecting the source`. */
export function phaseStarts(log: string): Map<Phase, number> {
  const starts = new Map<Phase, number>();
  for (const [, seconds, text] of log.matchAll(/^\[\s*(\d+(?:\.\d+)?)\]\s+(.*)$/gm)) {
    const phase = phaseOf(text as string);
    if (phase !== undefined && !starts.has(phase)) {
      starts.set(phase, Number(seconds));
    }
  }
  return starts;
}

/** The phase that has begun last, as the page has seen it. */
export interface LastBegun {
  phase: Phase;
  /** When its line came; undefined if it may have been there before. */
  at: number | undefined;
  /** When the first line of a phase came. */
  firstSeen: number;
}

/** What comes so soon behind the first was most likely there when the log was opened. */
const THERE_ALREADY_MS = 2_000;

/** Which phase has begun last, after a look at a log that is followed; it may be read from its beginning again. */
export function lastBegun(before: LastBegun | undefined, starts: Map<Phase, number>, now: number): LastBegun | undefined {
  const phase = PHASES.findLast((each) => starts.has(each));
  if (phase === undefined || (before !== undefined && PHASES.indexOf(phase) <= PHASES.indexOf(before.phase))) return before;
  const firstSeen = before?.firstSeen ?? now;
  return { phase, at: now - firstSeen < THERE_ALREADY_MS ? undefined : now, firstSeen };
}

/**
 * How far a conversion is on its way.
 *
 * @param current what the engine says is being done, or was last; undefined before the beginning
 * @param end how the conversion ended; undefined while it is under way
 * @param seconds how long the phase that began last has gone on, or went on to the end; undefined if its beginning was not seen
 */
export function way(
  starts: Map<Phase, number>,
  current: string | undefined,
  end: "done" | "failed" | undefined,
  seconds: number | undefined,
): PhaseOnItsWay[] {
  const at = PHASES.indexOf(current as Phase);
  const reached = end === "done" || current === "finished" ? PHASES.length : at;
  return PHASES.map((phase, index) => {
    const start = starts.get(phase);
    const next = PHASES.slice(index + 1)
      .map((later) => starts.get(later))
      .find((later) => later !== undefined);
    const isLast = index === reached;
    const goesOn = index === at || end !== undefined ? seconds : undefined;
    return {
      phase,
      state: index < reached ? "done" : isLast ? (end === "failed" ? "failed" : end === undefined ? "running" : "pending") : "pending",
      seconds: start === undefined ? undefined : next === undefined ? goesOn : Math.max(0, next - start),
    };
  });
}
