// Moments, durations and numbers in the reader's language and time zone. The exact moment is in the title.
import { useEffect, useState } from "react";
import { useFormats } from "$/public/kit/l10n.jsx";

const MINUTE = 60, HOUR = 3600, DAY = 86400;
const shapes = {
  datetime: { dateStyle: "medium", timeStyle: "short" },
  precise: { dateStyle: "medium", timeStyle: "medium" },
  date: { dateStyle: "medium" },
  time: { timeStyle: "medium" },
};
const exactShape = { dateStyle: "full", timeStyle: "long" };

const tickers = new Set();
let timer;
function everyQuarterMinute(listener) {
  tickers.add(listener);
  timer ??= setInterval(() => { if (!document.hidden) tickers.forEach((tick) => tick()); }, 15000);
  return () => {
    tickers.delete(listener);
    if (!tickers.size) { clearInterval(timer); timer = undefined; }
  };
}

function useNow(active) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => (active ? everyQuarterMinute(() => setNow(Date.now())) : undefined), [active]);
  return now;
}

function relative(date, now, locale) {
  const seconds = Math.round((date - now) / 1000), size = Math.abs(seconds);
  const say = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (size < 45) return say.format(0, "second");
  if (size < HOUR) return say.format(Math.round(seconds / MINUTE), "minute");
  if (size < DAY) return say.format(Math.round(seconds / HOUR), "hour");
  if (size < 7 * DAY) return say.format(Math.round(seconds / DAY), "day");
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(date);
}

export function Time({ at, mode = "relative", empty = "", near = 0 }) {
  const locale = useFormats();
  const now = useNow(mode === "relative" || near > 0);
  const date = at ? new Date(at) : null;
  if (!date || Number.isNaN(date.getTime())) return empty;
  const exact = new Intl.DateTimeFormat(locale, exactShape).format(date);
  const text = mode === "relative" ? relative(date, now, locale) : new Intl.DateTimeFormat(locale, shapes[mode]).format(date);
  const tone = near && date - now < near * HOUR * 1000 ? { "data-tone": "critical" } : {};
  return <time dateTime={date.toISOString()} title={exact} className={`num nowrap${tone["data-tone"] ? " t-tone" : ""}`} {...tone}>{text}</time>;
}

function spoken(seconds, locale) {
  const unit = (value, name) =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: 1 }).format(value);
  if (seconds < 10) return unit(Math.round(seconds * 10) / 10, "second");
  if (seconds < MINUTE) return unit(Math.round(seconds), "second");
  if (seconds < HOUR) return `${unit(Math.floor(seconds / MINUTE), "minute")} ${unit(Math.round(seconds % MINUTE), "second")}`;
  return `${unit(Math.floor(seconds / HOUR), "hour")} ${unit(Math.round((seconds % HOUR) / MINUTE), "minute")}`;
}

// Either `seconds`, or the span from `since` until `until` (still counting while `until` is empty).
export function Duration({ seconds, since, until, empty = "" }) {
  const locale = useFormats();
  const counting = Boolean(since) && !until;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!counting) return undefined;
    const handle = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(handle);
  }, [counting]);
  const span = since ? ((until ? new Date(until) : now) - new Date(since)) / 1000 : seconds;
  if (span === undefined || span === null || Number.isNaN(span) || span < 0) return empty;
  return <span className="num nowrap">{spoken(counting ? Math.floor(span) : span, locale)}</span>;
}

export function Amount({ value, unit }) {
  const locale = useFormats();
  if (unit === "byte") {
    const steps = ["byte", "kilobyte", "megabyte", "gigabyte"];
    let size = value, step = 0;
    while (size >= 1000 && step < steps.length - 1) { size /= 1000; step += 1; }
    const text = new Intl.NumberFormat(locale, { style: "unit", unit: steps[step], maximumFractionDigits: step ? 1 : 0 }).format(size);
    return <span className="num nowrap">{text}</span>;
  }
  return <span className="num">{new Intl.NumberFormat(locale).format(value)}</span>;
}
