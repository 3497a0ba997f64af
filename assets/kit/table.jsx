// The shared table: keys, selection, hidden columns. Rows and cells come from the page.
import { useLocalization } from "@fluent/react";
import * as Menu from "@radix-ui/react-dropdown-menu";
import { createContext, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { Icon } from "$/public/kit/icon.jsx";
import { useQuery } from "$/public/kit/query.jsx";

const Selection = createContext({ chosen: new Set(), choose: () => {}, clear: () => {} });
const INTERACTIVE = "a, button, input, select, textarea, label, summary, [role=menuitem]";
const TYPING = "input:not([type=checkbox]), select, textarea, [contenteditable], [role=dialog], [role=menu]";

function focusRow(frame, step) {
  const rows = [...frame.querySelectorAll("tbody tr")].filter((row) => row.querySelector("a, input"));
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))];
  row?.querySelector("a.cell-title, td a, input")?.focus();
}

export function TableFrame({ keys = true, className = "", children }) {
  const frame = useRef(null);
  const [chosen, setChosen] = useState(() => new Set());
  const { search } = useLocation();
  const { params } = useQuery();
  useEffect(() => { setChosen(new Set()); }, [search]);
  useEffect(() => {
    if (!keys) return undefined;
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
      if (event.key === "j" || event.key === "k") focusRow(frame.current, event.key === "j" ? 1 : -1);
      else if (event.key === "x") document.activeElement?.closest("tr")?.querySelector("td.sel input")?.click();
      else if (event.key === "Escape") setChosen(new Set());
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [keys]);
  const selection = useMemo(() => ({
    chosen, frame,
    choose: (handles, on) => setChosen((before) => {
      const after = new Set(before);
      for (const handle of handles) { if (on) after.add(handle); else after.delete(handle); }
      return after;
    }),
    clear: () => setChosen(new Set()),
  }), [chosen]);
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

export function BulkBar({ children }) {
  const { l10n } = useLocalization();
  const { chosen, clear } = useContext(Selection);
  const count = l10n.getString("table-selected", { count: chosen.size });
  return (
    <>
      <span className="vh" role="status">{chosen.size ? count : ""}</span>
      {chosen.size ? (
        <div className="bulk" role="toolbar" aria-label={l10n.getString("table-bulk-label")}>
          <span className="count num">{count}</span><span className="bar" />
          {children}
          <span className="bar" />
          <button type="button" onClick={clear}><Icon name="x" size="s" /><span className="vh">{l10n.getString("table-clear-selection")}</span><kbd>Esc</kbd></button>
        </div>
      ) : null}
    </>
  );
}

export function BulkAction({ icon, onPress, children }) {
  const { chosen, clear } = useContext(Selection);
  return (
    <button type="button" onClick={() => { onPress?.([...chosen]); clear(); }}>
      {icon ? <Icon name={icon} size="s" /> : null}{children}
    </button>
  );
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
    <Menu.Root modal={false}>
      <Menu.Trigger className="btn" data-kind="quiet" data-size="s"><Icon name="columns-3" size="s" />{l10n.getString("table-columns")}</Menu.Trigger>
      <Menu.Portal><Menu.Content className="menu" align="end" sideOffset={4}>
        {columns.map(({ n, label }) => (
          <Menu.CheckboxItem key={n} className="opt-row" checked={!hidden.has(String(n))}
            onSelect={(event) => event.preventDefault()} onCheckedChange={(on) => toggle(String(n), on)}>
            <svg className="i i-s ok" viewBox="0 0 24 24" aria-hidden="true"><path d="M20 6 9 17l-5-5" /></svg>{label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Content></Menu.Portal>
    </Menu.Root>
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
