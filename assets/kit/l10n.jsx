// Languages in the browser: Fluent catalogues, switched without a reload.
// What frames and the first pages say in English is part of every page, because pages are drawn once before anybody
// asks for one. The rest comes in chunks: what is common with the language of the reader, and the words of an area
// when a page first asks for one of them.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { LocalizationProvider, ReactLocalization } from "@fluent/react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import english from "$/public/i18n/en-first.ftl?raw";
import { COMMON, areas, chunks } from "$/public/i18n/areas.js";

const formats = { en: "en-GB", de: "de-DE" };
const PSEUDO = "en-XA";
const texts = { en: [english], de: [] };
const arrivals = new Map();
const arrived = new Set();
const listeners = new Set();

const browserWish = typeof navigator === "undefined" ? "en" : navigator.language;
const pseudo = browserWish === PSEUDO;
let current = "en";
let wished = "en";
let waiting = 0;
let rounds = 0;
const FIRST = "1";
// The language, how much of it is there, how often some did not come and whether more is on its way, so that each of
// these draws the page again.
let shown = `en ${FIRST}`;

function publish() {
  shown = `${current} ${texts[current].length}${rounds ? ` ${rounds}` : ""}${waiting ? " …" : ""}`;
  document.documentElement.lang = current;
  for (const listener of listeners) listener();
}

// Fetches an area of a language once; one that failed is asked for again later.
function fetchArea(locale, area) {
  const name = `${locale}-${area}`;
  if (arrivals.has(name)) return arrivals.get(name);
  waiting += 1;
  delete document.documentElement.dataset.words;
  const arrival = chunks[name]().then(
    (chunk) => { texts[locale].push(chunk.default); arrived.add(name); },
    () => { setTimeout(() => { arrivals.delete(name); rounds += 1; publish(); }, 2000); },
  ).finally(() => { waiting -= 1; if (locale === current || waiting === 0) publish(); });
  arrivals.set(name, arrival);
  return arrival;
}

// Whether the reader's language has all it will ever say under this name; if not, its words are on their way.
function isWhole(id) {
  if (typeof document === "undefined") return false;
  const words = id.split("-", 2);
  const area = areas[words.join("-")] ?? areas[words[0]] ?? COMMON;
  fetchArea(wished, area);
  return arrived.has(`${wished}-${area}`);
}

export async function setLocale(wanted) {
  wished = wanted in formats ? wanted : "en";
  const locale = wished;
  // What the page says now is fetched in the new language first, so that switching leaves no gaps.
  const known = [...arrived].filter((name) => name.startsWith(`${current}-`)).map((name) => name.slice(3));
  await Promise.all([COMMON, ...known].map((area) => fetchArea(locale, area)));
  const isThere = arrived.has(`${locale}-${COMMON}`);  // without it the page stays in the language it has
  if (isThere && wished === locale && current !== locale) { current = locale; publish(); }
}

if (typeof document !== "undefined") setLocale(browserWish.slice(0, 2));

const marks = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", n: "ñ", s: "š" };
const accent = (text) => text.replace(/[aeiouAEIOUns]/g, (letter) => marks[letter]);

function bundle(locale, some) {
  const made = new FluentBundle([formats[locale], locale], { useIsolating: false, transform: pseudo ? accent : undefined });
  for (const text of some) made.addResource(new FluentResource(text));
  return made;
}

// What has not arrived yet stays empty for a moment instead of showing its name.
class OnDemand extends ReactLocalization {
  constructor(bundles) {
    super(bundles, null);  // the second argument keeps it from parsing markup, which needs a document
    this.own = bundles[0];
  }

  getString(id, args, fallback) {
    return this.own.hasMessage(id) || isWhole(id) ? super.getString(id, args, fallback) : "";
  }
}

// The test language marks every message, so that text which did not come from a catalogue stands out.
class Marked extends OnDemand {
  getString(id, args, fallback) {
    const text = super.getString(id, args, fallback);
    return `⟦${text}${"~".repeat(Math.ceil(text.length * 0.35))}⟧`;
  }
}

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useLocale() {
  return useSyncExternalStore(subscribe, () => current, () => "en");
}

export const useFormats = () => formats[useLocale()];

// Wraps the whole app.
export function Languages({ children }) {
  const state = useSyncExternalStore(subscribe, () => shown, () => `en ${FIRST}`);
  const l10n = useMemo(() => {
    // Everything follows from `state`: while React takes over the page it is what the page was drawn with.
    const [locale, count] = state.split(" ");
    const last = bundle("en", count === FIRST ? [english] : texts.en);
    const Kind = pseudo ? Marked : OnDemand;
    return new Kind(locale === "en" ? [last] : [bundle(locale, texts[locale]), last]);
  }, [state]);
  // For whoever must wait until no word is missing; said after everything below has been drawn with these words.
  useEffect(() => {
    if (waiting === 0 && state !== `en ${FIRST}` && !state.endsWith("…")) document.documentElement.dataset.words = "whole";
  });
  return <LocalizationProvider l10n={l10n}>{children}</LocalizationProvider>;
}

// Applies what the server keeps for this person. Empty values mean "not known yet" and change nothing.
export function Preferences({ locale, theme, density }) {
  useEffect(() => { if (locale) setLocale(locale); }, [locale]);
  useEffect(() => { if (theme) window.tenantpilotTheme?.(theme); }, [theme]);
  useEffect(() => {
    if (density === "compact") document.documentElement.dataset.density = "compact";
    else if (density) delete document.documentElement.dataset.density;
  }, [density]);
  return null;
}

// Language of a page without a signed-in person (sign-in, problems): chosen here, kept nowhere.
export function LocaleSelect({ children, ...props }) {
  const locale = useLocale();
  return <select {...props} value={locale} onChange={(event) => setLocale(event.target.value)}>{children}</select>;
}
