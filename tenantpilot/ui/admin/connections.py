"""The provider connections of a workspace: which tenants can be reached, how, and until when."""

from __future__ import annotations

import reflex as rx

from tenantpilot.provider.views import ConnectionList, ConnectionRow
from tenantpilot.ui.admin.connections_state import ENVIRONMENT, Connections
from tenantpilot.ui.components import (
    Column,
    badge,
    breadcrumb,
    data_table,
    empty_state,
    filter_clear,
    link_button,
    moment,
    page_head,
    pulse,
    skeleton_rows,
    t,
    t_code,
    title_cell,
    toolbar,
)
from tenantpilot.ui.shell import Shell, page

REFRESH_SECONDS = 15


@page("/admin/[space]/connections", title="nav-connections", on_load=[Connections.load])
def connections() -> rx.Component:
    """The list; of one tenant when the address names it."""
    found = Connections.found.to(ConnectionList)
    connect = link_button(t("connections-create"), href=found.new_href, kind="primary", icon="plus")
    return rx.fragment(
        page_head(
            t("nav-connections"),
            rx.cond(found.new_href != "", connect, rx.fragment()),
            purpose=rx.cond(
                found.tenant_name != "", t("connections-of", name=found.tenant_name), t("connections-purpose")
            ),
        ),
        toolbar(filter_clear(ENVIRONMENT)),
        rx.cond(Connections.found, _table(found), skeleton_rows()),
        pulse(Connections.refresh, seconds=REFRESH_SECONDS),
    )


def _table(found: rx.Var[ConnectionList]) -> rx.Component:
    tenants = link_button(t("nav-tenants"), href=f"/admin/{Shell.workspace.space}/tenants")
    return data_table(
        found.rows.to(list[ConnectionRow]),
        [
            Column(t("connections-column-name"), _name),
            Column(t("connections-column-state"), state, narrow="badge"),
            Column(t("connections-column-credential"), credential, narrow="sub"),
            Column(t("connections-column-permissions"), _permissions, narrow="hide", class_name="col-3"),
            Column(t("connections-column-checked"), lambda row: moment(row.checked_at), right=True, narrow="end"),
        ],
        label=t("nav-connections"),
        href=lambda row: row.href,
        empty=empty_state(t("connections-empty-title"), t("connections-empty-body"), tenants, icon_name="plug"),
    )


def _name(row: rx.Var[ConnectionRow]) -> rx.Component:
    return title_cell(row.tenant_name, href=row.href, sub=row.name)


def state_code(row: rx.Var[ConnectionRow]) -> rx.Var[str]:
    """How the connection stands, the worst first."""
    health = rx.cond(row.health == "unknown", "unchecked", row.health)
    consent = rx.match(row.consent, ("missing", "consent_missing"), ("withdrawn", "consent_withdrawn"), health)
    return rx.cond(row.is_enabled, consent, "disabled")


def state(row: rx.Var[ConnectionRow]) -> rx.Component:
    """The badge, and why."""
    why = rx.cond(
        row.reason_code != "", rx.el.span(t_code("reason", row.reason_code), class_name="cell-sub clamp"), rx.fragment()
    )
    return rx.fragment(badge("connections-state", state_code(row)), why)


def credential(row: rx.Var[ConnectionRow]) -> rx.Component:
    """What kind it is, and when it runs out; soon is said louder."""
    is_late = (row.expiry != "valid") & (row.expiry != "unknown")
    until = rx.cond(
        row.credential_expires_at != "", moment(row.credential_expires_at, mode="date"), t("credential-expiry-unknown")
    )
    quiet = rx.el.span(t("credential-until"), " ", until, class_name="cell-sub")
    loud = rx.el.span(t_code("credential-expiry", row.expiry), class_name="cell-sub t-caution")
    return rx.fragment(rx.el.span(t_code("credential-kind", row.credential_kind)), rx.cond(is_late, loud, quiet))


def _permissions(row: rx.Var[ConnectionRow]) -> rx.Component:
    missing = rx.el.span(t("posture-missing-count", count=row.missing_permissions), class_name="t-caution")
    none = rx.el.span(t("posture-complete"), class_name="muted")
    unknown = rx.el.span(t("posture-unknown"), class_name="t-unknown")
    return rx.cond(row.missing_permissions > 0, missing, rx.cond(row.checked_at != "", none, unknown))


def trail(here: rx.Var[str]) -> rx.Component:
    """The way up from a connection."""
    return breadcrumb((t("nav-connections"), f"/admin/{Shell.workspace.space}/connections"), here=here)
