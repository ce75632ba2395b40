import i18next, { type ReadCallback } from "i18next";
import { initReactI18next } from "react-i18next";
import { load } from "../app/load";
import { readStored, writeStored } from "../app/preferences/stored";

/** In their own words, for the menu. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "v2v.language";

/** One file for each page and language, loaded when the page is; `common` belongs to the frame and to shared components. */
const files = import.meta.glob<{ default: Record<string, unknown> }>(["./en/*.json", "./de/*.json"]);

/** The first of them that there is, of tags such as de-DE; English if there is none. */
function languageOf(...tags: (string | undefined)[]): Language {
  const wanted = tags.map((tag) => tag?.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Language => tag !== undefined && tag in LANGUAGES) ?? "en";
}

export async function startI18n(): Promise<void> {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use({
      type: "backend",
      init() {},
      read(language: string, namespace: string, done: ReadCallback) {
        const file = files[`./${language}/${namespace}.json`];
        if (file === undefined) {
          done(new Error(`there are no texts ${language}/${namespace}`), false);
        } else {
          load(file).then(
            (texts) => done(null, texts.default as never),
            (error: Error) => done(error, false),
          );
        }
      },
    })
    .use(initReactI18next)
    .init({
      lng: languageOf(readStored(KEY), ...navigator.languages),
      fallbackLng: "en",
      supportedLngs: Object.keys(LANGUAGES),
      ns: ["common"],
      defaultNS: "common",
      fallbackNS: "common",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export function chooseLanguage(language: Language): void {
  writeStored(KEY, language);
  void i18next.changeLanguage(language);
}

/** Goes over to the language of this tag, such as de-DE, until the page is left. */
export function showLanguage(tag: string): void {
  void i18next.changeLanguage(languageOf(tag));
}
