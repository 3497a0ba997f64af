"""A policy's own page: what it says now, its history, the difference of any two versions, to whom it applies."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import PolicyDetail
from tenantpilot.ui.admin.inventory import assigned, ghost, named
from tenantpilot.ui.admin.policy_assignments import assignments_tab
from tenantpilot.ui.admin.policy_content import content_tab, raw_tab
from tenantpilot.ui.admin.policy_diff import diff_tab
from tenantpilot.ui.admin.policy_history import history_tab
from tenantpilot.ui.admin.policy_state import Policy
from tenantpilot.ui.admin.record_page import record_page
from tenantpilot.ui.components import (
    breakable,
    button,
    fact,
    facts,
    family_state,
    link,
    link_button,
    moment,
    notice,
    record,
    record_head,
    skeleton_block,
    t,
    t_code,
    tab,
    tabs,
)
from tenantpilot.ui.shell import Shell, page


@page("/admin/[space]/inventory/[policy]", title="policy-title", on_load=[Policy.load], width="record")
def policy() -> rx.Component:
    """The policy, or its shape until it is there."""
    detail = Policy.detail.to(PolicyDetail)
    name = rx.el.bdi(named(detail.row))
    return record_page(Policy.detail, _policy(detail), above="inventory", name=name, title=t("policy-title"))


def _tenant_href(detail: rx.Var[PolicyDetail]) -> rx.Var[str]:
    return f"/admin/{Shell.workspace.space}/tenants/{detail.row.tenant_ref}"


def _policy(detail: rx.Var[PolicyDetail]) -> rx.Component:
    row = detail.row
    shown = rx.match(
        Policy.shown,
        ("content", content_tab()),
        ("history", history_tab(row)),
        ("diff", diff_tab()),
        ("assignments", assignments_tab()),
        ("raw", raw_tab()),
        skeleton_block(6),
    )
    again = button(t("policy-read-again"), icon="refresh-cw", busy=Policy.is_starting, on_click=Policy.read_again)
    return rx.fragment(
        record_head(
            rx.el.bdi(named(detail.row)),
            rx.el.span(t_code("family", row.family), class_name="muted"),
            rx.cond(row.is_ghost, ghost(row), rx.fragment()),
            family_state(row.coverage),
            rx.el.span(t("policy-version", number=row.version), class_name="tag"),
            actions=[
                rx.cond(detail.may_sync, again, rx.fragment()),
                link_button(t("policy-tenant"), href=_tenant_href(detail)),
            ],
        ),
        tabs(
            tab(t("policy-tab-content")),
            tab(t("policy-tab-history"), value="history", count=detail.versions),
            tab(t("policy-tab-diff"), value="diff"),
            tab(t("policy-tab-assignments"), value="assignments", count=row.assignment_count),
            rx.cond(detail.may_inspect, tab(t("policy-tab-raw"), value="raw"), rx.fragment()),
            label=t("policy-tabs"),
        ),
        record(_how_sure(detail), shown, facts=[_about(detail), _when(detail)]),
    )


def _how_sure(detail: rx.Var[PolicyDetail]) -> rx.Component:
    """What stands between this page and the truth: the policy is gone, or its family was not read well last time."""
    row = detail.row
    gone = notice(
        t("policy-gone-title"),
        rx.el.p(t("policy-gone-body"), " ", moment(row.deleted_at, mode="date")),
        tone="caution",
        icon_name="ghost",
    )
    old = notice(
        t("policy-old-title"),
        rx.el.p(t_code("reason", detail.coverage_reason), " ", t("policy-old-body"), " ", moment(detail.complete_at)),
        tone="info",
        icon_name="hourglass",
    )
    is_old = (row.coverage != "read") & ~row.is_ghost
    return rx.fragment(rx.cond(row.is_ghost, gone, rx.fragment()), rx.cond(is_old, old, rx.fragment()))


def _about(detail: rx.Var[PolicyDetail]) -> rx.Component:
    row = detail.row
    words = fact(t("policy-description"), rx.el.bdi(detail.description))
    return facts(
        fact(t("inventory-tenant"), link(row.tenant_name, href=_tenant_href(detail))),
        rx.cond(row.platform != "", fact(t("inventory-platform"), t_code("platform", row.platform)), rx.fragment()),
        fact(t("inventory-assigned"), assigned(row)),
        rx.cond(detail.description != "", words, rx.fragment()),
        fact(t("policy-provider-id"), rx.el.span(detail.provider_id, class_name="mono small break")),
        rx.cond(row.type != "", fact(t("policy-type"), rx.el.span(row.type, class_name="mono small break")),
                rx.fragment()),
    )  # fmt: skip


def _when(detail: rx.Var[PolicyDetail]) -> rx.Component:
    row = detail.row
    by = rx.cond(row.changed_by != "", breakable(row.changed_by), t("policy-author-unknown"))
    absent = fact(t("policy-absences"), detail.absences.to_string())
    return facts(
        fact(t("policy-changed"), moment(row.changed_at, mode="datetime"), note=by),
        fact(t("policy-seen"), moment(row.last_seen_at, mode="datetime")),
        fact(t("policy-first-seen"), moment(detail.first_seen_at, mode="datetime")),
        fact(t("policy-complete"), moment(detail.complete_at, mode="datetime"), note=family_state(row.coverage)),
        rx.cond(detail.absences > 0, absent, rx.fragment()),
    )
