"""A tenant's own page: what stands in the way first, then the sync, coverage by family and what changed."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import ChangeRow, SyncProgress, TenantCoverage
from tenantpilot.operations.names import CHECK_CONNECTION, SYNC_INVENTORY
from tenantpilot.operations.views import Preflight
from tenantpilot.tenants.views import LifecycleStep, TenantDetail, TenantRow
from tenantpilot.ui.admin.record_page import record_page
from tenantpilot.ui.admin.tenant_cells import connection_badge, posture_words
from tenantpilot.ui.admin.tenant_compare import TenantCompare, compare_section
from tenantpilot.ui.admin.tenant_coverage import coverage_section
from tenantpilot.ui.admin.tenant_form import change_dialog, lifecycle_dialog
from tenantpilot.ui.admin.tenant_overview import TenantStanding, standing
from tenantpilot.ui.admin.tenant_state import TenantPage
from tenantpilot.ui.components import (
    Column,
    badge,
    breakable,
    button,
    data_table,
    empty_state,
    fact,
    facts,
    family_mark,
    figure,
    figures,
    lede,
    link,
    link_button,
    live,
    menu,
    menu_item,
    menu_line,
    menu_link,
    moment,
    notice,
    progress,
    pulse,
    record,
    record_head,
    section,
    t,
    t_code,
    title_cell,
)
from tenantpilot.ui.shell import Shell, page

BUSY_SECONDS = 1
QUIET_SECONDS = 15


@page(
    "/admin/[space]/tenants/[tenant]",
    title="tenants-title",
    on_load=[TenantPage.load, TenantStanding.load, TenantCompare.load],
    width="record",
)
def tenant() -> rx.Component:
    """The tenant, or its shape until it is there."""
    detail = TenantPage.detail.to(TenantDetail)
    return record_page(TenantPage.detail, _tenant(detail), above="tenants", name=detail.row.name,
                       title=t("tenants-title"))  # fmt: skip


def _tenant(detail: rx.Var[TenantDetail]) -> rx.Component:
    row = detail.row
    known = TenantPage.coverage.to(TenantCoverage)
    running = TenantPage.progress.to(SyncProgress)
    is_running = rx.cond(TenantPage.progress, running.is_active, False)
    return rx.fragment(
        record_head(
            row.name,
            badge("lifecycle", row.lifecycle),
            connection_badge(row),
            badge("environment", row.environment),
            _read_at(known),
            actions=[_sync_button(detail), _more(detail)],
        ),
        record(
            _in_the_way(detail),
            rx.cond(is_running, _progress(running), _last_sync(running)),
            standing(),
            compare_section(),
            rx.cond(TenantPage.coverage, rx.fragment(_figures(known), coverage_section(known)), rx.fragment()),
            _changes(known),
            facts=[_about(detail), _way(detail)],
        ),
        change_dialog(detail),
        lifecycle_dialog(detail),
        pulse(TenantPage.refresh, seconds=rx.cond(is_running, BUSY_SECONDS, QUIET_SECONDS)),
        live(rx.cond(is_running, t("tenants-syncing"), "")),
    )


def _read_at(known: rx.Var[TenantCoverage]) -> rx.Component:
    read = rx.el.span(t("tenants-read-at"), " ", moment(known.last_sync_at), class_name="muted small")
    never = rx.el.span(family_mark("never"), t("coverage-never"), class_name="fstate t-unknown")
    return rx.cond(TenantPage.coverage, rx.cond(known.last_sync_at != "", read, never), rx.fragment())


def _sync_button(detail: rx.Var[TenantDetail]) -> rx.Component:
    ready = TenantPage.ready.to(Preflight)
    sync = button(
        t_code("operation", SYNC_INVENTORY),
        kind="primary",
        icon="refresh-cw",
        busy=TenantPage.pending == SYNC_INVENTORY,
        disabled=~ready.may_start,
        on_click=TenantPage.begin(SYNC_INVENTORY, "incremental", ""),
    )
    return rx.cond(detail.may_sync & (detail.row.connection == "enabled"), sync, rx.fragment())


def _more(detail: rx.Var[TenantDetail]) -> rx.Component:
    full = menu_item(t("tenants-sync-full"), icon="layers", on_select=TenantPage.begin(SYNC_INVENTORY, "full", ""))
    check = menu_item(t_code("operation", CHECK_CONNECTION), icon="plug",
                      on_select=TenantPage.begin(CHECK_CONNECTION, "", ""))  # fmt: skip
    change = menu_item(t("tenants-change"), icon="pencil-line", on_select=TenantPage.ask_change)
    return menu(
        menu_link(t("nav-inventory"), icon="layers", href=_inventory(detail)),
        menu_link(t("tenants-values"), icon="ruler", href=detail.row.href + "/values"),
        rx.cond(detail.may_sync & detail.row.can_start_read, full, rx.fragment()),
        rx.cond(detail.may_check & (detail.row.connection == "enabled"), check, rx.fragment()),
        rx.cond(detail.may_manage, rx.fragment(menu_line(), change, rx.foreach(detail.next_steps, _step)),
                rx.fragment()),
        label=t("tenants-actions", name=detail.row.name),
    )  # fmt: skip


def _step(step: rx.Var[LifecycleStep]) -> rx.Component:
    there = step["to"].to(str)  # by key: every Var has a method of that name
    words, ask = t_code("tenants-move", there), TenantPage.ask_move(there)
    return rx.cond(step.is_destructive, menu_item(words, danger=True, on_select=ask), menu_item(words, on_select=ask))


def _inventory(detail: rx.Var[TenantDetail]) -> rx.Var[str]:
    return f"/admin/{Shell.workspace.space}/inventory?environment_id={detail.row.tenant_ref}"


def _in_the_way(detail: rx.Var[TenantDetail]) -> rx.Component:
    """Why nothing can be read now, each reason with its next step; or what is read only in part."""
    row = detail.row
    ready = TenantPage.ready.to(Preflight)
    connect = link_button(t("tenants-connect"), href=detail.new_connection_href, kind="primary", icon="plug")
    action = rx.cond((row.connection == "missing") & (detail.new_connection_href != ""), connect, rx.fragment())
    reasons = rx.cond(TenantPage.ready, ready.reasons, row.reasons)
    stopped = notice(
        t("tenants-cannot-read"),
        rx.el.ul(rx.foreach(reasons, lambda code: rx.el.li(t_code("reason", code)))),
        action,
        tone="caution",
        icon_name="triangle-alert",
    )
    gaps = notice(
        t("posture-missing-count", count=row.missing_permissions),
        t("posture-missing-body"),
        link_button(t("posture-open"), href=detail.permissions_href),
        tone="caution",
        icon_name="key-round",
    )
    return rx.fragment(
        rx.cond(reasons.length() > 0, stopped, rx.fragment()),
        rx.cond(row.missing_permissions > 0, gaps, rx.fragment()),
    )


def _progress(running: rx.Var[SyncProgress]) -> rx.Component:
    read = running.done + running.failed + running.skipped
    return section(
        t("tenants-syncing"),
        progress(
            t("tenants-sync-progress"),
            now=read,
            max=running.total,
            parts_of=[(running.done, "positive"), (running.failed, "critical"), (running.skipped, "neutral")],
        ),
        rx.el.div(
            rx.foreach(running.families, lambda one: family_mark(
                rx.cond(one.state == "waiting", "unsupported", one.state), title=t_code("family", one.family))),
            class_name="cellset",
        ),
        rx.el.p(t("tenants-sync-so-far", objects=running.objects, changes=running.changes), class_name="muted num"),
        meta=t("tenants-families-read", read=read, total=running.total),
        end=[link(t("tenants-run"), href=running.href)],
    )  # fmt: skip


def _last_sync(last: rx.Var[SyncProgress]) -> rx.Component:
    """One sentence about how the last reading ended, with its run."""
    said = lede(
        t_code("tenants-last-sync", last.outcome),
        " ",
        moment(last.finished_at),
        " ",
        link(t("tenants-run"), href=last.href),
    )
    return rx.cond(TenantPage.progress, rx.el.div(said, class_name="sec"), rx.fragment())


def _figures(known: rx.Var[TenantCoverage]) -> rx.Component:
    unread = known.last_sync_at == ""
    as_of = rx.fragment(t("tenants-as-of"), " ", moment(known.last_sync_at))
    shown = figures(
        figure(link(known.policies, href=known.inventory_href), t("tenants-figure-policies"), freshness=as_of),
        figure(
            link(known.ghosts, href=known.inventory_href + "&ghosts=only"), t("tenants-figure-ghosts"), freshness=as_of
        ),
        figure(known.changes_lately, t("tenants-figure-changes"), freshness=as_of),
    )
    return rx.cond(unread, rx.fragment(), rx.el.div(shown, class_name="sec"))


def _changes(known: rx.Var[TenantCoverage]) -> rx.Component:
    def what(one: rx.Var[ChangeRow]) -> rx.Component:
        return title_cell(one.name, href=rx.cond(one.diff_href != "", one.diff_href, one.href),
                          sub=t_code("family", one.family))  # fmt: skip

    columns = [
        Column(t("tenants-change-what"), what),
        Column(t("tenants-change-how"), lambda one: t_code("tenants-change", rx.cond(
            one.kind == "version", one.change, one.kind)), narrow="sub"),
        Column(t("tenants-change-who"), lambda one: rx.cond(
            one.author != "", one.author, rx.el.span(t("value-unknown"), class_name="t-unknown")), narrow="hide"),
        Column(t("tenants-change-when"), lambda one: moment(one.at), right=True, narrow="end"),
    ]  # fmt: skip
    nothing = empty_state(t("tenants-changes-empty-title"), t("tenants-changes-empty-body"), icon_name="git-compare")
    table = data_table(TenantPage.changes, columns, label=t("tenants-changes"), flat=True, empty=nothing)
    return section(t("tenants-changes"), table, meta=t("tenants-changes-meta"))


def _about(detail: rx.Var[TenantDetail]) -> rx.Component:
    row: rx.Var[TenantRow] = detail.row
    removal = fact(t("tenants-removal-due"), moment(detail.removal_due_at, mode="date"))
    return facts(
        fact(
            t("tenants-field-primary-domain"),
            rx.cond(row.primary_domain != "", breakable(row.primary_domain), t("value-none")),
        ),
        fact(
            t("tenants-field-provider-tenant-id"),
            rx.el.span(row.provider_tenant_id, class_name="mono small break"),
        ),
        fact(t("tenants-field-tier"), t_code("tier", row.tier)),
        fact(t("tenants-since"), moment(detail.lifecycle_at, mode="date"), note=t_code("lifecycle", row.lifecycle)),
        rx.cond(detail.removal_due_at != "", removal, rx.fragment()),
    )


def _way(detail: rx.Var[TenantDetail]) -> rx.Component:
    row = detail.row
    all_of_it = link(t("nav-connections"), href=detail.connections_href)
    way = rx.cond(row.connection_href != "", link(t("tenants-connection"), href=row.connection_href), all_of_it)
    checked = rx.cond(
        row.checked_at != "",
        rx.fragment(t("connections-checked"), " ", moment(row.checked_at)),
        t("connections-unchecked"),
    )
    return facts(
        fact(t("tenants-connection"), way, note=checked),
        fact(t("tenants-column-permissions"), link(posture_words(row), href=detail.permissions_href)),
    )
