import { Problem } from "../api/problem";
import { isTokenAnswer, type TokenAnswer, type TokenRequest } from "./messages";

/** Who is signed in to the webadmin that shows the pages. */
export interface Embedding {
  /** What has been told, or what is told when asked for the first time. */
  grant(): Promise<TokenAnswer>;
  /** To be called when the engine has refused a token: asks for the one that holds now. */
  renewed(refused: string): Promise<TokenAnswer>;
  /** Called with each grant. */
  subscribe(listener: (grant: TokenAnswer) => void): void;
}

/** The code of the problem that nobody around the pages answers. */
export const WEBADMIN_SILENT = "WEBADMIN_SILENT";

const ANSWER_MS = 10_000;

/**
 * Asks the window around the pages, which may be webadmin, whose plug-in answers. The token stays in memory. What comes from another
 * origin than those that the engine's settings name, or has not been asked for, is not listened to.
 */
export function embeddingIn(own: Window, origins: () => Promise<readonly string[]>, timeOut = ANSWER_MS): Embedding {
  const listeners: ((grant: TokenAnswer) => void)[] = [];
  let known: TokenAnswer | undefined;
  let asking: Promise<TokenAnswer> | undefined;

  async function ask(): Promise<TokenAnswer> {
    const allowed = await origins();
    const request: TokenRequest = { type: "v2v-token-request", id: crypto.randomUUID() };
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        own.removeEventListener("message", hear);
      };
      // not by its source: that is the plug-in's hidden frame, and none that is known here
      const hear = (event: MessageEvent<unknown>) => {
        if (!allowed.includes(event.origin) || !isTokenAnswer(event.data) || event.data.id !== request.id) return;
        end();
        resolve(event.data);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Problem({ kind: "signed-out", what: "", code: WEBADMIN_SILENT }));
      }, timeOut);
      own.addEventListener("message", hear);
      own.parent.postMessage(request, "*"); // there is no secret in it
    });
  }

  function asked(): Promise<TokenAnswer> {
    asking ??= ask()
      .then((grant) => {
        known = grant;
        listeners.forEach((listener) => listener(grant));
        return grant;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  return {
    grant: () => (known === undefined ? asked() : Promise.resolve(known)),
    renewed: (refused) => (known === undefined || known.token === refused ? asked() : Promise.resolve(known)),
    subscribe: (listener) => void listeners.push(listener),
  };
}
