import { createContext, useContext } from "react";
import { mayDo, type Permit, type Session } from "./session";

export interface SessionHandle {
  session: Session;
  leave(): Promise<void>;
}

export const SessionContext = createContext<SessionHandle | undefined>(undefined);

/** Who is signed in; only below SessionGate. */
export function useSession(): SessionHandle {
  const handle = useContext(SessionContext);
  if (handle === undefined) {
    throw new Error("useSession stands outside of SessionGate");
  }
  return handle;
}

/** Whether the user may do it, in this data center or anywhere. */
export function useMay(permit: Permit, dataCenter?: string): boolean {
  return mayDo(useSession().session, permit, dataCenter);
}

/** Whether machines of a provider may be imported, by its data center: whoever may only look at it may not. */
export function useMayImportFrom(): (provider: { dataCenter: { id: string } }) => boolean {
  const { session } = useSession();
  return ({ dataCenter }) => mayDo(session, "import", dataCenter.id);
}
