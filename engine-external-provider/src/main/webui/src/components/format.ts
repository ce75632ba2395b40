import { useTranslation } from "react-i18next";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const;
const BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Sizes and times as the language writes them. */
export interface Format {
  number(value: number, digits?: number): string;
  percent(percent: number): string;
  /** In binary units, as oVirt shows sizes. */
  bytes(bytes: number | undefined): string;
  time(time: Date | undefined): string;
  /** As in "14:05", or "14:05:09" with seconds: for axes. */
  clock(time: Date, seconds?: "with seconds"): string;
  /** As in "3 minutes ago" or "in 2 hours". */
  relative(time: Date, now?: Date): string;
  /** As in "1 h 5 min"; never with more than two units. */
  duration(milliseconds: number): string;
}

export function formatFor(language: string, none = "–"): Format {
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const timeFormat = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const clockFormat = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  const secondFormat = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  return {
    number,
    percent: (percent) => new Intl.NumberFormat(language, { style: "percent" }).format(percent / 100),
    bytes(bytes) {
      if (bytes === undefined || !Number.isFinite(bytes)) return none;
      const power = Math.min(bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
      const value = bytes / 1024 ** power;
      return `${number(value, value < 10 && power > 0 ? 1 : 0)} ${BINARY[power]}`;
    },
    time: (time) => (time === undefined ? none : timeFormat.format(time)),
    clock: (time, seconds) => (seconds === undefined ? clockFormat : secondFormat).format(time),
    relative(time, now = new Date()) {
      const seconds = (time.getTime() - now.getTime()) / 1_000;
      const size = Math.abs(seconds);
      if (size < 60) return relativeFormat.format(Math.round(seconds), "second");
      if (size < 3_600) return relativeFormat.format(Math.round(seconds / 60), "minute");
      if (size < 86_400) return relativeFormat.format(Math.round(seconds / 3_600), "hour");
      return relativeFormat.format(Math.round(seconds / 86_400), "day");
    },
    duration(milliseconds) {
      const seconds = Math.max(0, Math.round(milliseconds / 1_000));
      const parts: [number, string][] = [
        [Math.floor(seconds / 86_400), "day"],
        [Math.floor(seconds / 3_600) % 24, "hour"],
        [Math.floor(seconds / 60) % 60, "minute"],
        [seconds % 60, "second"],
      ];
      const first = parts.findIndex(([value]) => value > 0);
      if (first < 0) return unit(0, "second");
      return parts
        .slice(first, first + 2)
        .filter(([value]) => value > 0)
        .map(([value, name]) => unit(value, name))
        .join(" ");
    },
  };
}

const kept = new Map<string, Format>();

export function useFormat(): Format {
  const { i18n } = useTranslation();
  // the browser's own region, as in en-GB, if it is of the language that is shown
  const language = navigator.languages.find((tag) => tag.startsWith(i18n.language)) ?? i18n.language;
  let format = kept.get(language);
  if (format === undefined) {
    format = formatFor(language);
    kept.set(language, format);
  }
  return format;
}
