import { Fragment } from "react";

// Addresses and technical names may end a line after a mark between their words, and nowhere else if that is enough.
export function Breakable({ text }) {
  return String(text ?? "").split(/(?<=[@._/-])/).map((part, at) => <Fragment key={at}>{at ? <wbr /> : null}{part}</Fragment>);
}
