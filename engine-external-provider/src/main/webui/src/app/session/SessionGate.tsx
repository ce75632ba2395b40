import { useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { Problem, problemOf } from "../../api/problem";
import { refusals } from "../../components/refusals";
import { embedded } from "../../webadmin/embedded";
import { connection } from "../connection/connection";
import { Starting } from "../Starting";
import { NotSignedInPage } from "../webadmin/NotSignedInPage";
import { fetchSession, type Session, signOut } from "./session";
import { SessionContext } from "./SessionContext";
import { sessionEnded } from "./sessionEnd";
import { SessionEndedDialog } from "./SessionEndedDialog";
import { SignedInPage } from "./SignedInPage";
import { isSignInWindow, tellSignedIn } from "./signInWindow";
import { SignInPage } from "./SignInPage";

type State = { is: "unknown" } | { is: "out"; problem?: Problem } | { is: "in"; session: Session; ended: boolean };

const RETRY_MS = 2_000;

/** Shows the sign-in until somebody has signed in. A session that ends later is renewed in a dialog above what was being done. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ is: "unknown" });
  const queries = useQueryClient();

  useEffect(() => {
    if (state.is !== "unknown") return;
    const ending = new AbortController();
    let timer: number | undefined;
    const ask = () => {
      fetchSession(ending.signal).then(
        (session) => {
          connection.found();
          setState({ is: "in", session, ended: false });
        },
        (error: unknown) => {
          if (ending.signal.aborted) return;
          const problem = problemOf(error);
          // busy, or it cannot ask whoever knows: the session may be good
          if (problem.kind === "away" || problem.status === 503) {
            connection.lost();
            timer = window.setTimeout(ask, RETRY_MS);
          } else {
            connection.found();
            setState({ is: "out", problem });
          }
        },
      );
    };
    ask();
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [state.is]);

  useEffect(
    () => sessionEnded.subscribe(() => setState((now) => (now.is === "in" ? { ...now, ended: true } : now))),
    [],
  );

  const enter = useCallback(
    (session: Session) => {
      setState((now) => {
        if (now.is !== "in" || now.session.user.id !== session.user.id) {
          queries.clear(); // nothing of what another user saw is left
          refusals.clear();
        }
        return { is: "in", session, ended: false };
      });
      void queries.invalidateQueries();
      tellSignedIn(); // other pages of this browser may wait for it
    },
    [queries],
  );

  const leave = useCallback(async () => {
    try {
      await signOut();
    } catch (error) {
      if (!(error instanceof Problem && error.kind === "signed-out")) throw error;
    }
    queries.clear();
    refusals.clear();
    setState({ is: "out" });
  }, [queries]);

  const session = state.is === "in" ? state.session : undefined;
  const handle = useMemo(() => (session === undefined ? undefined : { session, leave }), [session, leave]);

  if (state.is === "unknown") return <Starting />;
  if (state.is === "out" || handle === undefined) {
    return embedded ? (
      <NotSignedInPage problem={state.is === "out" ? state.problem : undefined} onAgain={() => setState({ is: "unknown" })} />
    ) : (
      <SignInPage onSignedIn={enter} />
    );
  }
  if (isSignInWindow()) return <SignedInPage />;
  return (
    <SessionContext.Provider value={handle}>
      {/* another user begins anew, with nothing of what was typed before */}
      <Fragment key={handle.session.user.id}>{children}</Fragment>
      {state.is === "in" && state.ended && <SessionEndedDialog user={state.session.user.user_name} onSignedIn={enter} />}
    </SessionContext.Provider>
  );
}
