/** The API writes numbers and booleans as texts, as oVirt's does. */

export function isTrue(text: unknown): boolean {
  return text === true || text === "true";
}

/** Undefined if there is no number. */
export function toNumber(text: unknown): number | undefined {
  if (text === undefined || text === null || text === "") {
    return undefined;
  }
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Undefined if there is no time. oVirt's types are sent as milliseconds in some places and as ISO texts in others. */
export function toTime(value: unknown): Date | undefined {
  if (typeof value === "number") {
    return new Date(value);
  }
  if (typeof value !== "string" || value === "") {
    return undefined;
  }
  const time = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
