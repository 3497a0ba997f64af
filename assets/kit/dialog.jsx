// The body of a dialog. Radix gives the focus back to a dialog's own trigger only; ours also open from the keyboard, from
// menus and by the answer of the server, so the focus goes back to wherever it was when the dialog appeared.
import * as Dialog from "@radix-ui/react-dialog";
import { useState } from "react";

export function Content(props) {
  const [origin] = useState(() => document.activeElement);
  const giveBack = (event) => {
    event.preventDefault();
    if (origin?.isConnected) origin.focus();
  };
  return <Dialog.Content onCloseAutoFocus={giveBack} {...props} />;
}
