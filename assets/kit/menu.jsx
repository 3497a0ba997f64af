// Links inside menus and panels.
import * as Menu from "@radix-ui/react-dropdown-menu";
import * as Panel from "@radix-ui/react-popover";
import { Icon } from "$/public/kit/icon.jsx";
import { Anchor } from "$/public/kit/nav.jsx";

export function MenuLink({ href, plain, current, children }) {
  return (
    <Menu.Item asChild>
      <Anchor className="opt-row" href={href} plain={plain} aria-current={current ? "true" : undefined}>
        {children}{current ? <Icon name="check" size="s" className="here" /> : null}
      </Anchor>
    </Menu.Item>
  );
}

// A destination inside a panel: going there closes it.
export function PanelLink({ href, children, ...props }) {
  return <Panel.Close asChild><Anchor {...props} href={href}>{children}</Anchor></Panel.Close>;
}
