import type { Problem } from "../api/problem";

/** Of something that was asked for in a dialog which has been left since. */
export interface Refusal {
  key: number;
  /** What was not done. */
  title: string;
  problem: Problem;
}

type Listener = () => void;

let told: readonly Refusal[] = [];
let latest = 0;
const listeners = new Set<Listener>();

function set(refusals: readonly Refusal[]): void {
  told = refusals;
  listeners.forEach((listener) => listener());
}

/** The refusals that nobody has closed yet, the latest last. */
export const refusals = {
  tell: (title: string, problem: Problem) => set([...told, { key: ++latest, title, problem }]),
  close: (key: number) => set(told.filter((refusal) => refusal.key !== key)),
  /** Another user is not to see them. */
  clear: () => set([]),
  all: () => told,
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
