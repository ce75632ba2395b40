import { embedded } from "../webadmin/embedded";

/** As fetch, for whoever is signed in: by the session's cookie, or in a frame of webadmin by the token that it gives. */
export async function send(input: string | Request, init: RequestInit = {}): Promise<Response> {
  if (embedded === undefined) {
    return fetch(input, { ...init, credentials: "same-origin", cache: "no-store" });
  }
  const { token } = await embedded.grant();
  const response = await fetch(withToken(input, init, token));
  if (response.status !== 401) return response;
  const renewed = await embedded.renewed(token);
  if (renewed.token === token) return response;
  await response.body?.cancel();
  return fetch(withToken(input, init, renewed.token));
}

function withToken(input: string | Request, init: RequestInit, token: string): Request {
  const request = new Request(input instanceof Request ? input.clone() : input, {
    ...init,
    credentials: "omit", // a cookie may be another user's
    cache: "no-store",
  });
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
