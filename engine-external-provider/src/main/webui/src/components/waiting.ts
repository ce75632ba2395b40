import type { Schemas } from "../api/client";
import { toNumber } from "../api/values";

type Waiting = Pick<Schemas["ImportRepresentation"], "waiting_for" | "attempt" | "description">;

/**
 * What an import waits for as the engine describes it, where the sentence that the pages have for its code would say something else: no
 * proxy host may take it since its source does not answer, and between two attempts nobody has set the time.
 */
export function reasonInOwnWords(each: Waiting): string | undefined {
  const isBetweenAttempts = each.waiting_for === "start_time" && (toNumber(each.attempt) ?? 1) > 1;
  return each.waiting_for === "proxy_host" || isBetweenAttempts ? each.description : undefined;
}
