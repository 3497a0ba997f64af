"""A connection's own page: whether it works, what to do if not, its credentials, and the tenant's consent."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.provider.views import ConnectionDetail, ConnectionRow, CredentialRow
from tenantpilot.ui.admin.connection_dialogs import dialogs
from tenantpilot.ui.admin.connection_state import ConnectionPage
from tenantpilot.ui.admin.connections import state_code, trail
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    copy_field,
    data_table,
    disclosure,
    fact,
    facts,
    lede,
    link,
    link_button,
    menu,
    menu_item,
    menu_line,
    moment,
    next_steps,
    pulse,
    record,
    record_head,
    section,
    skeleton_block,
    t,
    t_code,
    title_cell,
)
from tenantpilot.ui.shell import page

REFRESH_SECONDS = 4


@page(
    "/admin/[space]/connections/[connection]", title="connections-title", on_load=[ConnectionPage.load], width="record"
)
def connection() -> rx.Component:
    """The connection, or its shape until it is there."""
    detail = ConnectionPage.detail.to(ConnectionDetail)
    is_there = ConnectionPage.detail
    here = rx.cond(is_there, detail.row.name, t("connections-title"))
    return rx.fragment(trail(here), rx.cond(is_there, _connection(detail), skeleton_block(6)))


def _connection(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    row = detail.row
    return rx.fragment(
        record_head(
            row.name,
            badge("connections-state", state_code(row)),
            badge("environment", row.environment),
            rx.el.span(t("connections-checked"), " ", moment(row.checked_at), class_name="muted small"),
            actions=[_check(detail), _consent(detail), _more(detail)],
        ),
        record(
            _standing(detail),
            _credentials(detail),
            section(
                t("connections-redirect-uri"),
                rx.el.p(t("connections-redirect-uri-body"), class_name="muted"),
                copy_field(t("connections-redirect-uri"), detail.redirect_uri),
            ),
            facts=[_tenant(detail), _application(detail)],
        ),
        dialogs(detail),
        pulse(ConnectionPage.refresh, seconds=REFRESH_SECONDS),
    )


def _check(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    check = button(
        t_code("operation", CHECK_CONNECTION),
        icon="refresh-cw",
        busy=ConnectionPage.pending == "check",
        on_click=ConnectionPage.check(""),
    )
    return rx.cond(detail.may_check & detail.row.is_enabled, check, rx.fragment())


def _consent(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    ask = link_button(t("connections-ask-consent"), href=detail.consent_href, kind="primary", plain=True)
    return rx.cond(
        (detail.consent_href != "") & detail.row.is_enabled & (detail.row.consent != "granted"), ask, rx.fragment()
    )


def _more(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    def item(dialog: str, icon: str, shown: rx.Var[bool], *, danger: bool = False) -> rx.Component:
        made = menu_item(t(f"connections-{dialog}"), icon=icon, danger=danger, on_select=ConnectionPage.ask(dialog, ""))
        return rx.cond(shown, made, rx.fragment())

    return rx.cond(
        detail.may_manage,
        menu(
            item("change", "pencil-line", detail.may_manage),
            item("credential", "key-round", detail.can_add_credential),
            item("enable", "play", detail.can_enable),
            menu_line(),
            item("disable", "pause", detail.can_disable, danger=True),
            item("remove", "trash-2", detail.can_remove, danger=True),
            label=t("connections-actions", name=detail.row.name),
        ),
        rx.fragment(),
    )


def _standing(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    """How it stands in a sentence, and what to do next."""

    def step(code: rx.Var[str], index: rx.Var[int]) -> rx.Component:
        words = rx.el.div(
            rx.el.b(t_code("next-step", code)), rx.el.p(t_code("next-step-why", code), class_name="muted")
        )
        return rx.el.li(rx.el.span(index + 1, class_name="n"), words)

    row = detail.row
    why = rx.cond(row.reason_code != "", rx.fragment(" ", t_code("reason", row.reason_code)), rx.fragment())
    last = rx.cond(detail.check_run_href != "", link(t("connections-last-check"), href=detail.check_run_href), "")
    steps = section(t("run-next"), next_steps(rx.foreach(detail.next_steps, step)))
    told = disclosure(t("diagnostics"), rx.el.p(rx.el.code(detail.detail, class_name="break")))
    return rx.fragment(
        rx.el.div(lede(t_code("connections-says", state_code(row)), why, " ", last), class_name="sec"),
        rx.cond(detail.next_steps.length() > 0, steps, rx.fragment()),
        rx.cond(detail.detail != "", told, rx.fragment()),
    )


def _credentials(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    columns = [
        Column(t("connections-column-credential"), _credential),
        Column(t("connections-column-state"), lambda one: badge("credential", one.state), narrow="badge"),
        Column(t("credential-until"), _until, narrow="sub"),
        Column(t("connections-column-checked"), _checked, narrow="hide", class_name="col-m"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), _acts, right=True, narrow="end", class_name="col-act"),
    ]
    rows = detail.credentials.to(list[CredentialRow])
    return section(
        t("connections-credentials"),
        data_table(rows, columns, label=t("connections-credentials"), flat=True),
        meta=t("connections-credentials-meta"),
    )


def _credential(one: rx.Var[CredentialRow]) -> rx.Component:
    print_ = rx.cond(
        one.fingerprint != "",
        rx.el.span(one.fingerprint[:16], class_name="mono"),
        rx.fragment(t("credential-since"), " ", moment(one.created_at, mode="date")),
    )
    return title_cell(t_code("credential-kind", one.kind), sub=print_)


def _until(one: rx.Var[CredentialRow]) -> rx.Component:
    is_late = (one.expiry != "valid") & (one.expiry != "unknown")
    late = rx.cond(
        is_late, rx.el.span(t_code("credential-expiry", one.expiry), class_name="cell-sub t-caution"), rx.fragment()
    )
    return rx.fragment(moment(one.expires_at, mode="date", empty=t("credential-expiry-unknown")), late)


def _checked(one: rx.Var[CredentialRow]) -> rx.Component:
    why = rx.cond(one.reason_code != "", rx.el.span(t_code("reason", one.reason_code), class_name="cell-sub"),
                  rx.fragment())  # fmt: skip
    return rx.fragment(moment(one.checked_at, empty=t("connections-unchecked")), why)


def _acts(one: rx.Var[CredentialRow]) -> rx.Component:
    promote = menu_item(t("connections-promote"), icon="check", on_select=ConnectionPage.ask("promote", one.handle))
    discard = menu_item(
        t("connections-discard"), icon="trash-2", danger=True, on_select=ConnectionPage.ask("discard", one.handle)
    )
    test = menu_item(
        t("connections-check-credential"), icon="refresh-cw", on_select=ConnectionPage.check(one.credential_ref)
    )
    offered = menu(
        test,
        rx.cond(one.may_promote, promote, rx.fragment()),
        menu_line(),
        discard,
        label=t("connections-credential-actions"),
    )
    return rx.cond(one.may_discard, offered, rx.fragment())


def _tenant(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    row: rx.Var[ConnectionRow] = detail.row
    organization = rx.cond(detail.organization != "", detail.organization, t("value-unknown"))
    missing = rx.cond(
        row.missing_permissions > 0,
        t("posture-missing-count", count=row.missing_permissions),
        rx.cond(row.checked_at != "", t("posture-complete"), t("posture-unknown")),
    )
    return facts(
        fact(t("connections-column-tenant"), link(row.tenant_name, href=row.tenant_href)),
        fact(t("connections-organization"), organization),
        fact(t("connections-column-permissions"), link(missing, href=detail.permissions_href)),
    )


def _application(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    return facts(
        fact(t("connections-field-client-id"), rx.el.span(detail.row.client_id, class_name="mono small break")),
        fact(
            t("tenants-field-provider-tenant-id"),
            rx.el.span(detail.provider_tenant_id, class_name="mono small break"),
        ),
        fact(t("connections-created"), moment(detail.created_at, mode="date")),
    )
