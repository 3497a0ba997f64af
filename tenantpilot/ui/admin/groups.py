"""Groups of tenants: those that are treated alike, chosen by hand, and what holds in them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.baselines.views import GroupBaseline, GroupMember, GroupRow, GroupTenant
from tenantpilot.ui.admin.groups_state import Groups
from tenantpilot.ui.components import (
    Column,
    button,
    choices,
    data_table,
    empty_state,
    field,
    form_dialog,
    link,
    menu,
    menu_item,
    menu_line,
    moment,
    mutation_dialog,
    page_head,
    scope_notice,
    t,
    t_code,
    t_id,
    title_cell,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/groups", title="nav-groups", on_load=[Groups.load])
def groups() -> rx.Component:
    """The list, and the forms that change it."""
    add = button(t("groups-create"), kind="primary", icon="plus", on_click=Groups.begin("edit", ""))
    offered = rx.cond(Groups.may_manage, add, rx.fragment())
    return rx.fragment(
        page_head(t("nav-groups"), offered, purpose=t("groups-purpose")),
        data_table(
            Groups.rows,
            _columns(),
            label=t("nav-groups"),
            loading=~Groups.is_loaded,
            empty=empty_state(t("groups-empty-title"), t("groups-empty-body"), offered, icon_name="users"),
        ),
        _edit(),
        _delete(),
    )


def _columns() -> list[Column]:
    return [
        Column(t("groups-column-group"), _name, hideable=False),
        Column(t("groups-column-tenants"), _members, narrow="sub"),
        Column(t("groups-column-baselines"), _held, narrow="sub"),
        Column(t("groups-column-since"), lambda row: moment(row.created_at, mode="date"), narrow="hide",
               class_name="col-s"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), _acts, right=True, narrow="end", class_name="col-act"),
    ]  # fmt: skip


def _name(row: rx.Var[GroupRow]) -> rx.Component:
    return title_cell(rx.el.bdi(row.name), sub=t("baselines-tenants-count", count=row.members.length()))


def _members(row: rx.Var[GroupRow]) -> rx.Component:
    nobody = rx.el.span(t("groups-nobody"), class_name="muted")
    return _links(row.members.to(list[GroupMember]), nobody)


def _held(row: rx.Var[GroupRow]) -> rx.Component:
    nothing = rx.el.span(t("value-none"), class_name="subtle")
    return _links(row.baselines.to(list[GroupBaseline]), nothing)


def _links(named: rx.Var[list[Any]], none: rx.Component) -> rx.Component:
    """Everything by its name in one line, or that there is none."""

    def one(each: rx.Var[Any], at: rx.Var[int]) -> rx.Component:
        return rx.fragment(rx.cond(at > 0, ", ", ""), link(rx.el.bdi(each.name), href=each.href))

    return rx.cond(named.length() > 0, rx.el.span(rx.foreach(named, one), class_name="clamp"), none)


def _acts(row: rx.Var[GroupRow]) -> rx.Component:
    delete = menu_item(t("groups-delete"), icon="trash-2", danger=True, on_select=Groups.begin("delete", row.handle))
    held = menu_item(t("groups-delete"), hint=t("groups-in-use"), disabled=True)
    offered = menu(
        menu_item(t("groups-change"), icon="pencil-line", on_select=Groups.begin("edit", row.handle)),
        menu_line(),
        rx.cond(row.is_removable, delete, held),
        label=t("groups-actions", name=row.name),
    )
    return rx.cond(Groups.may_manage, offered, rx.fragment())


def _edit() -> rx.Component:
    """One form for a new group and for a known one."""
    labels = {"name": t("groups-field-name"), "chosen": t("groups-field-members")}
    offered = Groups.tenants.map(_choice)
    words = rx.cond(Groups.handle == "", t("groups-create"), t("groups-change"))
    return form_dialog(
        words,
        scope_notice("app", t("groups-edit-scope")),
        field("name", labels["name"], default_value=Groups.name, max_length=80),
        rx.el.div(choices("chosen", labels["chosen"], offered, many=True, value=Groups.chosen), class_name="pick-list"),
        state=Groups,
        open="edit",
        fields=labels,
        on_submit=Groups.save,
    )


def _choice(one: rx.Var[GroupTenant]) -> rx.Var:
    return {"value": one.tenant_ref, "label": one.name + " · " + t_code("tier", one.tier)}


def _delete() -> rx.Component:
    return mutation_dialog(
        t("groups-delete"),
        scope="app",
        amount=t("groups-delete-scope", name=Groups.name),
        action=t("groups-delete"),
        on_confirm=Groups.delete,
        kind="danger-solid",
        error=t_id(Groups.problem),
        open=Groups.opened == "delete",
        on_open_change=Groups.close,
    )
