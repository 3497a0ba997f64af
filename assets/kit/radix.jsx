// How dialogs, menus and panels behave. Fetched by overlays.jsx when a page is first touched; nothing else imports it,
// but for what is fetched later still.
import * as RadixDialog from "@radix-ui/react-dialog";
import * as RadixMenu from "@radix-ui/react-dropdown-menu";
import * as RadixPopover from "@radix-ui/react-popover";
import { useState } from "react";

// Radix gives the focus back to a dialog's own trigger only; ours also open from the keyboard, from menus and by the
// answer of the server, so the focus goes back to wherever it was when the dialog appeared.
function DialogContent(props) {
  const [origin] = useState(() => document.activeElement);
  const giveBack = (event) => {
    if (!origin?.isConnected || origin === document.body) return;
    event.preventDefault();
    origin.focus();
  };
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className="scrim" />
      <RadixDialog.Content onCloseAutoFocus={giveBack} {...props} />
    </RadixDialog.Portal>
  );
}

const MenuContent = (props) => <RadixMenu.Portal><RadixMenu.Content {...props} /></RadixMenu.Portal>;
const PopoverContent = (props) => <RadixPopover.Portal><RadixPopover.Content {...props} /></RadixPopover.Portal>;

export const Dialog = {
  Root: RadixDialog.Root, Trigger: RadixDialog.Trigger, Content: DialogContent,
  Title: RadixDialog.Title, Description: RadixDialog.Description, Close: RadixDialog.Close,
};
export const Menu = {
  Root: RadixMenu.Root, Trigger: RadixMenu.Trigger, Content: MenuContent,
  Item: RadixMenu.Item, CheckboxItem: RadixMenu.CheckboxItem, Separator: RadixMenu.Separator,
};
export const Popover = {
  Root: RadixPopover.Root, Trigger: RadixPopover.Trigger, Content: PopoverContent, Close: RadixPopover.Close,
};
