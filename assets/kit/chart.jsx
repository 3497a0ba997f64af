// Small drawings of numbers that stand beside them in words: a gauge, a line over days, a spark in a row.
import { useId } from "react";
import { useFormats } from "$/public/kit/l10n.jsx";

const WIDTH = 640, HEIGHT = 140;
const ARC = Math.PI * 84, GAP = 2.5;

function Hatch({ id }) {
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="4" height="4" fill="var(--unknown-bg)" />
      <path d="M0 0V4" stroke="var(--unknown-solid)" strokeWidth="2" />
    </pattern>
  );
}

// How much is as it should be. What is unknown has its own part of the arc and no part in the percentage.
export function Gauge({ matching, deviating, unknown, percent, label, caption }) {
  const hatch = useId(), locale = useFormats();
  const total = matching + deviating + unknown;
  let begun = 0;
  const arcs = [[matching, "var(--positive-solid)"], [deviating, "var(--critical-solid)"], [unknown, `url(#${hatch})`]]
    .filter(([part]) => part > 0)
    .map(([part, stroke]) => {
      const size = (ARC * part) / total, from = begun;
      begun += size;
      return { stroke, from, size: Math.max(1, size - GAP) };
    });
  const shown = percent < 0 ? "–" : new Intl.NumberFormat(locale, { style: "percent" }).format(percent / 100);
  return (
    <div className="gauge" role="img" aria-label={label}>
      <svg viewBox="0 0 200 108" aria-hidden="true">
        <defs><Hatch id={hatch} /></defs>
        {total === 0 ? <path d="M16 100A84 84 0 0 1 184 100" fill="none" stroke="var(--n-4)" strokeWidth="14" /> : null}
        {arcs.map(({ stroke, from, size }) => (
          <path key={stroke} d="M16 100A84 84 0 0 1 184 100" fill="none" stroke={stroke} strokeWidth="14"
            strokeDasharray={`${size} ${2 * ARC}`} strokeDashoffset={-from} />
        ))}
      </svg>
      <div className="val num" aria-hidden="true">{shown}<small>{caption}</small></div>
    </div>
  );
}

// A number above the largest that thirds of it read well.
function ceiling(value) {
  let size = 1;
  while (size * 30 < value) size *= 10;
  return [3, 6, 9, 12, 15, 18, 24, 30].find((one) => one * size >= value) * size;
}

// Runs of days about which something is known; between them nothing is drawn.
function stretches(points) {
  const found = [];
  points.forEach((point, at) => {
    if (!point.is_known) return;
    if (at === 0 || !points[at - 1].is_known) found.push([]);
    found[found.length - 1].push([at, point]);
  });
  return found;
}

export function Trend({ points, label }) {
  const hatch = useId(), locale = useFormats();
  const last = Math.max(1, points.length - 1);
  const top = ceiling(Math.max(...points.map((point) => point.total), 0));
  const x = (at) => (WIDTH * at) / last, y = (value) => HEIGHT - (HEIGHT * value) / top;
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const marks = [0, 1, 2, 3].map((part) => points[Math.round((last * part) / 3)]).filter(Boolean);
  const number = new Intl.NumberFormat(locale);
  return (
    <div className="chart">
      <div className="y" aria-hidden="true">
        {[1, 2 / 3, 1 / 3, 0].map((part) => <span key={part}>{number.format(Math.round(top * part))}</span>)}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <defs><Hatch id={hatch} /></defs>
        {points.map((point, at) => point.is_known ? null : (
          <rect key={point.day} x={x(at - 0.5)} y="0" width={x(1)} height={HEIGHT} fill={`url(#${hatch})`} opacity=".5" />
        ))}
        {[0, 1, 2, 3].map((part) => (
          <line key={part} x1="0" x2={WIDTH} y1={(HEIGHT * part) / 3} y2={(HEIGHT * part) / 3} stroke="var(--line)" />
        ))}
        {["total", "urgent"].map((name) => stretches(points).map((stretch) => (
          <polyline key={name + stretch[0][0]} fill="none" strokeWidth="1.75" strokeLinejoin="round"
            stroke={name === "urgent" ? "var(--critical-solid)" : "var(--n-9)"}
            points={stretch.map(([at, point]) => `${x(at).toFixed(1)},${y(point[name]).toFixed(1)}`).join(" ")} />
        )))}
      </svg>
      <div className="x" aria-hidden="true">
        {marks.map((point) => <span key={point.day}>{day.format(new Date(`${point.day}T00:00:00Z`))}</span>)}
      </div>
    </div>
  );
}

// The shape of a line without a scale; the number it ends in stands beside it.
export function Spark({ points }) {
  const top = Math.max(...points, 1), last = Math.max(1, points.length - 1);
  return (
    <svg className="spark" viewBox="0 0 72 20" preserveAspectRatio="none" aria-hidden="true">
      <polyline fill="none" stroke="var(--n-9)" strokeWidth="1.5" strokeLinejoin="round"
        points={points.map((value, at) => `${((72 * at) / last).toFixed(1)},${(19 - (18 * value) / top).toFixed(1)}`).join(" ")} />
    </svg>
  );
}

// The length of a bar among bars.
export function Track({ share, tone }) {
  return <span className="track" aria-hidden="true"><i data-tone={tone} style={{ width: `${share}%` }} /></span>;
}
