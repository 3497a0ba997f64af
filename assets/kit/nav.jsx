// Moving about: links without a reload, the rail, the drawer, focus after a page change.
import { useLocalization } from "@fluent/react";
import { Fragment, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { Icon } from "$/public/kit/icon.jsx";
import { DialogContent, DialogRoot, DialogTitle, DialogTrigger } from "$/public/kit/overlays.jsx";

// Inner addresses go through the router; files, sign-in pages and other hosts load as usual.
export function Anchor({ href, plain, children, ref, ...props }) {
  if (plain || !href || !href.startsWith("/")) return <a {...props} ref={ref} href={href || undefined}>{children}</a>;
  return <Link {...props} ref={ref} to={href}>{children}</Link>;
}

export function NavLink({ href, icon, exact, count, urgent, children }) {
  const { pathname } = useLocation();
  const here = pathname.replace(/\/$/, "") || "/";
  const current = here === href || (!exact && here.startsWith(`${href}/`));
  return (
    <Link className="nav-link" to={href} aria-current={current ? "page" : undefined}>
      <Icon name={icon} /><span className="nav-t">{children}</span>
      {count ? <span className="nav-count num" data-urgent={urgent ? "" : undefined}>{count}</span> : null}
    </Link>
  );
}

export function RailToggle() {
  const { l10n } = useLocalization();
  const toggle = () => {
    const root = document.documentElement;
    const narrow = getComputedStyle(root).getPropertyValue("--rail").trim() === "1";
    root.dataset.nav = narrow ? "full" : "rail";
  };
  return (
    <button type="button" className="nav-link rail-toggle" onClick={toggle}>
      <Icon name="panel-left" /><span className="nav-t">{l10n.getString("nav-collapse")}</span>
    </button>
  );
}

export function Drawer({ children }) {
  const { l10n } = useLocalization();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => { setOpen(false); }, [pathname]);
  return (
    <DialogRoot open={open} onOpenChange={setOpen}>
      <DialogTrigger className="iconbtn only-small" aria-label={l10n.getString("nav-open")}><Icon name="menu" /></DialogTrigger>
      <DialogContent className="drawer" aria-describedby={undefined}>
        <DialogTitle className="vh">{l10n.getString("nav-main")}</DialogTitle>
        <nav className="nav-in" aria-label={l10n.getString("nav-main")}>{children}</nav>
      </DialogContent>
    </DialogRoot>
  );
}

// What a page shows of an earlier visit, or of the record before, can be read but not used until the answer for this
// address is there. Before a tab's first answer there is nothing of the kind.
let answered = null;

export function Answered({ ready, children }) {
  const { pathname } = useLocation();
  const before = useRef(ready);
  const [, draw] = useState(0);
  useEffect(() => {
    if (ready && !before.current) { answered = pathname; draw((times) => times + 1); }
    before.current = ready;
  }, [ready, pathname]);
  return <div inert={answered !== null && answered !== pathname}>{children}</div>;
}

// After a change of page the focus goes to the content and the new title is told.
export function PageChange() {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  const [told, setTold] = useState("");
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById("main")?.focus({ preventScroll: true });
    scrollTo(0, 0);
    const handle = setTimeout(() => setTold(document.title), 300);
    return () => clearTimeout(handle);
  }, [pathname]);
  return <div className="vh" role="status" aria-live="polite">{told}</div>;
}

export function Reload({ children, ...props }) {
  return <button type="button" className="btn" {...props} onClick={() => location.reload()}><Icon name="refresh-cw" size="s" />{children}</button>;
}

// Signing out is a plain form: it works without the socket, and the server checks where it comes from.
export function SignOut({ children, provider }) {
  return (
    <form method="post" action="/auth/sign-out">
      {provider ? <input type="hidden" name="provider" value="1" /> : null}
      <button type="submit" className="opt-row"><Icon name="log-out" size="s" />{children}</button>
    </form>
  );
}

// Addresses and technical names may end a line after a mark between their words, and nowhere else if that is enough.
export function Breakable({ text }) {
  return String(text ?? "").split(/(?<=[@._/-])/).map((part, at) => <Fragment key={at}>{at ? <wbr /> : null}{part}</Fragment>);
}
