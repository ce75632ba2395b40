/** What the pages, in a frame of oVirt's webadmin, and its plug-in say to each other by messages between windows. */
export interface TokenRequest {
  type: "v2v-token-request";
  /** Made up by who asks: what comes without it has not been asked for. */
  id: string;
}

export interface TokenAnswer {
  type: "v2v-token";
  id: string;
  /** Of oVirt's SSO service, as it is at this moment. */
  token: string;
  /** As in de-DE. */
  locale: string;
}

export function isTokenRequest(data: unknown): data is TokenRequest {
  const message = membersOf(data);
  return message.type === "v2v-token-request" && typeof message.id === "string";
}

export function isTokenAnswer(data: unknown): data is TokenAnswer {
  const message = membersOf(data);
  return (
    message.type === "v2v-token" &&
    typeof message.id === "string" &&
    typeof message.token === "string" &&
    message.token !== "" &&
    typeof message.locale === "string"
  );
}

function membersOf(data: unknown): Record<string, unknown> {
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
}
