// Forms: values stay where they are, errors stand beside their field and in one summary that takes the focus.
// The server's answer (`errors`: names of fields and ids of messages) and the browser's own checks are shown the same way.
import { useLocalization } from "@fluent/react";
import { createContext, useContext, useEffect, useId, useMemo, useRef, useState } from "react";
import { Icon } from "$/public/kit/icon.jsx";

const Fields = createContext({ errors: {}, labels: {}, base: "" });

function localProblem(control) {
  const { validity } = control;
  if (validity.valid) return "";
  if (validity.valueMissing) return "error-field-required";
  if (validity.tooLong) return "error-field-too-long";
  return "error-field-format";
}

function read(form, names) {
  const data = new FormData(form);
  return Object.fromEntries(names.map((name) => {
    const control = form.elements[name];
    if (form.querySelector(`fieldset[data-many="${name}"]`)) return [name, data.getAll(name)];
    if (control?.type === "checkbox") return [name, control.checked];
    return [name, String(data.get(name) ?? "")];
  }));
}

export function Form({ names, labels, errors, onSubmit, children, className }) {
  const { l10n } = useLocalization();
  const base = useId();
  const form = useRef(null), summary = useRef(null);
  const [local, setLocal] = useState({});
  const given = useMemo(() => Object.fromEntries((errors ?? []).map(({ name, key }) => [name, key])), [errors]);
  const [server, setServer] = useState(given);
  const [calls, call] = useState(0);  // how often the summary was to take the focus: it does once it has been drawn
  useEffect(() => {
    setServer(given);
    if (Object.keys(given).length) call((before) => before + 1);
  }, [given]);
  useEffect(() => { summary.current?.focus(); }, [calls]);
  const all = useMemo(() => ({ ...server, ...Object.fromEntries(Object.entries(local).filter(([, id]) => id)) }), [local, server]);
  const check = (event) => {
    const { name } = event.target;
    if (!names.includes(name)) return;
    setLocal((before) => ({ ...before, [name]: localProblem(event.target) }));
    setServer(({ [name]: _, ...rest }) => rest);
  };
  const submit = (event) => {
    event.preventDefault();
    const controls = names.map((name) => form.current.elements[name]).filter((control) => control?.validity);
    const found = Object.fromEntries(controls.map((control) => [control.name, localProblem(control)]));
    setLocal(found);
    if (Object.values(found).some(Boolean)) { call((before) => before + 1); return; }
    setServer({});
    onSubmit?.(read(form.current, names));
  };
  const listed = names.filter((name) => all[name]);
  return (
    <Fields.Provider value={{ errors: all, base }}>
      <form ref={form} className={className ?? "form"} noValidate onSubmit={submit} onBlur={(event) => { if (event.target.value) check(event); }}
        onInput={(event) => { if (all[event.target.name]) check(event); }}>
        {listed.length ? (
          <div className="form-errors" role="alert" tabIndex={-1} ref={summary}>
            <b>{l10n.getString("form-errors", { count: listed.length })}</b>
            {listed.map((name) => (
              <a key={name} href={`#${base}-${name}`} onClick={(event) => { event.preventDefault(); form.current.elements[name]?.focus?.(); }}>
                {labels[name]}: {l10n.getString(all[name])}
              </a>
            ))}
          </div>
        ) : null}
        {children}
      </form>
    </Fields.Provider>
  );
}

// Label above, control, help, error. The control is drawn here so that its names and descriptions always match.
export function Field({ name, label, help, optional, kind = "text", options, rows, onPick, ...control }) {
  const { l10n } = useLocalization();
  const { errors, base } = useContext(Fields);
  const id = `${base}-${name}`;
  const problem = errors[name];
  const described = [help ? `${id}-help` : "", problem ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  const shared = { id, name, "aria-describedby": described, "aria-invalid": problem ? true : undefined, required: !optional, ...control };
  return (
    <div className="field">
      <label htmlFor={id}>{label}{optional ? <> <span className="opt">({l10n.getString("form-optional")})</span></> : null}</label>
      {kind === "select" ? (
        <span className="select-wrap"><select className="select" {...shared} onChange={onPick ? (event) => onPick(event.target.value) : undefined}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select><Icon name="chevron-down" /></span>
      ) : kind === "textarea" ? <textarea className="textarea" rows={rows ?? 3} {...shared} />
        : <input className="input" type={kind} {...shared} />}
      {help ? <span className="help" id={`${id}-help`}>{help}</span> : null}
      {problem ? <span className="err" id={`${id}-error`}><Icon name="circle-alert" size="s" />{l10n.getString(problem)}</span> : null}
    </div>
  );
}

// Time zones as this browser knows them, its own chosen.
export function ZoneField(props) {
  const zones = useMemo(() => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])], []);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const options = zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  return <Field {...props} kind="select" options={options} defaultValue={zones.includes(own) ? own : "UTC"} />;
}

// A group of check boxes or radio buttons with one name: options [{value, label, help}].
export function Choices({ name, label, kind = "radio", options, value, help, hidden, onPick }) {
  const { l10n } = useLocalization();
  const { errors } = useContext(Fields);
  const chosen = Array.isArray(value) ? value : [value];
  return (
    <fieldset className="field" hidden={hidden} data-many={kind === "checkbox" ? name : undefined}><legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="check">
          <input type={kind} name={name} value={option.value} defaultChecked={chosen.includes(option.value)}
            onChange={(event) => onPick?.(event.target.value)} />
          <span>{option.label}{option.help ? <span className="help"><br />{option.help}</span> : null}</span>
        </label>
      ))}
      {help ? <span className="help">{help}</span> : null}
      {errors[name] ? <span className="err"><Icon name="circle-alert" size="s" />{l10n.getString(errors[name])}</span> : null}
    </fieldset>
  );
}

// A row of mutually exclusive small choices: theme, language, density, a two-way view.
export function Segments({ label, name, options, value, onPick }) {
  return (
    <span className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onPick?.(option.value)} />{option.label}
        </label>
      ))}
    </span>
  );
}

// The last step of a bulk or irreversible action: the button stays closed until the words match.
export function TypedConfirm({ words, action, busy, kind = "danger-solid", onConfirm, children }) {
  const { l10n } = useLocalization();
  const [typed, setTyped] = useState("");
  const id = useId();
  const ready = words ? typed.trim() === words : true;
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready && !busy) onConfirm?.(); }}>
      {words ? (
        <div className="dialog-body"><div className="field">
          <label htmlFor={id}>{l10n.getString("confirm-type", { words })}</label>
          <input className="input" id={id} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div></div>
      ) : null}
      <div className="dialog-foot">
        {children}
        <button className="btn" data-kind={kind} type="submit" disabled={!ready} aria-busy={busy || undefined}>
          {busy ? <span className="spin" aria-hidden="true" /> : null}{action}
        </button>
      </div>
    </form>
  );
}

// A link to hand on: whole address, selected on focus, copied by the button, which says so.
export function CopyField({ label, path }) {
  const { l10n } = useLocalization();
  const [copied, setCopied] = useState(false);
  const input = useRef(null);
  const id = useId();
  const address = typeof window === "undefined" ? path : new URL(path, window.location.origin).href;
  useEffect(() => setCopied(false), [path]);
  const copy = async () => {
    input.current.select();
    try { await navigator.clipboard.writeText(address); setCopied(true); } catch { input.current.focus(); }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="copy-line">
        <input className="input mono" id={id} ref={input} readOnly value={address} onFocus={(event) => event.target.select()} />
        <button className="btn" type="button" onClick={copy}>
          <Icon name={copied ? "check" : "copy"} size="s" />{l10n.getString(copied ? "copy-done" : "copy-link")}
        </button>
      </span>
      <span className="vh" role="status">{copied ? l10n.getString("copy-done") : ""}</span>
    </div>
  );
}
