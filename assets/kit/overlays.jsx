// What opens above a page: dialogs, menus, panels. Until one is opened it is only its button: how it behaves (Radix, in
// radix.jsx) weighs more than most pages and is fetched when the page is first touched.
import { createContext, useContext, useEffect, useState } from "react";

let radix = null;
let arrival = null;
let touch = "";  // what the page was last touched with

function fetchRadix() {
  arrival ??= import("$/public/kit/radix.jsx").then((found) => { radix = found; }, (fault) => { arrival = null; throw fault; });
  return arrival;
}

if (typeof document !== "undefined") {
  const touched = (event) => { touch = event.type; fetchRadix().catch(() => {}); };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touched, { capture: true, passive: true });
}

function family(name, popup) {
  const Opener = createContext(null);  // opens what is only a button yet

  function Root({ open, onOpenChange, children, ...props }) {
    const [isThere, setThere] = useState(() => radix !== null);
    const [isAsked, setAsked] = useState(false);
    const isWanted = open ?? isAsked;
    useEffect(() => {
      if (isWanted && !isThere) fetchRadix().then(() => setThere(true), (fault) => setThere(() => { throw fault; }));
    }, [isWanted, isThere]);
    if (!isThere) return <Opener value={() => { setAsked(true); onOpenChange?.(true); }}>{children}</Opener>;
    const Real = radix[name].Root;
    return <Opener value={null}><Real open={open} defaultOpen={isAsked} onOpenChange={onOpenChange} {...props}>{children}</Real></Opener>;
  }

  function Trigger(props) {
    const open = useContext(Opener);
    if (!open) {
      const Real = radix[name].Trigger;
      return <Real {...props} />;
    }
    const press = (event) => {
      if (popup !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      open();
    };
    return <button type="button" aria-haspopup={popup} aria-expanded={false} {...props} onClick={open} onKeyDown={press} />;
  }

  function Content(props) {
    if (useContext(Opener)) return null;
    const Real = radix[name].Content;
    return <Real {...props} />;
  }

  // What stands inside the content is drawn when that is open.
  const piece = (tag) => function Piece(props) {
    const Real = radix[name][tag];
    return <Real {...props} />;
  };
  return { Root, Trigger, Content, piece };
}

const dialog = family("Dialog", "dialog");
export const DialogRoot = dialog.Root;
export const DialogTrigger = dialog.Trigger;
export const DialogContent = dialog.Content;
export const DialogTitle = dialog.piece("Title");
export const DialogDescription = dialog.piece("Description");
export const DialogClose = dialog.piece("Close");

const menu = family("Menu", "menu");
export const MenuTrigger = menu.Trigger;
export const MenuItem = menu.piece("Item");
export const MenuCheckboxItem = menu.piece("CheckboxItem");
export const MenuSeparator = menu.piece("Separator");

// Not modal: the page behind stays readable for screen readers and scrolls; a click outside still closes the menu.
export const MenuRoot = (props) => <menu.Root modal={false} {...props} />;

// Opened from the keyboard, a menu begins at its first item. Radix knows only the keys that were pressed since it came.
export function MenuContent(props) {
  const begin = (event) => {
    if (touch !== "keydown") return;
    event.preventDefault();
    event.currentTarget.querySelector("[role^=menuitem]:not([data-disabled])")?.focus({ preventScroll: true });
  };
  return <menu.Content className="menu" onOpenAutoFocus={begin} {...props} />;
}

const popover = family("Popover", "dialog");
export const PopoverRoot = popover.Root;
export const PopoverTrigger = popover.Trigger;
export const PopoverContent = popover.Content;
export const PopoverClose = popover.piece("Close");
