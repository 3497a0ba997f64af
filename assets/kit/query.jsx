// The address is the truth of a list: filters, order, page, tab and hidden columns live in its query.
// These parts read and write it; the server loads what the address says.
import { useLocalization } from "@fluent/react";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { Icon } from "$/public/kit/icon.jsx";

const PAGING = ["after", "before"];

// Builds the address of this page with some query values replaced; an empty value removes its key.
export function useQuery() {
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const address = (changes, drop = PAGING) => {
    const next = new URLSearchParams(params);
    for (const key of drop) next.delete(key);
    for (const [key, value] of Object.entries(changes)) {
      if (value === "" || value === null || value === undefined) next.delete(key);
      else next.set(key, value);
    }
    const query = next.toString();
    return query ? `${pathname}?${query}` : pathname;
  };
  const go = (changes, replace = false) => navigate(address(changes), { replace, preventScrollReset: true });
  return { params, address, go };
}

export function QueryLink({ set, drop, children, ...props }) {
  const { address } = useQuery();
  return <Link {...props} preventScrollReset to={address(set, drop)}>{children}</Link>;
}

// Tabs are links; the chosen one is in the address. The first tab is the one without a query value.
export function QueryTab({ param, value, children }) {
  const { params, address } = useQuery();
  const chosen = (params.get(param) ?? "") === value;
  return <Link to={address({ [param]: value })} preventScrollReset aria-current={chosen ? "page" : undefined}>{children}</Link>;
}

// A column head that orders the list. `fallback` is the order the server uses when the address names none.
export function SortHead({ column, fallback = "", falling = false, single = false, children, ...props }) {
  const { params, address } = useQuery();
  const order = params.get("sort") ?? fallback;
  const active = order === column || order === `-${column}`;
  const down = active ? order.startsWith("-") : falling;
  const next = single ? column : active ? (down ? column : `-${column}`) : down ? `-${column}` : column;
  return (
    <th {...props} scope="col" role="columnheader" aria-sort={active ? (down ? "descending" : "ascending") : undefined}>
      <Link to={address({ sort: next })} preventScrollReset>
        {children}{active ? <Icon name={down ? "arrow-down" : "arrow-up"} size="s" /> : null}
      </Link>
    </th>
  );
}

// One filter: a dashed chip while it is off, a chip with its value and a way to remove it while it is on.
export function FilterSelect({ param, label, options }) {
  const { l10n } = useLocalization();
  const { params, go } = useQuery();
  const value = params.get(param) ?? "";
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={value ? "chip chip-pick" : "chip-add chip-pick"}>
      {value
        ? <><span className="k">{label}</span><span className="v">{chosen?.label ?? value}</span></>
        : <><Icon name="plus" size="s" />{label}</>}
      <select aria-label={label} value={chosen ? value : ""} onChange={(event) => go({ [param]: event.target.value })}>
        <option value="">{l10n.getString("filter-any")}</option>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      {value
        ? <button type="button" className="x" aria-label={l10n.getString("filter-remove", { name: label })} onClick={() => go({ [param]: "" })}>
            <Icon name="x" size="s" />
          </button>
        : null}
    </span>
  );
}

export function FilterDate({ param, label }) {
  const { params, go } = useQuery();
  return (
    <label className="chip chip-date"><span className="k">{label}</span>
      <input type="date" value={params.get(param) ?? ""} onChange={(event) => go({ [param]: event.target.value })} />
    </label>
  );
}

export function ClearFilters({ names, ...props }) {
  const { l10n } = useLocalization();
  const { params, address } = useQuery();
  if (!names.some((name) => params.get(name))) return null;
  const cleared = Object.fromEntries(names.map((name) => [name, ""]));
  return <Link className="btn" data-kind="quiet" data-size="s" preventScrollReset {...props} to={address(cleared)}>{l10n.getString("filter-clear")}</Link>;
}

// Shows its children only while one of the named filters is on (or, inverted, while none is).
export function WhenFiltered({ names, inverted, children }) {
  const { params } = useQuery();
  return names.some((name) => params.get(name)) !== Boolean(inverted) ? children : null;
}

export function SearchField({ param, label }) {
  const { params, go } = useQuery();
  const inAddress = params.get(param) ?? "";
  const [text, setText] = useState(inAddress);
  const pending = useRef();
  // The address may change while somebody types: what is asked is added to the newest, and to no other page's.
  const ask = useRef(go);
  useEffect(() => { ask.current = go; });
  useEffect(() => { if (!pending.current) setText(inAddress); }, [inAddress]);
  useEffect(() => () => clearTimeout(pending.current), []);
  const change = (event) => {
    const value = event.target.value;
    setText(value);
    clearTimeout(pending.current);
    pending.current = setTimeout(() => { pending.current = undefined; ask.current({ [param]: value.trim() }, true); }, 300);
  };
  return (
    <span className="input-wrap">
      <Icon name="search" />
      <input className="input" type="search" aria-label={label} placeholder={label} value={text} onChange={change} />
    </span>
  );
}

export function Pager({ previous, next, children }) {
  const { l10n } = useLocalization();
  const { address } = useQuery();
  const { params } = useQuery();
  const step = (cursor, key, id) => {
    const text = l10n.getString(id);
    return cursor
      ? <Link className="btn" data-size="s" to={address({ [key]: cursor })}>{text}</Link>
      : <button className="btn" data-size="s" type="button" disabled>{text}</button>;
  };
  // A list that pages forwards only offers its beginning instead of the page before.
  const deep = !previous && PAGING.some((key) => params.get(key));
  const back = deep
    ? <Link className="btn" data-size="s" to={address({})}>{l10n.getString("pager-first")}</Link>
    : step(previous, "before", "pager-previous");
  return (
    <nav className="pager" aria-label={l10n.getString("pager-label")}>
      {children}
      <span className="push row">{back}{step(next, "after", "pager-next")}</span>
    </nav>
  );
}
