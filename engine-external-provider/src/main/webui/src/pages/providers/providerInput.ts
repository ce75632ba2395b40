import type { Provider, ProviderInput } from "./providers";

export type Missing = "name" | "dataCenter" | "address" | "username" | "password" | "certificate" | "url" | "hostKey";

/** Whether the source is reached otherwise than before: then the password is needed again, which is never sent elsewhere unasked. */
export function isMoved(input: ProviderInput, before: Provider | undefined): boolean {
  return (
    before === undefined ||
    input.address.trim() !== before.address ||
    input.tlsMode !== before.tlsMode ||
    input.certificate !== ""
  );
}

/** Whether the host key that was confirmed before is still the one to go by. */
export function keepsHostKey(input: ProviderInput, before: Provider | undefined): boolean {
  return before !== undefined && before.hostKey !== "" && input.url.trim() === before.url;
}

/** What has to be entered before the engine is asked. */
export function missingIn(input: ProviderInput, before: Provider | undefined): Set<Missing> {
  const missing = new Set<Missing>();
  if (input.name.trim() === "") missing.add("name");
  if (input.dataCenter === "") missing.add("dataCenter");
  if (input.type === "xen") {
    if (!/^xen\+ssh:\/\/[^@/]+@[^@/]+/.test(input.url.trim())) missing.add("url");
    if (input.keyMode === "confirmed" && input.hostKey === "" && !keepsHostKey(input, before)) missing.add("hostKey");
    return missing;
  }
  if (input.address.trim() === "") missing.add("address");
  if (input.username.trim() === "") missing.add("username");
  const moved = isMoved(input, before);
  if (input.password === "" && moved) missing.add("password");
  if (input.tlsMode === "pinned" && input.certificate === "" && moved) missing.add("certificate");
  return missing;
}
