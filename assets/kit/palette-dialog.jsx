import { useLocalization } from "@fluent/react";
import { Command } from "cmdk";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { Icon } from "$/public/kit/icon.jsx";
import { Dialog } from "$/public/kit/radix.jsx";

function grouped(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
}

const signs = { run: "activity", tenant: "building-2", member: "users", finding: "triangle-alert" };

// items: [{id, group, label, icon, href, show}]; workspaces: cards; results: [{kind, ref, code, hint, href}] of the server.
export default function PaletteDialog({ open, setOpen, items, workspaces, results, groups, onQuery }) {
  const { l10n } = useLocalization();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  useEffect(() => { if (!open) setText(""); }, [open]);
  useEffect(() => {
    if (!onQuery || text.trim().length < 2) return undefined;
    const handle = setTimeout(() => onQuery(text.trim()), 200);
    return () => clearTimeout(handle);
  }, [text]);
  const choose = (item) => {
    setOpen(false);
    navigate(item.href);
  };
  const places = (workspaces ?? []).map((card) => ({ id: card.href, group: groups.workspace, label: card.name, icon: "building-2", href: card.href }));
  const found = (results ?? []).map((hit) => ({
    id: hit.ref, group: groups[hit.kind], label: hit.code ? l10n.getString(hit.code) : hit.label, icon: signs[hit.kind], href: hit.href, hint: hit.hint,
  }));
  const offered = [...items.filter((item) => item.show !== false), ...places, ...(text.trim().length < 2 ? [] : found)];
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Content className="palette" data-modal aria-describedby={undefined}>
        <Dialog.Title className="vh">{l10n.getString("palette-open")}</Dialog.Title>
        <Command label={l10n.getString("palette-open")} loop>
          <div className="palette-in">
            <Icon name="search" />
            <Command.Input value={text} onValueChange={setText} placeholder={l10n.getString("palette-placeholder")} />
            <kbd>Esc</kbd>
          </div>
          <Command.List className="palette-list" label={l10n.getString("palette-results")}>
            <Command.Empty className="palette-empty">{l10n.getString("palette-empty")}</Command.Empty>
            {grouped(offered).map(([group, members]) => (
              <Command.Group key={group} heading={group}>
                {members.map((item) => (
                  <Command.Item key={item.id} value={item.id} keywords={[item.label, item.hint ?? ""]} className="opt-row" onSelect={() => choose(item)}>
                    <Icon name={item.icon} /><span className="trunc">{item.label}</span>
                    {item.hint ? <span className="hint">{item.hint}</span> : null}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      </Dialog.Content>
    </Dialog.Root>
  );
}
