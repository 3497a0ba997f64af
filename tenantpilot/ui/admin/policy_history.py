"""What happened to a policy: versions with their authors, when it was gone and when it came back."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import HistoryRow, PolicyRow
from tenantpilot.ui.admin.policy_state import Policy
from tenantpilot.ui.components import link, moment, pager, section, t, t_code, timeline, timeline_node, why


def history_tab(row: rx.Var[PolicyRow]) -> rx.Component:
    """Newest first."""
    return section(
        t("policy-tab-history"),
        timeline(Policy.history, what=lambda one: _what(one, row), when=_when, node=_node),
        rx.cond(
            Policy.older != "", pager(previous="", next=Policy.older, count=Policy.history.length()), rx.fragment()
        ),
        meta=t("policy-history-meta"),
    )


def _node(one: rx.Var[HistoryRow]) -> rx.Component:
    icon = rx.match(one.kind, ("deleted", "ghost"), ("restored", "rotate-cw"), "pencil-line")
    return timeline_node(icon, tone=rx.match(one.kind, ("deleted", "caution"), ("restored", "info"), "neutral"))


def _what(one: rx.Var[HistoryRow], row: rx.Var[PolicyRow]) -> rx.Component:
    by = rx.cond(
        one.author != "",
        rx.fragment(t("policy-by", name=one.author), " ", moment(one.author_at, mode="datetime")),
        rx.el.span(t("policy-author-unknown"), class_name="t-unknown"),
    )
    said = rx.el.b(t_code("policy-event", rx.cond(one.kind == "version", one.change, one.kind)))
    differs = link(t("policy-what-changed"), href=row.href + "?tab=diff&to=" + one.version_ref)
    number = rx.el.span(t("policy-version", number=one.number), class_name="tag")
    version = rx.fragment(" ", number, " ", rx.cond(one.change != "first", differs, rx.fragment()))
    window = rx.fragment(
        t("policy-between"), " ", moment(one.seen_before_at, mode="datetime"),
        " ", t("policy-and"), " ", moment(one.at, mode="datetime"),
    )  # fmt: skip
    seen = rx.cond(one.seen_before_at != "", why(window), rx.fragment())
    return rx.fragment(said, rx.cond(one.kind == "version", version, rx.fragment()), rx.el.br(), by, seen)


def _when(one: rx.Var[HistoryRow]) -> rx.Component:
    return moment(one.at, mode="date")
