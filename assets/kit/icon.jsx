// Icons and status shapes by name. Drawn inline: no request, no flash, they take the colour of their text.
import { useLocalization } from "@fluent/react";
import { glyphs, icons } from "$/public/kit/icon-data.js";

const missing = '<circle cx="12" cy="12" r="9"/>';

export function Icon({ name, size, className, label }) {
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg className={`i${size === "s" ? " i-s" : ""}${className ? ` ${className}` : ""}`} viewBox="0 0 24 24" {...named}
      dangerouslySetInnerHTML={{ __html: icons[name] ?? missing }} />
  );
}

export function Glyph({ name, label, tone }) {
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg className="glyph" viewBox="0 0 16 16" data-tone={tone} {...named}
      dangerouslySetInnerHTML={{ __html: glyphs[name] ?? glyphs["life-triaged"] }} />
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="currentColor" />
      <path d="M5.6 14.6 10 4.8l4.4 9.8L10 12.4Z" fill="var(--n-1)" />
    </svg>
  );
}

const cellStates = {
  complete: "on on on on", partial: "on on on un", stale: "on on on on", mostly_unread: "on un un un", not_read: "un un un un",
};

function Cells({ code, tone }) {
  return (
    <span className="cells" data-tone={tone} aria-hidden="true">
      {(cellStates[code] ?? cellStates.not_read).split(" ").map((state, index) => <i key={index} className={state} />)}
    </span>
  );
}

// One badge: `spec` is the catalogue's entry for this code; an unknown code is shown as it is, with the unknown tone.
export function Badge({ dim, question, code, spec, detail }) {
  const { l10n } = useLocalization();
  if (!code) return null;
  const tone = spec?.tone ?? "unknown";
  return (
    <span className="badge" data-dim={dim} data-tone={tone}>
      {dim === "completeness" ? <Cells code={code} tone={tone} /> : null}
      {spec?.glyph ? <Glyph name={spec.glyph} /> : null}
      {spec ? l10n.getString(`${question}-${code.replace(/[_.]/g, "-")}`) : code}
      {detail ? <>, {detail}</> : null}
    </span>
  );
}
