"""What a version of a policy says, in readable lines, and raw."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import ContentPage, ContentRow, RawPage
from tenantpilot.ui.admin.policy_state import Policy
from tenantpilot.ui.components import button, empty_state, icon, pager, raw, section, skeleton_block, t


def content_tab() -> rx.Component:
    """The lines that were read so far; more on request."""
    content = Policy.content.to(ContentPage)
    nothing = empty_state(t("policy-content-empty-title"), t("policy-content-empty-body"), icon_name="file-text")
    more = button(t("policy-more", left=content.total - Policy.lines.length()), on_click=Policy.more)
    listed = section(
        t("policy-tab-content"),
        content_lines(Policy.lines),
        rx.cond(content.cursor != "", more, rx.fragment()),
        meta=t("policy-content-meta", number=content.number, total=content.total),
    )
    return rx.cond(Policy.content, rx.cond(Policy.lines.length() > 0, listed, nothing), skeleton_block(8))


def content_lines(lines: rx.Var[list[ContentRow]]) -> rx.Component:
    """Lines below the headings of their sections."""

    def one(row: rx.Var[ContentRow], place: rx.Var[int]) -> rx.Component:
        before = lines[rx.cond(place > 0, place - 1, 0)]
        heading = rx.el.div(rx.el.dt(rx.el.bdi(row.section)), class_name="lines-head")
        starts = (row.section != "") & ((place == 0) | (before.section != row.section))
        line = rx.el.div(
            rx.el.dt(rx.el.bdi(row.label), title=row.path),
            rx.el.dd(_value(row.shape, row.value)),
            class_name="line",
            data_depth=row.depth.to_string(),
        )
        return rx.fragment(rx.cond(starts, heading, rx.fragment()), line)

    return rx.el.dl(rx.foreach(lines, one), class_name="lines")


def _value(shape: rx.Var[str], said: rx.Var[str]) -> rx.Component:
    """A value as its shape wants to be shown: secrets say only that there is one."""
    return rx.match(
        shape,
        ("yes", rx.el.span(t("policy-value-yes"))),
        ("no", rx.el.span(t("policy-value-no"))),
        ("group", rx.el.span()),
        ("empty", rx.el.span(t("policy-value-empty"), class_name="subtle")),
        ("secret", secret_mark()),
        ("unreadable", rx.el.span(icon("lock", small=True), t("policy-value-unreadable"), class_name="row muted")),
        ("lines", rx.el.pre(said, class_name="raw", tab_index=0)),
        rx.el.bdi(said, class_name="break"),
    )


def secret_mark() -> rx.Component:
    """There is a secret, and nobody sees it."""
    return rx.el.span(icon("lock", small=True), t("policy-value-secret"), class_name="row muted")


def raw_tab() -> rx.Component:
    """The object as the provider gave it, secrets replaced."""
    page = Policy.raw.to(RawPage)
    listed = section(
        t("policy-tab-raw"),
        raw(page.text, label=t("policy-tab-raw")),
        rx.cond(page.cursor != "", pager(previous="", next=page.cursor, count=page.text.length()), rx.fragment()),
        meta=t("policy-raw-meta"),
    )
    return rx.cond(Policy.raw, listed, skeleton_block(8))
