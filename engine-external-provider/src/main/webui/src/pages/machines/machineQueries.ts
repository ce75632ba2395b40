import { infiniteQueryOptions } from "@tanstack/react-query";
import { IMPORTS } from "../../app/LiveUpdates";
import { answer, api } from "../../api/client";
import { partOfImports } from "../../api/lists";

/** What lists of imports can be cut to, by the states that they have. */
export const SHOWN = {
  all: undefined,
  running: "starting,converting,finalizing",
  queued: "validating,queued",
  failed: "failed",
  succeeded: "succeeded",
} as const;
export type Shown = keyof typeof SHOWN;

const FIRST_PAGE = "100";
/** As many as the engine gives at once, for who looks further. */
const NEXT_PAGE = "1000";

/** Imports, the newest first: a hundred, and then a thousand at a time. */
export function importsQuery(shown: Shown) {
  return infiniteQueryOptions({
    queryKey: [IMPORTS, "list", shown],
    queryFn: async ({ pageParam, signal }) => {
      const status = SHOWN[shown];
      const query = { max: pageParam === "" ? FIRST_PAGE : NEXT_PAGE, ...(status && { status }), ...(pageParam && { after: pageParam }) };
      return partOfImports(await answer(api.GET("/ovirt-engine/api/imports", { params: { query }, signal })));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}
