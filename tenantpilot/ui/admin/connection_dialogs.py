"""The dialogs of a connection's page."""

from __future__ import annotations

import reflex as rx

from tenantpilot.provider.views import ConnectionDetail
from tenantpilot.ui.admin import credential_form
from tenantpilot.ui.admin.connection_state import ABOUT_CREDENTIALS, ConnectionPage
from tenantpilot.ui.components import field, form_dialog, mutation_dialog, problem_line, scope_notice, t, t_id

SWITCHES = {"enable": "primary", "disable": "danger-solid", "remove": "danger-solid"}


def dialogs(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    """All of them; at most one is open."""
    return rx.fragment(
        _change(detail),
        _credential(),
        *(_ask_credential(one) for one in ABOUT_CREDENTIALS),
        *(_switch(one) for one in SWITCHES),
    )


def _change(detail: rx.Var[ConnectionDetail]) -> rx.Component:
    labels = {"name": t("connections-field-name"), "client_id": t("connections-field-client-id")}
    return form_dialog(
        t("connections-change"),
        scope_notice("app", t("connections-change-scope")),
        field("name", labels["name"], default_value=detail.row.name, max_length=120),
        field("client_id", labels["client_id"], default_value=detail.row.client_id, max_length=60),
        state=ConnectionPage,
        open="change",
        fields=labels,
        on_submit=ConnectionPage.change,
    )


def _credential() -> rx.Component:
    return form_dialog(
        t("connections-credential"),
        scope_notice("app", t("connections-credential-scope")),
        *credential_form.credential_fields(ConnectionPage.kind, ConnectionPage.pick_kind),
        problem_line(ConnectionPage.problem),
        state=ConnectionPage,
        open="credential",
        fields=credential_form.labels(),
        on_submit=ConnectionPage.add_credential,
        large=True,
    )


def _ask_credential(change: str) -> rx.Component:
    return mutation_dialog(
        t(f"connections-{change}"),
        scope="app",
        amount=t(f"connections-{change}-amount"),
        action=t(f"connections-{change}"),
        on_confirm=ConnectionPage.change_credential,
        kind="danger-solid" if change == "discard" else "primary",
        error=t_id(ConnectionPage.problem),
        open=ConnectionPage.opened == change,
        on_open_change=ConnectionPage.close,
    )


def _switch(change: str) -> rx.Component:
    reason = (
        rx.el.input(type="hidden", name="reason", value="")
        if change == "enable"
        else field("reason", t("connections-field-reason"), kind="textarea", rows=3, max_length=500)
    )
    return form_dialog(
        t(f"connections-{change}"),
        scope_notice("app", t(f"connections-{change}-amount")),
        reason,
        problem_line(ConnectionPage.problem),
        state=ConnectionPage,
        open=change,
        fields={"reason": t("connections-field-reason")},
        on_submit=ConnectionPage.switch,
        kind=SWITCHES[change],
    )
