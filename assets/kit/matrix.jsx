// A fleet on one sheet: a row for each tenant, a column for each part of a baseline. Only what is in sight is drawn and
// only rows near it are asked for. Rows and columns have fixed sizes, so that a place is a multiplication.
// The focus stays on the sheet; arrows move a mark over the cells, Enter opens what the cell stands for.
import "$/public/styles/matrix.css";
import { useLocalization } from "@fluent/react";
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Icon } from "$/public/kit/icon.jsx";
import { shapes, tones } from "$/public/kit/shapes.js";
import { Time } from "$/public/kit/time.jsx";

const WIDTH = 30, HEIGHT = 44, SPARE = 4, CHUNK = 40, PAUSE = 120;
// The letters in which results travel: one for each cell.
const RESULTS = { m: "match", c: "covered", d: "different", x: "missing", u: "unexpected", k: "conflict", n: "not_comparable" };
const resultOf = (row, at) => RESULTS[row?.cells[at]] ?? "";
const wordOf = (l10n, row, result) => (!row.href ? l10n.getString("compare-never") : result ? l10n.getString(`result-${result.replace("_", "-")}`) : l10n.getString("compare-cell-none"));
const familyOf = (l10n, one) => l10n.getString(`family-${one.family.replaceAll("_", "-")}`);
const nameOf = (l10n, column) => column.name || familyOf(l10n, column);  // what there is only once has no name of its own
const keyOf = (row, column) => `${row}:${column}`;

export function ResultShape({ result }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" data-tone={tones[result]}
      dangerouslySetInnerHTML={{ __html: shapes[result] ?? '<path d="M5 8h6" stroke="currentColor" stroke-width="1.4"/>' }} />
  );
}

// Where the sheet is scrolled to and how much of it can be seen.
function useView(frame) {
  const [view, setView] = useState({ top: 0, left: 0, width: 0, height: 0 });
  useLayoutEffect(() => {
    const node = frame.current;
    let asked = 0;
    const look = () => {
      asked = 0;
      setView({ top: node.scrollTop, left: node.scrollLeft, width: node.clientWidth, height: node.clientHeight });
    };
    const later = () => { asked ||= requestAnimationFrame(look); };
    look();
    const sized = new ResizeObserver(later);
    sized.observe(node);
    node.addEventListener("scroll", later, { passive: true });
    return () => { sized.disconnect(); node.removeEventListener("scroll", later); cancelAnimationFrame(asked); };
  }, [frame]);
  return view;
}

// Rows as they arrive, kept by their number; another `stamp` is another list.
function useRows(stamp, first, rows) {
  const kept = useRef({ stamp: "", rows: new Map() });
  if (kept.current.stamp !== stamp) kept.current = { stamp, rows: new Map() };
  rows.forEach((row, at) => kept.current.rows.set(first + at, row));
  return kept.current.rows;
}

function range(from, size, each, count) {
  const first = Math.max(0, Math.floor(from / each) - SPARE);
  return [first, Math.min(count, Math.ceil((from + size) / each) + SPARE)];
}

const steps = (first, last) => Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);

// Neighbouring columns of one family: where each begins and how many it has.
function familiesOf(columns) {
  const found = [];
  columns.forEach((column, at) => {
    const last = found.at(-1);
    if (last?.family === column.family) last.count += 1; else found.push({ family: column.family, first: at, count: 1 });
  });
  return found;
}

export function Matrix({ label, columns, total, first, rows, stamp, subject, onNeed }) {
  const { l10n } = useLocalization();
  const navigate = useNavigate();
  const base = useId(), frame = useRef(null), corner = useRef(null);
  const view = useView(frame);
  const known = useRows(stamp, first, rows);
  const [mark, setMark] = useState({ row: 0, column: 0 });
  const [hover, setHover] = useState(null);
  const families = useMemo(() => familiesOf(columns), [columns]);
  const side = corner.current?.offsetWidth ?? 0, head = corner.current?.offsetHeight ?? 0;
  const [top, bottom] = range(view.top, view.height - head, HEIGHT, total);
  const [left, right] = range(view.left, view.width - side, WIDTH, columns.length);

  const absent = steps(top, bottom).find((at) => !known.has(at));
  const ask = absent === undefined ? -1 : Math.floor(absent / CHUNK) * CHUNK;
  useEffect(() => {
    if (ask < 0) return undefined;
    const handle = setTimeout(() => onNeed?.(ask), PAUSE);
    return () => clearTimeout(handle);
  }, [ask, stamp, rows]);
  useEffect(() => { setMark({ row: 0, column: 0 }); frame.current?.scrollTo(0, 0); }, [subject]);

  const reveal = useCallback(({ row, column }) => {
    const node = frame.current;
    const y = row * HEIGHT, x = column * WIDTH, tall = node.clientHeight - head, wide = node.clientWidth - side;
    if (y < node.scrollTop) node.scrollTop = y; else if (y + HEIGHT > node.scrollTop + tall) node.scrollTop = y + HEIGHT - tall;
    if (x < node.scrollLeft) node.scrollLeft = x; else if (x + WIDTH > node.scrollLeft + wide) node.scrollLeft = x + WIDTH - wide;
  }, [head, side]);
  const open = (at, apart) => {
    const href = hrefOf(known.get(at.row), columns[at.column]);
    if (!href) return;
    if (apart) window.open(href, "_blank", "noopener"); else navigate(href);
  };
  const press = (event) => {
    if (event.target !== frame.current || event.altKey) return;
    const whole = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((view.height - head) / HEIGHT) - 1);
    const { row, column } = mark;
    const next = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      PageDown: [row + page, column], PageUp: [row - page, column],
      Home: [whole ? 0 : row, 0], End: [whole ? total - 1 : row, columns.length - 1],
    }[event.key];
    if (event.key === "Enter") open(mark, whole);
    else if (next) {
      const to = { row: Math.min(Math.max(next[0], 0), total - 1), column: Math.min(Math.max(next[1], 0), columns.length - 1) };
      setMark(to); setHover(null); reveal(to);
    } else return;
    event.preventDefault();
  };
  const placeOf = (event) => {
    const cell = event.target.closest?.("[data-place]");
    if (!cell) return null;
    const [row, column] = cell.dataset.place.split(":").map(Number);
    return { row, column };
  };
  // A finger has no hover: its first touch marks the cell and shows what it says, the second opens it.
  const click = (event) => {
    const at = placeOf(event);
    if (!at) return;
    const isSame = at.row === mark.row && at.column === mark.column;
    setMark(at);
    if (event.nativeEvent.pointerType !== "touch" || isSame) open(at, event.ctrlKey || event.metaKey);
  };
  const told = hover ?? mark;
  const shown = steps(left, right);
  return (
    <div className="mxs">
      <Told row={known.get(told.row)} column={columns[told.column]} />
      <div className="mx" ref={frame} role="grid" tabIndex={0} aria-label={label} aria-rowcount={total + 1}
        aria-colcount={columns.length + 1} aria-activedescendant={`${base}-${keyOf(mark.row, mark.column)}`}
        onKeyDown={press} onClick={click} onPointerMove={(event) => setHover(event.pointerType === "touch" ? null : placeOf(event))}
        onPointerLeave={() => setHover(null)}>
        <div className="mx-in" role="rowgroup" style={{ width: side + columns.length * WIDTH, height: head + total * HEIGHT }}>
          <div className="mx-head" role="row" aria-rowindex={1}>
            <div className="mx-corner" ref={corner} role="columnheader" aria-colindex={1}>
              <span>{l10n.getString("compare-matrix-tenants", { count: total })}</span><span className="only-wide">{l10n.getString("compare-column-deviating")}</span>
            </div>
            {families.map((one) => (one.first < right && one.first + one.count > left ? (
              <div key={one.first} className="mx-family" aria-hidden="true" style={{ left: side + one.first * WIDTH, width: one.count * WIDTH }}>
                {one.count > 2 ? <span style={{ left: side }}>{familyOf(l10n, one)}</span> : null}
              </div>
            ) : null))}
            {shown.map((at) => (
              <div key={columns[at].ref} className="mx-part" role="columnheader" aria-colindex={at + 2} title={nameOf(l10n, columns[at])}
                data-on={told.column === at ? "" : undefined} style={{ left: side + at * WIDTH }}><bdi>{nameOf(l10n, columns[at])}</bdi></div>
            ))}
          </div>
          {steps(top, bottom).map((at) => (
            <Line key={at} at={at} row={known.get(at)} columns={columns} shown={shown} side={side} head={head} mark={mark} base={base} l10n={l10n} />
          ))}
        </div>
      </div>
    </div>
  );
}

function hrefOf(row, column) {
  if (!row || !column || !row.href) return "";
  return `${row.href}?part=${column.ref}`;
}

function Line({ at, row, columns, shown, side, head, mark, base, l10n }) {
  return (
    <div className="mx-row" role="row" aria-rowindex={at + 2} data-never={row && !row.href ? "" : undefined} style={{ top: head + at * HEIGHT }}>
      <div className="mx-tenant" role="rowheader" aria-colindex={1}>
        {row ? <Tenant row={row} /> : <span className="skel" data-w="3" />}
      </div>
      {shown.map((column) => {
        const result = resultOf(row, column);
        const isMarked = mark.row === at && mark.column === column;
        return (
          <div key={column} id={isMarked ? `${base}-${keyOf(at, column)}` : undefined} className="mx-cell" role="gridcell"
            aria-colindex={column + 2} aria-selected={isMarked} data-place={row ? keyOf(at, column) : undefined}
            data-tone={tones[result]} data-r={result || undefined} style={{ left: side + column * WIDTH }}
            aria-label={row ? `${row.name}, ${nameOf(l10n, columns[column])}: ${wordOf(l10n, row, result)}` : undefined}>
            {row?.href ? <ResultShape result={result} /> : null}
          </div>
        );
      })}
    </div>
  );
}

function Tenant({ row }) {
  return (
    <>
      {row.href ? <Numbers row={row} /> : null}
      {row.href ? <Link to={row.href} tabIndex={-1} className="mx-name" title={row.name}>{row.name}</Link>
        : <span className="mx-name" title={row.name}>{row.name}</span>}
      <Standing row={row} />
    </>
  );
}

// How many parts are not as they should be, and how many policies nobody expects.
function Numbers({ row }) {
  const { l10n } = useLocalization();
  const title = l10n.getString("compare-row-says", { deviating: row.deviating, unexpected: row.unexpected, unknown: row.unknown });
  return (
    <span className="mx-n num" title={title}>
      <span className="vh">{title}</span>
      <span aria-hidden="true" className={row.deviating ? "strong" : "subtle"}>{row.deviating}</span>
      {row.unexpected ? <span aria-hidden="true" className="muted">+{row.unexpected}</span> : null}
    </span>
  );
}

// How old what the row says is, and how much of the tenant it rests on.
function Standing({ row }) {
  const { l10n } = useLocalization();
  if (!row.href) return <span className="mx-sub t-unknown">{l10n.getString("compare-never")}</span>;
  const read = l10n.getString("compare-families-read", { read: row.families_read, total: row.families });
  return (
    <span className="mx-sub" title={read}>
      <i className="fcell" data-s={row.families_read < row.families ? "partial" : "read"} aria-hidden="true" />
      {row.families_read < row.families ? <span className="num">{row.families_read}/{row.families}</span> : null}
      <Time at={row.read_at} />
      {row.outdated ? <span className="t-caution">{l10n.getString("compare-outdated-short")}</span> : null}
    </span>
  );
}

// What the cell under the pointer or the mark says, in words, with the way to its result.
function Told({ row, column }) {
  const { l10n } = useLocalization();
  const result = column ? resultOf(row, column.at) : "";
  return (
    <p className="mx-told">
      {row && column ? (
        <>
          {row.href ? <ResultShape result={result} /> : null}
          <b>{wordOf(l10n, row, result)}</b>
          <span className="trunc"><bdi>{row.name}</bdi>, <bdi>{nameOf(l10n, column)}</bdi></span>
          {column.name ? <span className="muted only-wide">{familyOf(l10n, column)}</span> : null}
          {row.href ? <Link to={hrefOf(row, column)}>{l10n.getString("compare-open-result")}<Icon name="chevron-right" size="s" /></Link> : null}
        </>
      ) : <span className="muted">{l10n.getString("compare-matrix-hint")}</span>}
    </p>
  );
}
