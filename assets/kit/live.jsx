// What happens by itself: polling, toasts that leave, the line that tells of a lost connection.
import { useLocalization } from "@fluent/react";
import { useContext, useEffect, useRef } from "react";
import { EventLoopContext } from "$/utils/context-registry";
import { Icon } from "$/public/kit/icon.jsx";

// Fires `onTick` every `seconds` while the page is visible and `active` is not false.
export function Pulse({ seconds, active = true, onTick }) {
  const tick = useRef(onTick);
  useEffect(() => { tick.current = onTick; });
  useEffect(() => {
    if (!active) return undefined;
    const handle = setInterval(() => { if (!document.hidden) tick.current?.(); }, seconds * 1000);
    const woken = () => { if (!document.hidden) tick.current?.(); };
    document.addEventListener("visibilitychange", woken);
    return () => { clearInterval(handle); document.removeEventListener("visibilitychange", woken); };
  }, [seconds, active]);
  return null;
}

// Fires `onTime` once, `seconds` after it appeared; a pointer or the focus on its parent holds it back.
export function After({ seconds, onTime }) {
  const spot = useRef(null);
  useEffect(() => {
    const handle = setInterval(() => {
      const holder = spot.current?.parentElement;
      if (holder?.matches(":hover, :focus-within")) return;
      clearInterval(handle);
      onTime?.();
    }, seconds * 1000);
    return () => clearInterval(handle);
  }, []);
  return <span ref={spot} hidden />;
}

export function ConnectionLine() {
  const { l10n } = useLocalization();
  const [, errors] = useContext(EventLoopContext) ?? [null, []];
  const lost = errors?.length > 0;
  return (
    <div role="status" aria-live="polite">
      {lost ? <div className="offline"><Icon name="wifi-off" size="s" />{l10n.getString("connection-lost")}</div> : null}
    </div>
  );
}

// Parts of a whole, each with its own tone; the rest stays empty.
export function Progress({ label, now, max, parts, size }) {
  const total = max || 1;
  const shown = parts ?? [{ n: now, tone: undefined }];
  return (
    <div className="progress" data-size={size} role="progressbar" aria-label={label}
      aria-valuemin={0} aria-valuemax={total} aria-valuenow={Math.min(now, total)}>
      {shown.map((part, index) => part.n > 0
        ? <i key={index} data-tone={part.tone} style={{ width: `${(100 * part.n) / total}%` }} /> : null)}
    </div>
  );
}
