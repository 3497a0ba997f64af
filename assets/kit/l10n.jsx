// Languages in the browser: one Fluent catalogue per language, switched without a reload.
// English is always loaded and is the fallback; every other language is a chunk of its own.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { LocalizationProvider, ReactLocalization } from "@fluent/react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import english from "$/public/i18n/en.ftl?raw";

const chunks = { de: () => import("$/public/i18n/de.ftl?raw") };
const formats = { en: "en-GB", de: "de-DE" };
const PSEUDO = "en-XA";
const texts = { en: english };
const listeners = new Set();

const browserWish = typeof navigator === "undefined" ? "en" : navigator.language;
const pseudo = browserWish === PSEUDO;
let current = "en";

function publish(locale) {
  current = locale;
  document.documentElement.lang = locale;
  for (const listener of listeners) listener();
}

export async function setLocale(wanted) {
  const locale = wanted === "en" || wanted in chunks ? wanted : "en";
  if (!(locale in texts)) texts[locale] = (await chunks[locale]()).default;
  if (locale !== current) publish(locale);
}

if (typeof document !== "undefined") setLocale(browserWish.slice(0, 2));

const marks = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", n: "ñ", s: "š" };
const accent = (text) => text.replace(/[aeiouAEIOUns]/g, (letter) => marks[letter]);

function bundle(locale) {
  const made = new FluentBundle([formats[locale], locale], { useIsolating: false, transform: pseudo ? accent : undefined });
  made.addResource(new FluentResource(texts[locale]));
  return made;
}

// The test language marks every message, so that text which did not come from a catalogue stands out.
class Marked extends ReactLocalization {
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

// Wraps the whole app. The second argument of ReactLocalization keeps it from parsing markup, which needs a document.
export function Languages({ children }) {
  const locale = useLocale();
  const l10n = useMemo(() => {
    const order = locale === "en" ? ["en"] : [locale, "en"];
    return new (pseudo ? Marked : ReactLocalization)(order.map(bundle), null);
  }, [locale]);
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
