import type { Schemas } from "../api/client";
import { isActive } from "./active";

type Told = Pick<Schemas["ImportRepresentation"], "status" | "phase" | "description" | "obstacle">;

/** What an engine says of a phase in which nothing is out of the ordinary: the pages have words of their own for that. */
const USUAL: Record<string, RegExp> = {
  preflight: /^Checking source and target$/,
  opening_source: /^Opening the source$/,
  inspecting: /^Inspecting the guest$/,
  converting: /^Converting the guest to run on KVM$/,
  preparing_copy: /^Preparing the copy$/,
  copying_disks: /^Copying disks?( \d+\/\d+)?$/,
  writing_metadata: /^Writing the configuration$/,
  committing: /^Moving the result into the export domain$/,
  finished: /^Finished$/,
};

/** What a proxy host says while there is an obstacle; it has the same message. */
const OF_OBSTACLE = /^(Waiting to |Stalled: )/;

/** What there is to say of an import on its way beyond its phase, in the engine's words: what it waits for, or what is out of the ordinary. */
export function noticeOf(subject: Told): { text: string; isObstacle: boolean } | undefined {
  if (!isActive(subject.status)) return undefined;
  const text = subject.description ?? "";
  const isUsual = text === "" || USUAL[subject.phase ?? ""]?.test(text) === true;
  const message = subject.obstacle?.message;
  // that it is being cancelled, or that the host is silent, counts for more
  if (message !== undefined && (isUsual || OF_OBSTACLE.test(text))) return { text: message, isObstacle: true };
  return isUsual ? undefined : { text, isObstacle: false };
}
