"""What the product says by itself: states of a page, notices, progress, toasts, live regions, polling."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts
from tenantpilot.ui.components.basics import icon, link
from tenantpilot.ui.components.text import Text, t


def state(
    title: Text, body: Any, *actions: Any, icon_name: str = "info", tone: str = "", level: str = "h2", role: str = ""
) -> rx.Component:
    """Say what this place is for, why it is as it is, and one next step."""
    heading = {"h1": rx.el.h1, "h2": rx.el.h2, "h3": rx.el.h3}[level]
    extra: dict[str, Any] = {"data_tone": tone} if tone else {}
    if role:
        extra["role"] = role
    acts = [rx.el.div(*actions, class_name="row wrap")] if actions else []
    return rx.el.div(
        rx.el.span(icon(icon_name), class_name="pic"),
        rx.el.div(heading(title), rx.el.p(body), *acts),
        class_name="state",
        **extra,
    )


def empty_state(title: Text, body: Text, *actions: Any, icon_name: str = "archive") -> rx.Component:
    """Nothing yet: what the list is for and how its first entry comes."""
    return state(title, body, *actions, icon_name=icon_name)


def filtered_state(*params: str) -> rx.Component:
    """Nothing matches: the filters hide the rest. Offers to clear them."""
    return state(
        t("state-filtered-title"),
        t("state-filtered-body"),
        parts.ClearFilters.create(names=list(params), data_kind=""),
        icon_name="list-filter",
    )


def error_state(reference: rx.Var[str] | str = "", *, on_retry: Any = None, body: Text | None = None) -> rx.Component:
    """A part could not be loaded: what happened, that nothing changed, and how to go on."""
    words = body if body is not None else t("state-error-body")
    retry = (
        []
        if on_retry is None
        else [rx.el.button(t("state-retry"), class_name="btn", data_size="s", type="button", on_click=on_retry)]
    )
    tail = rx.cond(
        reference != "",
        rx.el.span(t("state-reference", reference=reference), class_name="mono small subtle"),
        rx.fragment(),
    )
    return state(t("state-error-title"), words, *retry, tail, icon_name="circle-alert", tone="critical", role="alert")


def skeleton_rows(count: int = 8) -> rx.Component:
    """The shape of a list before its first data."""
    widths = ("4", "3", "2", "3")
    line = [rx.el.span(class_name="skel", data_w=width) for width in widths]
    return rx.el.div(
        rx.el.span(t("table-loading"), class_name="vh"),
        *(rx.el.div(*line) for _ in range(count)),
        class_name="skel-rows",
        role="status",
    )


def skeleton_block(lines: int = 3) -> rx.Component:
    """The shape of a record or paragraph before its first data."""
    widths = ("2", "4", "3", "4", "1")
    return rx.el.div(
        rx.el.span(t("loading"), class_name="vh"),
        *(rx.el.span(class_name="skel", data_w=widths[number % len(widths)]) for number in range(lines)),
        class_name="stack",
        role="status",
    )


def notice(title: Text, body: Any = None, *actions: Any, tone: str = "info", icon_name: str = "info") -> rx.Component:
    """A strip inside a page: something about everything below it."""
    said = [] if body is None else [body if isinstance(body, rx.Component) else rx.el.p(body)]
    words = [rx.el.strong(title), *said]
    acts = [rx.el.div(*actions, class_name="acts")] if actions else []
    return rx.el.div(icon(icon_name), rx.el.div(*words), *acts, class_name="notice", data_tone=tone)


def progress(
    label: Text, *, now: Any, max: Any, parts_of: Sequence[tuple[Any, str]] | None = None, large: bool = True
) -> rx.Component:
    """A bar: done of all; with `parts_of` pairs of (number, tone) it shows how the done part went."""
    extra: dict[str, Any] = {"size": "l"} if large else {}
    if parts_of is not None:
        extra["parts"] = [{"n": number, "tone": tone} for number, tone in parts_of]
    return parts.Progress.create(label=label, now=now, max=max, **extra)


def live(text: Text, *, urgent: bool = False) -> rx.Component:
    """Words that a screen reader speaks when they change; nobody sees them."""
    return rx.el.div(
        text, class_name="vh", role="alert" if urgent else "status", aria_live="assertive" if urgent else "polite"
    )


def pulse(on_tick: Any, *, seconds: float, active: rx.Var[bool] | bool = True) -> rx.Component:
    """Fire a client event every few seconds while the page is visible and `active`. The product's live progress."""
    return parts.Pulse.create(on_tick=on_tick, seconds=seconds, active=active)


def figure(number: Any, label: Text, *, freshness: Any = None, unknown: bool = False) -> rx.Component:
    """One large number with what it counts and how fresh it is. Unknown is said, never shown as zero."""
    shown = (
        rx.el.div(t("value-unknown"), class_name="figure-n t-unknown")
        if unknown
        else rx.el.div(number, class_name="figure-n num")
    )
    tail = [] if freshness is None else [rx.el.div(freshness, class_name="figure-f")]
    return rx.el.div(shown, rx.el.div(label, class_name="figure-l"), *tail)


def figures(*content: rx.Component) -> rx.Component:
    """Figures side by side."""
    return rx.el.div(*content, class_name="figures")


def legend(*entries: tuple[Any, str, Any]) -> rx.Component:
    """What the colours of a bar mean: words, tone, and the number behind them; a colour without a part is left out."""
    return rx.el.ul(*(_meaning(*entry) for entry in entries), class_name="legend num")


def _meaning(words: Any, tone: str, number: Any) -> rx.Component:
    entry = rx.el.li(rx.el.i(data_sq="", data_tone=tone), words, data_tone=tone)
    return rx.cond(rx.Var.create(number) > 0, entry, rx.fragment())


def next_steps(*steps: rx.Component) -> rx.Component:
    """What to do now, in order. Fill with `next_step`."""
    return rx.el.ol(*steps, class_name="nexts")


def next_step(number: int, title: Any, body: Any, action: Any = None) -> rx.Component:
    """One thing to do: words and at most one control."""
    return rx.el.li(
        rx.el.span(str(number), class_name="n"),
        rx.el.div(rx.el.b(title), rx.el.p(body, class_name="muted")),
        action if action is not None else rx.fragment(),
    )


def retry_link(label: Text, href: str) -> rx.Component:
    """A plain reload of a page after a problem."""
    return link(label, href=href, plain=True, class_name="btn")
