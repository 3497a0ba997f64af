"""Small parts: icons, links, buttons, avatars, moments and numbers."""

from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts
from tenantpilot.ui.components.text import Text, t


def icon(
    name: str | rx.Var[str], *, small: bool = False, label: Text | None = None, class_name: str = ""
) -> rx.Component:
    """Draw an icon of assets/kit/icon-data.js. Without a label it is decoration and hidden from screen readers."""
    given: dict[str, Any] = {"label": label} if label is not None else {}
    if class_name:
        given["class_name"] = class_name
    return parts.Icon.create(name=name, size="s" if small else "m", **given)


def brand_mark() -> rx.Component:
    """Draw the product's sign; its colour is the plane's."""
    return parts.Mark.create()


def link(
    *content: Any, href: str | rx.Var[str], plain: bool = False, class_name: str = "", **attributes: Any
) -> rx.Component:
    """Link to a page without a reload. `plain` loads the address as usual: files, sign-in, sign-out."""
    if class_name:
        attributes["class_name"] = class_name
    return parts.Anchor.create(*content, href=href, plain=plain, **attributes)


def breakable(text: str | rx.Var[str]) -> rx.Component:
    """An address or a technical name, which breaks at its marks when it does not fit into a line."""
    return parts.Breakable.create(text=text)


def _face(label: Text, icon_name: str | None, busy: rx.Var[bool] | None) -> list[Any]:
    mark = icon(icon_name, small=True) if icon_name else rx.fragment()
    if busy is not None:
        mark = rx.cond(busy, rx.el.span(class_name="spin", aria_hidden="true"), mark)
    return [mark, label]


def button(
    label: Text,
    *,
    kind: str = "",
    icon: str | None = None,
    size: str = "",
    disabled: bool | rx.Var[bool] = False,
    busy: rx.Var[bool] | None = None,
    type: str = "button",
    **attributes: Any,
) -> rx.Component:
    """A button. Kinds: "" (plain), primary (one in a view), quiet, danger, danger-solid (last step of a dialog).

    While `busy` it shows its own pending state and ignores further clicks.
    """
    extra = {"data_kind": kind} if kind else {}
    if size:
        extra["data_size"] = size
    if busy is not None:
        extra["aria_busy"] = busy
        disabled = busy if disabled is False else disabled | busy
    return rx.el.button(
        *_face(label, icon, busy), class_name="btn", type=type, disabled=disabled, **extra, **attributes
    )


def link_button(
    label: Text,
    *,
    href: str | rx.Var[str],
    kind: str = "",
    icon: str | None = None,
    size: str = "",
    plain: bool = False,
    **attributes: Any,
) -> rx.Component:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    extra = {"data_kind": kind} if kind else {}
    if size:
        extra["data_size"] = size
    return link(*_face(label, icon, None), href=href, plain=plain, class_name="btn", **extra, **attributes)


def icon_button(name: str, label: Text, *, size: str = "", **attributes: Any) -> rx.Component:
    """A button that is only an icon; the label is its name for everybody who does not see it, and its title."""
    extra = {"data_size": size} if size else {}
    return rx.el.button(
        icon(name), class_name="iconbtn", type="button", aria_label=label, title=label, **extra, **attributes
    )


def avatar(initials: str | rx.Var[str]) -> rx.Component:
    """Initials in a circle. Decoration: the name stands beside it."""
    return rx.el.span(initials, class_name="avatar", aria_hidden="true")


def person(name: str | rx.Var[str], initials: str | rx.Var[str]) -> rx.Component:
    """Who: avatar and name on one line."""
    return rx.el.span(avatar(initials), rx.el.span(name, class_name="trunc"), class_name="who")


def letter_mark(letter: str | rx.Var[str], *, large: bool = False) -> rx.Component:
    """The square with the first letter of a workspace."""
    extra = {"data_size": "l"} if large else {}
    return rx.el.span(letter, class_name="mono-mark", aria_hidden="true", **extra)


def moment(at: str | rx.Var[str], *, mode: str = "relative", empty: Text | None = None, near: int = 0) -> rx.Component:
    """A time, `at` as ISO 8601: relative (exact on hover), datetime, precise (with seconds), date or time.

    What is less than `near` hours away, or past, stands out: things that are due.
    """
    extra = {"near": near} if near else {}
    return parts.Time.create(at=at, mode=mode, empty=empty if empty is not None else t("value-never"), **extra)


def duration(
    *,
    seconds: float | rx.Var | None = None,
    since: str | rx.Var[str] | None = None,
    until: str | rx.Var[str] | None = None,
    empty: Text | None = None,
) -> rx.Component:
    """A span: fixed `seconds`, or `since` until `until`, counting while `until` is empty."""
    given = {"seconds": seconds, "since": since, "until": until}
    chosen = {name: value for name, value in given.items() if value is not None}
    return parts.Duration.create(empty=empty if empty is not None else "", **chosen)


def amount(value: float | rx.Var, *, unit: str = "") -> rx.Component:
    """A number with the reader's separators; unit "byte" picks kB, MB, GB."""
    return parts.Amount.create(value=value, unit=unit)


def tooltip(*content: Any, text: Text, detail: Text | None = None) -> rx.Component:
    """Words that appear on hover and on focus. Never the only place of something needed."""
    return parts.Tooltip.create(*content, text=text, **({"detail": detail} if detail is not None else {}))


def hidden_text(text: Text) -> rx.Component:
    """Words for screen readers only."""
    return rx.el.span(text, class_name="vh")
