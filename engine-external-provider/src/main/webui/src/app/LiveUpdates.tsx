import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Problem } from "../api/problem";
import { useStream } from "../api/useStream";
import { isActive } from "../components/active";
import { recordProgress } from "../components/speed";
import { connection } from "./connection/connection";
import { changesLists, type ImportOnStream, withPlaceOf } from "./listChanges";
import { oneAtATime } from "./oneAtATime";
import { refreshed } from "./refreshed";
import { useSession } from "./session/SessionContext";
import { sessionEnded } from "./session/sessionEnd";

/** What lists of imports and single ones are kept under; `["imports", "one", id]` is one of them. */
export const IMPORTS = "imports";
export const EVENTS = "events";
/** Export domains and what lies in them. */
export const STORAGE = "storagedomains";
/** Behind {@link STORAGE}: what is wrong in one of them. */
export const CHECK = "check";

/** Between two times that lists are asked for, while many imports change. */
const PAUSE_MS = 500;

/** The check of an export domain looks at all that lies there: not with each import that ends. */
const CHECK_PAUSE_MS = 60_000;

/** Follows imports and events for all pages: single imports are replaced as they change, lists are asked for again, and export domains once an import has ended. */
export function LiveUpdates() {
  const queries = useQueryClient();
  const { session } = useSession();
  // to begin anew with each change would never come to an end with a long list, nor let the rest of it be asked for
  const [refreshLists] = useState(() => oneAtATime(() => refreshed(queries, [IMPORTS, "list"]), PAUSE_MS));
  const [refreshDomains] = useState(() => oneAtATime(() => refreshed(queries, [STORAGE], ({ queryKey }) => queryKey[1] !== CHECK), PAUSE_MS));
  const [refreshChecks] = useState(() => oneAtATime(() => refreshed(queries, [STORAGE, CHECK]), CHECK_PAUSE_MS));
  const onProblem = (problem: Problem) => {
    if (problem.kind === "away") connection.lost();
    if (problem.kind === "signed-out") sessionEnded.tell();
  };

  useStream("/ovirt-engine/api/imports/stream", session, {
    onMessages: (messages) => {
      let listsChange = false;
      let domainsChange = false;
      for (const message of messages) {
        const one = JSON.parse(message.data) as ImportOnStream;
        const before = queries.getQueryData<ImportOnStream>([IMPORTS, "one", one.id]);
        listsChange ||= changesLists(before, one);
        domainsChange ||= before !== undefined && isActive(before.status) && !isActive(one.status);
        recordProgress(one, Date.now());
        queries.setQueryData([IMPORTS, "one", one.id], withPlaceOf(before, one));
      }
      if (listsChange) {
        refreshLists();
      }
      if (domainsChange) {
        refreshDomains();
        refreshChecks();
      }
    },
    onOpen: (again) => {
      connection.found();
      if (again) void queries.invalidateQueries();
    },
    onProblem,
  });

  useStream("/ovirt-engine/api/events/stream", session, {
    onMessages: () => void queries.invalidateQueries({ queryKey: [EVENTS] }),
    onOpen: () => connection.found(),
    onProblem,
  });
  return null;
}
