"""Members of a workspace: who works here, who is invited, and for those who may, changing it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Role
from tenantpilot.access.views import InvitationRow, MemberRow
from tenantpilot.ui.admin.members_dialogs import dialogs
from tenantpilot.ui.admin.members_state import FILTERS, Members
from tenantpilot.ui.components import (
    Column,
    avatar,
    badge,
    button,
    column_menu,
    data_table,
    empty_state,
    filter_clear,
    filter_select,
    filtered_state,
    menu,
    menu_item,
    menu_line,
    moment,
    options,
    page_head,
    search_field,
    section,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)
from tenantpilot.ui.shell import page

SHOWN_ROLES = [role.value for role in Role if role is not Role.PLATFORM_OPERATOR]


@page("/admin/[space]/members", title="nav-members", on_load=[Members.load])
def members() -> rx.Component:
    """The list, the open invitations, and the dialogs that change them."""
    invite = button(t("members-invite"), kind="primary", icon="user-plus", on_click=Members.begin_invite)
    columns = _columns()
    return rx.fragment(
        page_head(
            t("nav-members"),
            rx.cond(Members.may_manage, invite, rx.fragment()),
            purpose=rx.cond(Members.is_loaded & ~Members.may_manage, t("members-read-only"), t("members-purpose")),
        ),
        toolbar(
            search_field("q", t("members-search")),
            filter_select(
                "role", t("members-filter-role"), options(*((role, t_code("role", role)) for role in SHOWN_ROLES))
            ),
            filter_clear(*FILTERS),
            end=[column_menu(columns)],
        ),
        data_table(Members.rows, columns, label=t("nav-members"), loading=~Members.is_loaded, empty=_nobody()),
        rx.cond(Members.may_manage, _invitations(), rx.fragment()),
        dialogs(),
    )


def _nobody() -> rx.Component:
    return rx.fragment(
        when_filtered(filtered_state(*FILTERS), params=FILTERS),
        when_filtered(
            empty_state(t("members-empty-title"), t("members-empty-body"), icon_name="users"),
            params=FILTERS,
            inverted=True,
        ),
    )


def _columns() -> list[Column]:
    return [
        Column(t("members-column-person"), _person, hideable=False),
        Column(t("members-column-role"), lambda row: badge("role", row.role), narrow="badge", class_name="col-m"),
        Column(t("members-column-tenants"), reach, narrow="sub"),
        Column(t("members-column-until"), _end, narrow="hide", class_name="col-s"),
        Column(t("members-column-seen"), lambda row: moment(row.last_sign_in_at), narrow="hide", class_name="col-s"),
        Column(
            rx.el.span(t("menu-more"), class_name="vh"),
            _actions,
            right=True,
            narrow="end",
            hideable=False,
            class_name="col-act",
        ),
    ]


def _person(row: rx.Var[MemberRow]) -> rx.Component:
    you = rx.cond(row.is_self, rx.el.span(t("members-you"), class_name="tag"), rx.fragment())
    return title_cell(rx.fragment(row.name, " ", you), sub=row.email, lead=avatar(row.initials))


def reach(row: rx.Var[Any]) -> rx.Component:
    """Which tenants, in words; also for invitations."""
    names = row.tenant_names.join(", ")
    return rx.match(
        row.tenant_mode,
        ("only", rx.el.span(t("members-reach-only", names=names))),
        ("except", rx.el.span(t("members-reach-except", names=names))),
        rx.el.span(t("members-reach-all"), class_name="muted"),
    )


def _end(row: rx.Var[MemberRow]) -> rx.Component:
    return rx.cond(
        row.expires_at != "",
        moment(row.expires_at, mode="date"),
        rx.el.span(t("members-no-end"), class_name="muted"),
    )


def _actions(row: rx.Var[MemberRow]) -> rx.Component:
    offered = menu(
        menu_item(t("members-change"), icon="pencil-line", on_select=Members.begin_change(row.handle)),
        menu_line(),
        menu_item(t("members-remove"), icon="trash-2", danger=True, on_select=Members.begin_remove(row.handle)),
        label=t("members-actions", name=row.name),
    )
    return rx.cond(row.may_change, offered, rx.fragment())


def _invitations() -> rx.Component:
    columns = [
        Column(t("invitations-column-email"), _invited),
        Column(t("members-column-role"), lambda row: badge("role", row.role), narrow="badge", class_name="col-m"),
        Column(t("members-column-tenants"), reach, narrow="sub"),
        Column(t("invitations-column-expires"), _validity, narrow="sub", class_name="col-m"),
        Column(
            rx.el.span(t("menu-more"), class_name="vh"),
            _invitation_actions,
            right=True,
            narrow="end",
            class_name="col-act",
        ),
    ]
    return section(
        t("invitations-title"),
        rx.cond(
            Members.invitations.length() > 0,
            data_table(Members.invitations, columns, label=t("invitations-title"), flat=True),
            rx.el.p(t("invitations-none"), class_name="muted"),
        ),
        meta=rx.cond(Members.invitations.length() > 0, t("invitations-count", count=Members.invitations.length()), ""),
        anchor="invitations",
    )


def _invited(row: rx.Var[InvitationRow]) -> rx.Component:
    made = rx.fragment(moment(row.created_at), " ", t("invitations-by", name=row.invited_by))
    return title_cell(row.email, sub=made)


def _validity(row: rx.Var[InvitationRow]) -> rx.Component:
    return rx.cond(row.is_expired, badge("lifecycle", "expired"), moment(row.expires_at, mode="datetime"))


def _invitation_actions(row: rx.Var[InvitationRow]) -> rx.Component:
    offered = menu(
        menu_item(t("invitations-renew"), icon="link", on_select=Members.begin_renew(row.handle)),
        menu_line(),
        menu_item(t("invitations-withdraw"), icon="trash-2", danger=True, on_select=Members.begin_withdraw(row.handle)),
        label=t("members-actions", name=row.email),
    )
    return rx.cond(row.may_change, offered, rx.fragment())
