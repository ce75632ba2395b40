import { useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import type { Problem } from "../api/problem";
import { useStream } from "../api/useStream";
import { copied } from "../components/copied";
import { recordProgress } from "../components/speed";
import { isActive } from "../components/StatusLabel";
import { connection } from "./connection/connection";
import { useSession } from "./session/SessionContext";
import { sessionEnded } from "./session/sessionEnd";

export type ImportOnStream = Schemas["ImportRepresentation"];

/** What lists of imports and single ones are kept under; `["imports", "one", id]` is one of them. */
export const IMPORTS = "imports";
export const EVENTS = "events";
/** Export domains and what lies in them. */
export const STORAGE = "storagedomains";

/** Follows imports and events for all pages: single imports are replaced as they change, lists are asked for again, and export domains once an import has ended. */
export function LiveUpdates() {
  const queries = useQueryClient();
  const { session } = useSession();
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
        listsChange ||= before === undefined || before.status !== one.status;
        domainsChange ||= before !== undefined && isActive(before.status) && !isActive(one.status);
        recordProgress(one.id ?? "", copied(one.disks).done, isActive(one.status), Date.now());
        queries.setQueryData([IMPORTS, "one", one.id], one);
      }
      if (listsChange) {
        void queries.invalidateQueries({ queryKey: [IMPORTS, "list"] });
      }
      if (domainsChange) {
        void queries.invalidateQueries({ queryKey: [STORAGE] });
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
