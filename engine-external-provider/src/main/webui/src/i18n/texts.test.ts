import { expect, it } from "vitest";

type Texts = { [key: string]: string | Texts };

const english = import.meta.glob<{ default: Texts }>("./en/*.json", { eager: true });
const german = import.meta.glob<{ default: Texts }>("./de/*.json", { eager: true });

function keysOf(texts: Texts, before = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [before + key] : keysOf(value, `${before}${key}.`),
  );
}

/** Where a text has what is put into it. */
function holesOf(texts: Texts): string[] {
  return Object.values(texts).flatMap((value) =>
    typeof value === "string" ? [[...value.matchAll(/{{(\w+)/g)].map(([, name]) => name).sort().join()] : holesOf(value),
  );
}

it("there is every text in both languages, with the same things put into it", () => {
  expect(Object.keys(german).map((file) => file.replace("./de/", ""))).toEqual(
    Object.keys(english).map((file) => file.replace("./en/", "")),
  );
  for (const [file, { default: texts }] of Object.entries(english)) {
    const other = german[file.replace("./en/", "./de/")]?.default ?? {};
    expect(keysOf(other), file).toEqual(keysOf(texts));
    expect(holesOf(other), file).toEqual(holesOf(texts));
  }
});

it.each([
  ["English", english["./en/import.json"]],
  ["German", german["./de/import.json"]],
])("the example of a drivers ISO is one that the engine takes, a whole path: %s", (_language, texts) => {
  const { driversIsoHelp } = texts?.default.settings as Texts;
  expect(driversIsoHelp).toMatch(/ \/\S+\.iso$/);
});
