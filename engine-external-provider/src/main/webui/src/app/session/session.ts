import { answer, PAGES_HEADERS } from "../../api/client";
import { send } from "../../api/send";

/** What a role of the engine is called, and what it allows. */
export type RoleName = "SuperUser" | "ImportOperator" | "ReadOnlyAdmin";
export type Permit = "read" | "import" | "configure";

export interface SessionPermission {
  role: RoleName;
  /** In this data center only; everywhere without one. */
  data_center?: { id: string; name?: string };
}

export interface Session {
  user: { id: string; user_name: string };
  expires_in: number;
  permissions: SessionPermission[];
}

/** As the data center of what belongs to all of them, or whose data center is not known: only who may do it everywhere may do it there. */
export const EVERYWHERE = "";

const PERMITS: Record<RoleName, readonly Permit[]> = {
  SuperUser: ["read", "import", "configure"],
  ImportOperator: ["read", "import"],
  ReadOnlyAdmin: ["read"],
};

/** Whether the user may do it in this data center; without one: anywhere. What may not be done is not offered. */
export function mayDo(session: Session, permit: Permit, dataCenter?: string): boolean {
  return session.permissions.some(
    (permission) =>
      (PERMITS[permission.role] ?? []).includes(permit) &&
      (permission.data_center === undefined ||
        (permit !== "configure" && (dataCenter === undefined || permission.data_center.id === dataCenter))),
  );
}

const PATH = "/ovirt-engine/sso/session";

/** Throws a Problem of kind `signed-out` if nobody is signed in. */
export function fetchSession(signal?: AbortSignal): Promise<Session> {
  return request("GET", undefined, signal);
}

export function signIn(username: string, password: string): Promise<Session> {
  return request("POST", { username, password });
}

export async function signOut(): Promise<void> {
  await request("DELETE");
}

function request(method: string, body?: object, signal?: AbortSignal): Promise<Session> {
  const headers: Record<string, string> = { ...PAGES_HEADERS };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  return answer(
    send(PATH, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    }).then(async (response) => {
      const content: unknown = await response.json().catch(() => undefined);
      return response.ok ? { data: content as Session, response } : { error: content, response };
    }),
  );
}
