// Search and commands from the keyboard. The list itself is fetched when it is opened for the first time.
import { useLocalization } from "@fluent/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Icon } from "$/public/kit/icon.jsx";

const PaletteDialog = lazy(() => import("$/public/kit/palette-dialog.jsx"));

export function Palette({ items, workspaces, results, groups, onQuery }) {
  const { l10n } = useLocalization();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = () => { setWanted(true); setOpen(true); };
  useEffect(() => {
    const press = (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); setWanted(true); setOpen((now) => !now); }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  const label = l10n.getString("palette-open");
  const mac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
  return (
    <>
      <button type="button" className="search only-wide" aria-keyshortcuts={mac ? "Meta+K" : "Control+K"} onClick={show}>
        <Icon name="search" size="s" /><span className="trunc">{label}</span><kbd>{mac ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <button type="button" className="iconbtn only-phone" aria-label={label} onClick={show}><Icon name="search" /></button>
      {wanted ? <Suspense fallback={null}><PaletteDialog {...{ open, setOpen, items, workspaces, results, groups, onQuery }} /></Suspense> : null}
    </>
  );
}
