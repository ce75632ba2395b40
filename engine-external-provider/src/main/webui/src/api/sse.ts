/** A message of a stream of server-sent events. */
export interface Message {
  id: string | undefined;
  event: string;
  data: string;
}

/** Takes a stream apart as its pieces come; what is not finished waits for the next piece. */
export function messageReader(): (piece: string) => Message[] {
  let rest = "";
  return (piece) => {
    rest += piece;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    return blocks.map(messageOf).filter((message): message is Message => message !== undefined);
  };
}

/** Undefined for comments, such as heart beats. */
function messageOf(block: string): Message | undefined {
  const data: string[] = [];
  let id: string | undefined;
  let event = "message";
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") data.push(value);
    else if (name === "id") id = value;
    else if (name === "event") event = value;
  }
  return data.length === 0 ? undefined : { id, event, data: data.join("\n") };
}
