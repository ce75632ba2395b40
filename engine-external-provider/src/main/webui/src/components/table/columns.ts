import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** What rows are ordered by; without it the column cannot be sorted. */
  sortBy?: (row: Row) => string | number | undefined;
  /** A share of the width in percent. */
  width?: 10 | 15 | 20 | 25 | 30 | 35 | 40 | 45 | 50;
  /** Numbers, which stand at the end. */
  isNumber?: boolean;
}

export interface Sorting {
  key: string;
  direction: "asc" | "desc";
}

/** By the language's own order, with numbers in names by their value; rows without a value come last. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | undefined): readonly Row[] {
  const by = columns.find((column) => column.key === sorting?.key)?.sortBy;
  if (sorting === undefined || by === undefined) return rows;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const sign = sorting.direction === "asc" ? 1 : -1;
  return rows
    .map((row) => ({ row, value: by(row) }))
    .sort((left, right) => {
      if (left.value === undefined || right.value === undefined) {
        return left.value === right.value ? 0 : left.value === undefined ? 1 : -1;
      }
      const order =
        typeof left.value === "number" && typeof right.value === "number"
          ? left.value - right.value
          : collator.compare(String(left.value), String(right.value));
      return sign * order;
    })
    .map((each) => each.row);
}

/** All words have to occur, in any order, whatever the case. */
export function matching<Row>(rows: readonly Row[], text: string, textOf: (row: Row) => string): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const own = textOf(row).toLowerCase();
    return words.every((word) => own.includes(word));
  });
}
