import type { components } from "./schema";
import { isTrue } from "./values";

type Schemas = components["schemas"];

/** oVirt leaves the member of an empty list out. */
export function listOf<T>(list: T[] | undefined | null): T[] {
  return list ?? [];
}

/** A part of a list that is read by key: what `next` says is `after` of the following part. */
export interface Part<T> {
  items: T[];
  next: string | undefined;
  total: number | undefined;
}

export function partOfImports(answer: Schemas["Imports1"]): Part<Schemas["ImportRepresentation"]> {
  return {
    items: listOf(answer.import),
    next: answer.next ?? undefined,
    // the engine counts up to a limit
    total: answer.total === undefined || isTrue(answer.total_exceeded) ? undefined : Number(answer.total),
  };
}

/** The texts of a search in oVirt's language: quoted, with what would be a wildcard or end the quotes left out. */
export function searchText(text: string): string {
  return `"*${text.replace(/["*\\]/g, "")}*"`;
}
