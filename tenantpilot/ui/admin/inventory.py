"""The inventory explorer: what is configured in all tenants, found by name, family, platform, assignment or change."""

from __future__ import annotations

import reflex as rx

from tenantpilot.inventory.views import FamilyCount, PlatformCount, PolicyRow, TenantChoice
from tenantpilot.ui.admin.inventory_state import FILTERS, Inventory
from tenantpilot.ui.components import (
    Column,
    column_menu,
    data_table,
    density_toggle,
    empty_state,
    family_state,
    filter_clear,
    filter_date,
    filter_select,
    filtered_state,
    icon,
    link_button,
    moment,
    options,
    page_head,
    pager,
    search_field,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import Shell, page

ASSIGNED = ("assigned", "unassigned", "unknown", "not_assignable")
GHOSTS = ("only", "with")


@page("/admin/[space]/inventory", title="nav-inventory", on_load=[Inventory.load])
def inventory() -> rx.Component:
    """The list with its filters."""
    columns = _columns()
    choices = Inventory.choices
    tenants = choices.tenants.to(list[TenantChoice]).map(lambda one: {"value": one.tenant_ref, "label": one.name})
    families = choices.families.to(list[FamilyCount]).map(family_choice)
    platforms = choices.platforms.to(list[PlatformCount]).map(_platform_choice)
    density = density_toggle(Shell.profile.density, lambda v: Shell.choose("density", v))
    return rx.fragment(
        page_head(t("nav-inventory"), purpose=t("inventory-purpose"), as_of=_as_of()),
        toolbar(
            search_field("q", t("inventory-search")),
            filter_select("environment_id", t("inventory-tenant"), tenants),
            filter_select("family", t("inventory-family"), families),
            filter_select("platform", t("inventory-platform"), platforms),
            filter_select("assigned", t("inventory-assigned"), options(*(
                (one, t_code("inventory-assigned", one)) for one in ASSIGNED))),
            filter_select("ghosts", t("inventory-ghosts"), options(*(
                (one, t_code("inventory-ghosts", one)) for one in GHOSTS))),
            filter_date("changed_since", t("inventory-changed-since")),
            filter_clear(*FILTERS),
            end=[column_menu(columns), density],
        ),
        data_table(
            Inventory.rows,
            columns,
            label=t("nav-inventory"),
            href=lambda row: row.href,
            loading=~Inventory.is_loaded,
            empty=_nothing(),
        ),
        pager(previous="", next=Inventory.cursor, count=Inventory.rows.length()),
    )  # fmt: skip


def _as_of() -> rx.Component:
    total = t("inventory-total", count=Inventory.choices.total, ghosts=Inventory.choices.ghosts)
    read = rx.el.span(total, " ", t("inventory-as-of"), " ", moment(Inventory.choices.last_sync_at))
    return rx.cond(Inventory.choices.last_sync_at != "", read, rx.fragment())


def family_choice(one: rx.Var[FamilyCount]) -> rx.Var:
    """A family to narrow by, with how many policies it has."""
    return {"value": one.family, "label": t_code("family", one.family) + " (" + one.policies.to_string() + ")"}


def _platform_choice(one: rx.Var[PlatformCount]) -> rx.Var:
    none = one.platform == ""
    called = rx.cond(none, t("platform-none"), t_code("platform", one.platform))
    return {"value": rx.cond(none, "none", one.platform), "label": called + " (" + one.policies.to_string() + ")"}


def _columns() -> list[Column]:
    return [
        Column(t("inventory-column-policy"), _name),
        Column(t("inventory-tenant"), lambda row: row.tenant_name, narrow="sub", class_name="col-l"),
        Column(
            t("inventory-platform"), lambda row: t_code("platform", row.platform), narrow="hide", class_name="col-3"
        ),
        Column(t("inventory-assigned"), assigned, narrow="hide", class_name="col-3 col-m"),
        Column(t("inventory-column-changed"), _changed, narrow="sub", class_name="col-l"),
        Column(t("inventory-column-seen"), _seen, right=True, narrow="end", class_name="col-m"),
    ]


def ghost(row: rx.Var[PolicyRow]) -> rx.Component:
    """The mark of a policy that Microsoft no longer has, with the day it was gone."""
    return rx.el.span(
        icon("ghost", small=True),
        t("policy-ghost"),
        " ",
        moment(row.deleted_at, mode="date"),
        class_name="tag row",
        data_tone="caution",
    )


def _name(row: rx.Var[PolicyRow]) -> rx.Component:
    below = rx.fragment(t_code("family", row.family), " ", rx.cond(row.is_ghost, ghost(row), rx.fragment()))
    return title_cell(rx.el.bdi(named(row)), href=row.href, sub=below)


def named(row: rx.Var[PolicyRow]) -> rx.Var[str]:
    """A policy's name; what there is only once in a tenant has none of its own and is called by its family."""
    return rx.cond(row.name != "", row.name, t_code("family", row.family))


def assigned(row: rx.Var[PolicyRow]) -> rx.Component:
    """Whether it applies to anybody."""
    count = t("inventory-assignments", count=row.assignment_count)
    word = rx.el.span(t_code("inventory-assigned", row.assigned), class_name="muted")
    return rx.cond(row.assigned == "assigned", count, word)


def _changed(row: rx.Var[PolicyRow]) -> rx.Component:
    since = rx.cond(row.version > 1, t("policy-author-unknown"), t("policy-event-first"))
    by = rx.cond(row.changed_by != "", row.changed_by, since)
    return rx.fragment(moment(row.changed_at), rx.el.span(by, class_name="cell-sub"))


def _seen(row: rx.Var[PolicyRow]) -> rx.Component:
    """How sure the list is of this row: when its family was read well the row says when it was seen, else why not."""
    return rx.cond(row.coverage == "read", moment(row.last_seen_at), family_state(row.coverage))


def _nothing() -> rx.Component:
    tenants = link_button(t("nav-tenants"), href=f"/admin/{Shell.workspace.space}/tenants")
    first = empty_state(t("inventory-empty-title"), t("inventory-empty-body"), tenants, icon_name="layers")
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS), when_filtered(first, params=FILTERS, inverted=True)
    )
