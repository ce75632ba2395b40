import { type Embedding, embeddingIn } from "./embedding";

/** Whether a page of another site shows this one in a frame. The engine lets only webadmin do that (frame-ancestors). */
function isFramedByAnother(): boolean {
  const own = globalThis.window as Window | undefined; // tests without a browser have none
  if (own === undefined || own.parent === own) return false;
  try {
    return own.parent.location.origin !== own.location.origin;
  } catch {
    return true;
  }
}

let origins: Promise<readonly string[]> | undefined;

/** Those that the setting v2v.pages.webadmin names. */
function webadminOrigins(): Promise<readonly string[]> {
  origins ??= fetch("/ovirt-engine/v2v/webadmin.json", { credentials: "omit", cache: "no-store" })
    .then(async (response) => ((await response.json()) as { origins: string[] }).origins)
    .catch((error: unknown) => {
      origins = undefined;
      throw error instanceof SyntaxError ? new TypeError("fetch failed") : error; // something between here and the engine answered
    });
  return origins;
}

/** Set where the pages are shown by webadmin. */
export const embedded: Embedding | undefined = isFramedByAnother() ? embeddingIn(window, webadminOrigins) : undefined;
