"""Where an operator starts: the workspaces they belong to."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.views import WorkspaceCard
from tenantpilot.ui.admin.chooser_state import Chooser
from tenantpilot.ui.components import (
    badge,
    empty_state,
    filtered_state,
    icon_button,
    letter_mark,
    link,
    moment,
    search_field,
    skeleton_rows,
    t,
    t_code,
    when_filtered,
)
from tenantpilot.ui.shell import page

SEARCH_FROM = 6  # with fewer workspaces a search only takes room


@page("/admin", title="chooser-title", on_load=[Chooser.load])
def chooser() -> rx.Component:
    """Pinned workspaces first, each with what waits there."""
    return rx.fragment(
        rx.el.h1(t("chooser-title")),
        rx.el.p(rx.cond(Chooser.is_loaded, t("chooser-purpose", count=Chooser.total), ""), class_name="muted"),
        rx.cond(Chooser.total >= SEARCH_FROM, rx.el.div(_search(), class_name="choose-bar"), rx.fragment()),
        rx.cond(Chooser.is_loaded, _lists(), skeleton_rows(3)),
    )


def _search() -> rx.Component:
    return search_field("q", t("chooser-search"))


def _lists() -> rx.Component:
    empty = (Chooser.pinned.length() == 0) & (Chooser.others.length() == 0)
    return rx.cond(
        empty,
        rx.fragment(
            when_filtered(filtered_state("q"), params=["q"]),
            when_filtered(
                empty_state(t("chooser-empty-title"), t("chooser-empty-body"), icon_name="building-2"),
                params=["q"],
                inverted=True,
            ),
        ),
        rx.fragment(
            _group(t("chooser-pinned"), Chooser.pinned),
            _group(t("chooser-all"), Chooser.others),
        ),
    )


def _group(heading: rx.Var[str], cards: rx.Var[list[WorkspaceCard]]) -> rx.Component:
    listed = rx.el.ul(rx.foreach(cards, _card))
    return rx.cond(cards.length() > 0, rx.fragment(rx.el.h2(heading, class_name="ws-h"), listed), rx.fragment())


def _card(card: rx.Var[WorkspaceCard]) -> rx.Component:
    name = rx.el.div(
        link(card.name, href=card.href),
        rx.el.span(t_code("role", card.role), class_name="small muted"),
        class_name="ws-n",
    )
    waiting = rx.cond(
        card.attention > 0,
        rx.el.span(t("chooser-attention", count=card.attention), class_name="small"),
        rx.el.span(t("chooser-quiet"), class_name="small muted"),
    )
    activity = rx.el.span(moment(card.last_activity_at), class_name="small muted ws-t")
    pin = icon_button(
        "pin",
        rx.cond(card.is_pinned, t("chooser-unpin", name=card.name), t("chooser-pin", name=card.name)),
        aria_pressed=card.is_pinned,
        on_click=Chooser.pin(card.space, ~card.is_pinned),
    )
    return rx.el.li(
        letter_mark(card.name[0], large=True),
        name,
        rx.el.span(badge("environment", card.environment), class_name="ws-e"),
        rx.el.span(waiting, class_name="ws-a"),
        activity,
        pin,
        class_name="ws",
        key=card.space,
    )
