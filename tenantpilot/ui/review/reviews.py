"""The customer's pages: whose reviews there are, and what stands there while none is published."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.views import WorkspaceCard
from tenantpilot.ui.components import empty_state, icon, link, moment, skeleton_block, state, t
from tenantpilot.ui.review.state import Review
from tenantpilot.ui.shell import Shell, page

DESK = Review.desk


@page("/review", title="review-title")
def review_list() -> rx.Component:
    """The workspaces that share reviews with this customer."""
    listed = rx.el.ul(rx.foreach(Shell.workspaces, _from), class_name="rv-list")
    return rx.fragment(
        rx.el.h1(t("review-title")),
        rx.cond(
            Shell.workspaces.length() > 0,
            rx.fragment(rx.el.p(t("review-list-purpose"), class_name="rv-lede"), listed),
            empty_state(t("review-none-title"), t("review-none-body"), icon_name="file-text"),
        ),
    )


def _from(card: rx.Var[WorkspaceCard]) -> rx.Component:
    return rx.el.li(link(card.name, icon("chevron-right", small=True), href=card.href), key=card.space)


@page("/review/[space]", title="review-home-title", on_load=[Review.load])
def review_home() -> rx.Component:
    """Nothing is published yet, and the page says so: what that means, what will come, whom to ask."""
    return rx.fragment(
        rx.el.p(t("review-home-from", name=Shell.workspace.name), class_name="rv-kick"),
        rx.el.h1(t("review-home-title")),
        rx.cond(Review.is_loaded, _page(), skeleton_block(6)),
    )


def _page() -> rx.Component:
    name = DESK.workspace_name
    coming = ("latest", "findings", "files")
    return rx.fragment(
        state(t("review-empty-title"), t("review-empty-body", name=name), icon_name="file-text"),
        rx.el.section(
            rx.el.h2(t("review-what-title")),
            rx.el.ul(*(rx.el.li(t(f"review-what-{one}")) for one in coming), class_name="rv-what"),
        ),
        rx.el.section(rx.el.h2(t("review-ask-title")), rx.el.p(t("review-ask-body", name=name))),
        rx.el.section(rx.el.h2(t("review-about")), _facts()),
    )


def _facts() -> rx.Component:
    tenants = rx.cond(DESK.tenant_names.length() > 0, DESK.tenant_names.join(", "), t("review-tenants-none"))
    until = rx.fragment(t("review-access-until"), " ", moment(DESK.access_ends_at, mode="date"))
    return rx.fragment(
        rx.el.dl(
            rx.el.div(rx.el.dt(t("review-tenants")), rx.el.dd(tenants)),
            rx.el.div(
                rx.el.dt(t("review-access")),
                rx.el.dd(rx.cond(DESK.access_ends_at != "", until, t("review-access-open"))),
            ),
            class_name="rv-facts",
        ),
        rx.el.p(t("review-read-only"), class_name="muted"),
    )
