// Links inside menus and panels.
import { Icon } from "$/public/kit/icon.jsx";
import { Anchor } from "$/public/kit/nav.jsx";
import { MenuItem, PopoverClose } from "$/public/kit/overlays.jsx";

export function MenuLink({ href, plain, current, children }) {
  return (
    <MenuItem asChild>
      <Anchor className="opt-row" href={href} plain={plain} aria-current={current ? "true" : undefined}>
        {children}{current ? <Icon name="check" size="s" className="here" /> : null}
      </Anchor>
    </MenuItem>
  );
}

// A destination inside a panel: going there closes it.
export function PanelLink({ href, children, ...props }) {
  return <PopoverClose asChild><Anchor {...props} href={href}>{children}</Anchor></PopoverClose>;
}
