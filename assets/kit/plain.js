// Stands in for the style engine that Reflex's pages import. This product styles with classes only, so pages need
// nothing of it but React's own createElement, and a page that would need it fails where everybody sees it.
import { createElement } from "react";

export function jsx(type, props, ...children) {
  if (props?.css) throw new Error(`style belongs into assets/styles: ${JSON.stringify(props.css)}`);
  return createElement(type, props, ...children);
}
