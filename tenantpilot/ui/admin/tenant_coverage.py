"""Coverage by family on a tenant's page: a cell for each, then every family with its state, age and reason."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import FamilyRow, TenantCoverage
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.operations.views import Preflight
from tenantpilot.ui.admin.tenant_state import TenantPage
from tenantpilot.ui.components import (
    Column,
    button,
    coverage_legend,
    data_table,
    disclosure,
    family_mark,
    family_state,
    link,
    moment,
    section,
    t,
    t_code,
    title_cell,
)


def coverage_section(known: rx.Var[TenantCoverage]) -> rx.Component:
    """Which families were read, and how well; unknown looks different from zero."""
    cells = rx.el.div(
        rx.foreach(known.families, lambda one: family_mark(one.state, title=_title(one))),
        class_name="cellset",
        role="img",
        aria_label=t("tenants-coverage-cells"),
    )
    return section(
        t("tenants-coverage"),
        cells,
        rx.el.div(coverage_legend(), class_name="gap-top"),
        _not_read(known),
        disclosure(t("tenants-coverage-all"), _table(known.families.to(list[FamilyRow]), known)),
        meta=t("tenants-coverage-meta"),
    )


def _title(one: rx.Var[FamilyRow]) -> rx.Var[str]:
    return t_code("family", one.family) + ": " + t_code("coverage", one.state)


def _not_read(known: rx.Var[TenantCoverage]) -> rx.Component:
    """The families about which something is unknown, in the open: nobody must look for them."""

    def shown(one: rx.Var[FamilyRow]) -> rx.Component:
        words = rx.el.div(rx.el.b(t_code("family", one.family)), rx.el.p(_why(one), class_name="muted"))
        age = rx.el.span(_age(one), class_name="small muted")
        entry = rx.el.li(family_state(one.state), words, age, _again(one, known))
        is_unknown = (one.state == "partial") | (one.state == "forbidden") | (one.state == "throttled")
        return rx.cond(is_unknown, entry, rx.fragment())

    return rx.el.ul(rx.foreach(known.families, shown), class_name="plain-list unread gap-top")


def _again(one: rx.Var[FamilyRow], known: rx.Var[TenantCoverage]) -> rx.Component:
    """Reads this family alone; whoever has just mended a permission need not read everything."""
    ready = TenantPage.ready.to(Preflight)
    offer = button(
        t("tenants-family-again"),
        size="s",
        aria_label=t("tenants-family-again-label", family=t_code("family", one.family)),
        disabled=~ready.may_start | (TenantPage.pending != ""),
        on_click=TenantPage.begin(SYNC_INVENTORY, "full", one.family),
    )
    return rx.cond(known.may_sync & TenantPage.ready, offer, rx.fragment())


def _why(one: rx.Var[FamilyRow]) -> rx.Component:
    missing = rx.cond(
        one.missing_permissions.length() > 0,
        t("tenants-coverage-needs", names=one.missing_permissions[0]),  # the least of those that would do comes first
        "",
    )
    return rx.fragment(t_code("reason", one.reason_code), " ", missing)


def _age(one: rx.Var[FamilyRow]) -> rx.Component:
    last = rx.fragment(t("tenants-complete-at"), " ", moment(one.complete_at))
    return rx.cond(one.complete_at != "", last, t("tenants-complete-never"))


def _table(families: rx.Var[list[FamilyRow]], known: rx.Var[TenantCoverage]) -> rx.Component:
    columns = [
        Column(t("tenants-coverage-family"), lambda one: title_cell(
            link(t_code("family", one.family), href=known.inventory_href + "&family=" + one.family),
            sub=t_code("family-group", one.group))),
        Column(t("tenants-coverage-state"), lambda one: family_state(one.state), narrow="badge"),
        Column(t("tenants-figure-policies"), lambda one: rx.cond(
            one.complete_at != "", one.objects.to_string(), t("value-none")), right=True, narrow="hide"),
        Column(t("tenants-complete-at"), lambda one: moment(one.complete_at, empty=t("value-none")), right=True,
               narrow="end"),
    ]  # fmt: skip
    return data_table(families, columns, label=t("tenants-coverage"), flat=True)
