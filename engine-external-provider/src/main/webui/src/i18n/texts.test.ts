import { expect, it } from "vitest";

type Texts = { [key: string]: string | Texts };

const english = import.meta.glob<{ default: Texts }>("./en/*.json", { eager: true });
const german = import.meta.glob<{ default: Texts }>("./de/*.json", { eager: true });

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../api/schema.d.ts"], { eager: true, query: "?raw", import: "default" });

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

/** What stands in the sources of the pages as `"key"` or `"file:key"`, or begins or ends like `key.${part}` or `${part}.key`. */
function isUsed(code: string, patterns: RegExp[], key: string): boolean {
  return code.includes(`"${key}"`) || code.includes(`:${key}"`) || patterns.some((pattern) => pattern.test(key));
}

it("every text is used", () => {
  const code = Object.values(sources).join("\n");
  const patterns = [...code.matchAll(/`(?:\w+:)?((?:[\w.]|\$\{[^{}`]*\})+)`/g)]
    .map(([, template]) => (template as string).split(/\$\{[^}]*\}/))
    .filter((parts) => parts.length > 1 && /[a-z]/i.test(parts.join("")) && parts.join("").includes("."))
    .map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join("[^.]+")}$`));
  for (const [file, { default: texts }] of Object.entries(english)) {
    const keys = keysOf(texts).map((key) => key.replace(/_(zero|one|other)$/, ""));
    expect(keys.filter((key) => !isUsed(code, patterns, key)), file).toEqual([]);
  }
});
