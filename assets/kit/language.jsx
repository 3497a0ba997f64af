// Choosing a language: the page follows at once, whoever keeps the choice is told.
import { setLocale, useLocale } from "$/public/kit/l10n.jsx";
import { Segments } from "$/public/kit/form.jsx";

export function LanguageSegments({ onPick, ...props }) {
  const locale = useLocale();
  return <Segments {...props} value={locale} onPick={(value) => { setLocale(value); onPick?.(value); }} />;
}
