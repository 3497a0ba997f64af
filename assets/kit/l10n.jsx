// Languages in the browser: one Fluent catalogue per language, switched without a reload.
// What frames and the first pages say in English is part of every page, because pages are drawn once before anybody
// asks for one. The rest comes with the language of the reader: one chunk, and only that one.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { LocalizationProvider, ReactLocalization } from "@fluent/react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import english from "$/public/i18n/en-first.ftl?raw";

const chunks = {
  en: () => import("$/public/i18n/en-rest.ftl?raw"),
  de: () => import("$/public/i18n/de.ftl?raw"),
};
const formats = { en: "en-GB", de: "de-DE" };
const PSEUDO = "en-XA";
const texts = { en: english };
const whole = new Set();
const listeners = new Set();

const browserWish = typeof navigator === "undefined" ? "en" : navigator.language;
const pseudo = browserWish === PSEUDO;
let current = "en";
let shown = "en";  // with the mark of a language that is whole, so that its arrival draws the page again

function publish(locale) {
  current = locale;
  shown = `${locale} whole`;
  document.documentElement.lang = locale;
  for (const listener of listeners) listener();
}

export async function setLocale(wanted) {
  const locale = wanted in chunks ? wanted : "en";
  if (!whole.has(locale)) {
    const rest = (await chunks[locale]()).default;
    if (!whole.has(locale)) texts[locale] = (texts[locale] ?? "") + rest;
    whole.add(locale);
  }
  if (shown !== `${locale} whole`) publish(locale);
}

if (typeof document !== "undefined") setLocale(browserWish.slice(0, 2));

const marks = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", n: "ñ", s: "š" };
const accent = (text) => text.replace(/[aeiouAEIOUns]/g, (letter) => marks[letter]);

function bundle(locale, text) {
  const made = new FluentBundle([formats[locale], locale], { useIsolating: false, transform: pseudo ? accent : undefined });
  made.addResource(new FluentResource(text));
  return made;
}

// The test language marks every message, so that text which did not come from a catalogue stands out.
class Marked extends ReactLocalization {
  getString(id, args, fallback) {
    const text = super.getString(id, args, fallback);
    return `⟦${text}${"~".repeat(Math.ceil(text.length * 0.35))}⟧`;
  }
}

// Until the reader's language is whole, what is missing stays empty for a moment instead of showing its name.
class Partial extends ReactLocalization {
  getString(id, args, fallback) {
    return this.getBundle(id) ? super.getString(id, args, fallback) : "";
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

// Wraps the whole app. The second argument of ReactLocalization keeps it from parsing markup, which needs a document.
export function Languages({ children }) {
  const state = useSyncExternalStore(subscribe, () => shown, () => "en");
  const l10n = useMemo(() => {
    // Everything follows from `state`: while React takes over the page it is what the page was drawn with.
    const [locale, isWhole] = state.split(" ");
    const last = bundle("en", isWhole ? texts.en : english);
    const Kind = pseudo ? Marked : isWhole ? ReactLocalization : Partial;
    return new Kind(locale === "en" ? [last] : [bundle(locale, texts[locale]), last], null);
  }, [state]);
  // For whoever must wait until no word is missing; said after everything below has been drawn with these words.
  useEffect(() => { if (state.endsWith("whole")) document.documentElement.dataset.words = "whole"; }, [state]);
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
