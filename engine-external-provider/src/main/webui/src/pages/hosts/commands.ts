/** A program of the system's packages with what it is to install, as remedies name it. */
const COMMAND = /\b(apt|dnf) install (?:--[a-z-]+ )*[a-z0-9][a-z0-9+. -]*[a-z0-9+]/g;

/** The commands in a remedy that suit the host's operating system; all of them if that is not known. */
export function commandsIn(remedy: string, operatingSystem: string): string[] {
  const found = [...new Set(remedy.match(COMMAND) ?? [])];
  const own = /debian|ubuntu/i.test(operatingSystem) ? "apt" : /enterprise|red hat|centos|fedora|alma|rocky|\bel ?\d/i.test(operatingSystem) ? "dnf" : undefined;
  const suitable = found.filter((command) => own === undefined || command.startsWith(own));
  return suitable.length > 0 ? suitable : found;
}
