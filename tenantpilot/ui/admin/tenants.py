"""The tenants of a workspace: where each stands, whether it can be reached, how well it is known."""

from __future__ import annotations

import reflex as rx

from tenantpilot.tenants.lifecycle import Lifecycle
from tenantpilot.tenants.rules import STAGES
from tenantpilot.tenants.views import TenantRow
from tenantpilot.ui.admin.tenant_cells import connection_badge, freshness, inventory_words, posture_words
from tenantpilot.ui.admin.tenant_form import add_dialog
from tenantpilot.ui.admin.tenants_state import FILTERS, Tenants
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    column_menu,
    data_table,
    density_toggle,
    empty_state,
    filter_clear,
    filter_select,
    filtered_state,
    options,
    page_head,
    pulse,
    search_field,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import Shell, page

CONNECTIONS = ("enabled", "disabled", "missing")
REFRESH_SECONDS = 10


@page("/admin/[space]/tenants", title="nav-tenants", on_load=[Tenants.load])
def tenants() -> rx.Component:
    """The list with its filters."""
    columns = _columns()
    add = button(t("tenants-add"), kind="primary", icon="plus", on_click=Tenants.show_form(True))
    return rx.fragment(
        page_head(t("nav-tenants"), rx.cond(Tenants.may_manage, add, rx.fragment()), purpose=t("tenants-purpose")),
        toolbar(
            search_field("q", t("tenants-search")),
            filter_select(
                "lifecycle",
                t("tenants-lifecycle"),
                options(*((one.value, t_code("lifecycle", one.value)) for one in Lifecycle)),
            ),
            filter_select(
                "environment",
                t("tenants-environment"),
                options(*((one, t_code("environment", one)) for one in STAGES)),
            ),
            filter_select(
                "connection",
                t("tenants-connection"),
                options(*((one, t_code("tenants-connection", one)) for one in CONNECTIONS)),
            ),
            filter_clear(*FILTERS),
            end=[column_menu(columns), density_toggle(Shell.profile.density, lambda v: Shell.choose("density", v))],
        ),
        data_table(
            Tenants.rows,
            columns,
            label=t("nav-tenants"),
            href=lambda row: row.href,
            loading=~Tenants.is_loaded,
            empty=_nothing(),
        ),
        pulse(Tenants.refresh, seconds=REFRESH_SECONDS),
        add_dialog(),
    )


def _columns() -> list[Column]:
    return [
        Column(t("tenants-column-tenant"), _name),
        Column(t("tenants-environment"), lambda row: badge("environment", row.environment), narrow="hide",
               class_name="col-3 col-s"),
        Column(t("tenants-lifecycle"), lambda row: badge("lifecycle", row.lifecycle), narrow="badge",
               class_name="col-m"),
        Column(t("tenants-connection"), connection_badge, narrow="sub", class_name="col-l"),
        Column(t("tenants-column-permissions"), posture_words, narrow="hide", class_name="col-3 col-m"),
        Column(t("tenants-column-inventory"), lambda row: rx.el.span(inventory_words(row), class_name="stack-s"),
               narrow="sub", class_name="col-l"),
        Column(t("tenants-column-read"), freshness, right=True, narrow="end", class_name="col-s"),
    ]  # fmt: skip


def _name(row: rx.Var[TenantRow]) -> rx.Component:
    below = rx.cond(row.primary_domain != "", row.primary_domain, row.provider_tenant_id)
    return title_cell(row.name, href=row.href, sub=below)


def _nothing() -> rx.Component:
    first = empty_state(t("tenants-empty-title"), t("tenants-empty-body"), icon_name="building-2")
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS), when_filtered(first, params=FILTERS, inverted=True)
    )
