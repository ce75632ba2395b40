/** Whoever comes back from the provider with it is in a window that was opened for nothing else. */
const MARK = "signed-in";
const NAME = "v2v-sign-in";
const FEATURES = "popup,width=520,height=720";
const CHANNEL = "v2v-session";

/** Where the provider leads back to. */
export const WINDOW_PAGE = `/?${MARK}=`;

/** Whether this page has nothing to do but to say that somebody has signed in. */
export function isSignInWindow(address: URL = new URL(window.location.href)): boolean {
  return address.searchParams.has(MARK);
}

/** Opens it; false if the browser does not. */
export function openSignInWindow(href: string): boolean {
  const opened = window.open(href, NAME, FEATURES);
  opened?.focus();
  return opened !== null;
}

/** Tells all pages of this browser. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(MARK);
  channel.close();
}

/** Calls when somebody may have signed in: it was told, or this page is looked at again. */
export function onSignedInElsewhere(call: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = call;
  window.addEventListener("focus", call);
  return () => {
    channel.close();
    window.removeEventListener("focus", call);
  };
}
