/** The lines of a log, as it grows. Of a very long one the beginning is left out here; it can be downloaded whole. */
export const MOST_LINES = 5_000;

export interface LogLines {
  lines: readonly string[];
  /** How many were left out at the beginning. */
  leftOut: number;
  /** A line that has not ended yet. */
  rest: string;
}

export const NO_LINES: LogLines = { lines: [], leftOut: 0, rest: "" };

/** Takes in a piece of text. Bars that a tool draws over and over with carriage returns count as they were drawn last. */
export function withText(log: LogLines, text: string): LogLines {
  const parts = (log.rest + text).split("\n");
  const rest = parts.pop() ?? "";
  const lines = [...log.lines, ...parts.map((line) => line.replace(/\r$/, "").replace(/^.*\r/s, ""))];
  const tooMany = Math.max(0, lines.length - MOST_LINES);
  return { lines: tooMany === 0 ? lines : lines.slice(tooMany), leftOut: log.leftOut + tooMany, rest };
}

/** Those with these words, whatever the case, with their numbers from 1. */
export function found(log: LogLines, words: string): { number: number; line: string }[] {
  const wanted = words.trim().toLowerCase();
  return log.lines
    .map((line, index) => ({ number: log.leftOut + index + 1, line }))
    .filter(({ line }) => wanted === "" || line.toLowerCase().includes(wanted));
}

const CAUSE = /\b(error|failed|fatal|cannot|could not|denied|refused|unreachable|no space|timed? out)\b/i;

/** What a failure most likely came from: the last lines that tell of one. */
export function causes(log: LogLines, most = 6): string[] {
  return log.lines.filter((line) => CAUSE.test(line)).slice(-most);
}
