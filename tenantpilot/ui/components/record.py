"""Records: what it is, what to decide on the left, facts on the right, what happened below, raw last."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from tenantpilot.ui.components.basics import icon, link
from tenantpilot.ui.components.text import Text, t


def breadcrumb(*steps: tuple[Any, str], here: Any) -> rx.Component:
    """The way up, only where there is depth: pairs of (words, address), then where we are."""
    items = [rx.el.li(link(words, href=href)) for words, href in steps]
    return rx.el.nav(
        rx.el.ol(*items, rx.el.li(here, aria_current="page")), class_name="crumbs", aria_label=t("nav-breadcrumb")
    )


def page_head(title: Any, *actions: Any, purpose: Any = None, as_of: Any = None) -> rx.Component:
    """The head of a list page: the noun, at most one line of purpose, how fresh it is, its actions."""
    lines = [rx.el.h1(title)]
    if purpose is not None:
        lines.append(rx.el.p(purpose, class_name="purpose"))
    if as_of is not None:
        lines.append(rx.el.p(as_of, class_name="asof"))
    acts = [rx.el.div(*actions, class_name="acts")] if actions else []
    return rx.el.div(rx.el.div(*lines), *acts, class_name="pagehead")


def record_head(title: Any, *badges: Any, actions: Sequence[Any] = ()) -> rx.Component:
    """The head of a record: name, badges and key facts, at most one primary and one secondary action, then a menu."""
    acts = [rx.el.div(*actions, class_name="acts")] if actions else []
    return rx.el.header(
        rx.el.div(rx.el.h1(title), *acts, class_name="line1"),
        rx.el.div(*badges, class_name="badges"),
        class_name="rechead",
    )


def record(*decide: Any, facts: Sequence[Any]) -> rx.Component:
    """Left what to decide, right the facts."""
    aside = rx.el.aside(rx.el.div(*facts, class_name="facts-wide"), aria_label=t("facts"))
    return rx.el.div(rx.el.div(*decide, class_name="decide"), aside, class_name="record")


def facts(*pairs: Any) -> rx.Component:
    """One group of facts. Fill with `fact`."""
    return rx.el.div(rx.el.dl(*pairs, class_name="facts"), class_name="facts-group")


def fact(name: Text, value: Any, *, note: Any = None) -> rx.Component:
    """A name and its value, with a quiet line below."""
    tail = [] if note is None else [rx.el.small(note)]
    return rx.el.div(rx.el.dt(name), rx.el.dd(value, *tail))


def section(title: Any, *content: Any, meta: Any = None, end: Sequence[Any] = (), anchor: str = "") -> rx.Component:
    """A part of a page with its heading; `end` holds small controls at the right."""
    head: list[Any] = [rx.el.h2(title)]
    if meta is not None:
        head.append(rx.el.span(meta, class_name="meta"))
    if end:
        head.append(rx.el.div(*end, class_name="end"))
    extra = {"id": anchor} if anchor else {}
    return rx.el.section(rx.el.div(*head, class_name="sec-head"), *content, class_name="sec", **extra)


def lede(*content: Any) -> rx.Component:
    """The sentence that says how it stands."""
    return rx.el.p(*content, class_name="lede")


def timeline(
    entries: rx.Var[list[Any]], *, what: Callable[[Any], Any], when: Callable[[Any], Any], node: Callable[[Any], Any]
) -> rx.Component:
    """What happened, newest first: a node (avatar or `timeline_node`), the words, the moment."""
    return rx.el.ol(
        rx.foreach(
            entries, lambda entry: rx.el.li(node(entry), rx.el.div(what(entry), class_name="what"), when(entry))
        ),
        class_name="timeline",
    )


def timeline_node(name: str | rx.Var[str], *, tone: str | rx.Var[str] = "neutral") -> rx.Component:
    """The mark of an entry that nobody did: the product's own doing."""
    return rx.el.span(icon(name), class_name="node", data_tone=tone)


def why(text: Any) -> rx.Component:
    """The reason below an entry of the timeline."""
    return rx.el.span(text, class_name="why")


def disclosure(summary: Any, *content: Any, open: bool = False) -> rx.Component:
    """Details that most people do not need. Raw context goes into one of its own, last."""
    extra = {"open": True} if open else {}
    return rx.el.details(rx.el.summary(icon("chevron-right", small=True), summary), *content, **extra)


def raw(text: Any, *, label: Text) -> rx.Component:
    """Machine text in a box that scrolls and can be reached by keyboard."""
    return rx.el.pre(text, class_name="raw", tab_index=0, role="region", aria_label=label)


def plain_list(*items: Any) -> rx.Component:
    """A short list with lines between: icon, words, a number at the end."""
    return rx.el.ul(
        *(item if isinstance(item, rx.Component) and item.tag == "li" else rx.el.li(item) for item in items),
        class_name="plain-list",
    )
