import { expect, it } from "vitest";
import { type Column, matching, sorted } from "./columns";

interface Machine {
  name: string;
  size: number | undefined;
}

const columns: Column<Machine>[] = [
  { key: "name", title: "Name", render: (row) => row.name, sortBy: (row) => row.name },
  { key: "size", title: "Size", render: (row) => row.size, sortBy: (row) => row.size },
];
const rows: Machine[] = [
  { name: "web10", size: 5 },
  { name: "Web2", size: undefined },
  { name: "db", size: 7 },
];
const names = (found: readonly Machine[]) => found.map((row) => row.name);

it("orders names by the numbers in them, whatever their case", () => {
  expect(names(sorted(rows, columns, { key: "name", direction: "asc" }))).toEqual(["db", "Web2", "web10"]);
});

it("puts rows without a value last in both directions", () => {
  expect(names(sorted(rows, columns, { key: "size", direction: "asc" }))).toEqual(["web10", "db", "Web2"]);
  expect(names(sorted(rows, columns, { key: "size", direction: "desc" }))).toEqual(["db", "web10", "Web2"]);
});

it("finds rows that have all the words", () => {
  expect(names(matching(rows, " WEB 0", (row) => row.name))).toEqual(["web10"]);
  expect(matching(rows, " ", (row) => row.name)).toBe(rows);
});
