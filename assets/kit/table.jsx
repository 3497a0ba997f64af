// The shared table: keys, selection, hidden columns. Rows and cells come from the page.
import { useLocalization } from "@fluent/react";
import { Children, createContext, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { Icon } from "$/public/kit/icon.jsx";
import { MenuCheckboxItem, MenuContent, MenuItem, MenuRoot, MenuTrigger } from "$/public/kit/overlays.jsx";
import { useQuery } from "$/public/kit/query.jsx";

const Selection = createContext({ chosen: new Set(), every: false, choose: () => {}, clear: () => {}, chooseEvery: () => {} });
const InMenu = createContext(false);
const INTERACTIVE = "a, button, input, select, textarea, label, summary, [role=menuitem]";
const TYPING = "input:not([type=checkbox]), select, textarea, [contenteditable], [role=dialog], [role=menu]";

function focusRow(frame, step) {
  const rows = [...frame.querySelectorAll("tbody tr")].filter((row) => row.querySelector("a, input"));
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))];
  for (const what of ["a.cell-title", "td a", "input"]) {
    const found = row?.querySelector(what);
    if (found) { found.focus(); return; }
  }
}

// The selection ends with another list (the address) and when the server has acted upon it (`round`).
export function TableFrame({ keys = true, round = 0, className = "", children }) {
  const frame = useRef(null);
  const [chosen, setChosen] = useState(() => new Set());
  const [every, setEvery] = useState(false);
  const { search } = useLocation();
  const { params } = useQuery();
  useEffect(() => { setChosen(new Set()); setEvery(false); }, [search, round]);
  useEffect(() => {
    if (!keys) return undefined;
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
      if (event.key === "j" || event.key === "k") focusRow(frame.current, event.key === "j" ? 1 : -1);
      else if (event.key === "x") document.activeElement?.closest("tr")?.querySelector("td.sel input")?.click();
      else if (event.key === "Escape") { setChosen(new Set()); setEvery(false); }
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [keys]);
  const selection = useMemo(() => ({
    chosen, every, frame,
    choose: (handles, on) => {
      setEvery(false);
      setChosen((before) => {
        const after = new Set(before);
        for (const handle of handles) { if (on) after.add(handle); else after.delete(handle); }
        return after;
      });
    },
    chooseEvery: () => setEvery(true),
    clear: () => { setChosen(new Set()); setEvery(false); },
  }), [chosen, every]);
  const hidden = (params.get("hide") ?? "").split(",").filter((n) => /^\d+$/.test(n)).map((n) => `hide-${n}`).join(" ");
  return (
    <Selection.Provider value={selection}>
      <div ref={frame} className={`${hidden} ${className}`.trim() || undefined}>{children}</div>
    </Selection.Provider>
  );
}

// A row that opens its record on a click anywhere that is not itself a control.
export function Row({ handle, href, children, ...props }) {
  const { chosen } = useContext(Selection);
  const navigate = useNavigate();
  const open = (event) => {
    if (!href || event.target.closest(INTERACTIVE) || String(getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener"); else navigate(href);
  };
  return (
    <tr role="row" {...props} data-href={href || undefined} data-handle={handle || undefined}
      aria-selected={handle && chosen.has(handle) ? true : undefined} onClick={open}>{children}</tr>
  );
}

export function RowTick({ handle, label }) {
  const { chosen, choose } = useContext(Selection);
  return (
    <td role="cell" className="sel"><label className="tick">
      <input type="checkbox" aria-label={label} checked={chosen.has(handle)} onChange={(event) => choose([handle], event.target.checked)} />
    </label></td>
  );
}

export function AllTick() {
  const { l10n } = useLocalization();
  const { chosen, choose, frame } = useContext(Selection);
  const toggle = (event) => {
    const rows = frame.current.querySelectorAll("tr[data-handle]");
    choose([...rows].map((row) => row.dataset.handle), event.target.checked);
  };
  return (
    <th role="columnheader" scope="col" className="sel"><label className="tick">
      <input type="checkbox" aria-label={l10n.getString("table-select-all")} checked={chosen.size > 0}
        data-mixed={chosen.size > 0 ? "" : undefined} onChange={toggle} />
    </label></th>
  );
}

// What can be done with the selection: the first few as buttons, on phones one, the rest in a menu. With `more` the
// list goes on behind this page, and all of it can be meant. `actions` are [{name, label, icon}] with one handler for
// all; actions may also be given as children.
export function BulkBar({ shown = 3, more = false, actions: offered = [], onAct, children }) {
  const { l10n } = useLocalization();
  const { chosen, every, clear, chooseEvery, frame } = useContext(Selection);
  const made = offered.map(({ name, label, icon }) => (
    <BulkAction key={name} icon={icon} onPress={(handles, all) => onAct?.(name, handles, all)}>{label}</BulkAction>
  ));
  const actions = [...made, ...Children.toArray(children)];
  const isWhole = more && chosen.size > 0 && chosen.size === frame.current?.querySelectorAll("tr[data-handle]").length;
  const count = l10n.getString(every ? "table-selected-every" : "table-selected", { count: chosen.size });
  return (
    <>
      <span className="vh" role="status">{chosen.size ? count : ""}</span>
      {chosen.size ? (
        <div className="bulk" role="toolbar" aria-label={l10n.getString("table-bulk-label")}>
          <span className="count num">{count}</span>
          {isWhole && !every ? <button type="button" className="every" onClick={chooseEvery}>{l10n.getString("table-select-every")}</button> : null}
          <span className="bar" />
          {actions.slice(0, 1)}
          {actions.length > 1 ? <span className="only-wide row bulk-rest">{actions.slice(1, shown)}</span> : null}
          <BulkMenu className="only-phone" actions={actions.slice(1)} />
          <BulkMenu className="only-wide" actions={actions.slice(shown)} />
          <span className="bar" />
          <button type="button" onClick={clear}><Icon name="x" size="s" /><span className="vh">{l10n.getString("table-clear-selection")}</span><kbd>Esc</kbd></button>
        </div>
      ) : null}
    </>
  );
}

function BulkMenu({ actions, className }) {
  const { l10n } = useLocalization();
  if (!actions.length) return null;
  return (
    <MenuRoot>
      <MenuTrigger className={className}><Icon name="ellipsis" size="s" />{l10n.getString("table-bulk-more")}</MenuTrigger>
      <MenuContent align="end" side="top" sideOffset={8}>
        <InMenu.Provider value={true}>{actions}</InMenu.Provider>
      </MenuContent>
    </MenuRoot>
  );
}

// The action gets the chosen handles, and whether all that the list finds is meant.
export function BulkAction({ icon, onPress, children }) {
  const { chosen, every } = useContext(Selection);
  const face = <>{icon ? <Icon name={icon} size="s" /> : null}{children}</>;
  const press = () => onPress?.([...chosen], every);
  if (useContext(InMenu)) return <MenuItem className="opt-row" onSelect={press}>{face}</MenuItem>;
  return <button type="button" onClick={press}>{face}</button>;
}

// Which columns are shown: [{n, label}], kept in the address as the hidden ones' numbers.
export function ColumnMenu({ columns }) {
  const { l10n } = useLocalization();
  const { params, go } = useQuery();
  const hidden = new Set((params.get("hide") ?? "").split(",").filter(Boolean));
  const toggle = (n, on) => {
    if (on) hidden.delete(n); else hidden.add(n);
    go({ hide: [...hidden].join(",") }, true);
  };
  return (
    <MenuRoot>
      <MenuTrigger className="btn" data-kind="quiet" data-size="s"><Icon name="columns-3" size="s" />{l10n.getString("table-columns")}</MenuTrigger>
      <MenuContent align="end" sideOffset={4}>
        {columns.map(({ n, label }) => (
          <MenuCheckboxItem key={n} className="opt-row" checked={!hidden.has(String(n))}
            onSelect={(event) => event.preventDefault()} onCheckedChange={(on) => toggle(String(n), on)}>
            <svg className="i i-s ok" viewBox="0 0 24 24" aria-hidden="true"><path d="M20 6 9 17l-5-5" /></svg>{label}
          </MenuCheckboxItem>
        ))}
      </MenuContent>
    </MenuRoot>
  );
}

export function DensityToggle({ value, onChoose }) {
  const { l10n } = useLocalization();
  return (
    <span className="seg only-wide" role="group" aria-label={l10n.getString("density-label")}>
      {["comfortable", "compact"].map((name) => (
        <button key={name} type="button" aria-pressed={value === name} onClick={() => onChoose?.(name)}>{l10n.getString(`density-${name}`)}</button>
      ))}
    </span>
  );
}

export function KeyHints({ selectable }) {
  const { l10n } = useLocalization();
  return (
    <span className="keys only-wide">
      <span><kbd>J</kbd> <kbd>K</kbd> {l10n.getString("keys-move")}</span>
      {selectable ? <span><kbd>X</kbd> {l10n.getString("keys-select")}</span> : null}
      <span><kbd>Enter</kbd> {l10n.getString("keys-open")}</span>
    </span>
  );
}
