"""Connect a tenant: the one that the address names, and no other."""

from __future__ import annotations

import reflex as rx

from tenantpilot.provider.views import NewConnection
from tenantpilot.ui.admin import credential_form
from tenantpilot.ui.admin.connections import trail
from tenantpilot.ui.admin.connections_state import Connecting
from tenantpilot.ui.components import (
    copy_field,
    fact,
    facts,
    field,
    form,
    form_foot,
    link,
    link_button,
    next_step,
    next_steps,
    notice,
    page_head,
    problem_line,
    record,
    scope_notice,
    skeleton_block,
    submit_button,
    t,
)
from tenantpilot.ui.shell import page


@page("/admin/[space]/connections/new", title="connections-create", on_load=[Connecting.load], width="record")
def connect() -> rx.Component:
    """The form, once it is known for whom."""
    about = Connecting.about.to(NewConnection)
    return rx.fragment(
        trail(t("connections-create")),
        rx.cond(Connecting.about, _form(about), skeleton_block(6)),
    )


def _form(about: rx.Var[NewConnection]) -> rx.Component:
    labels = {
        "name": t("connections-field-name"),
        "client_id": t("connections-field-client-id"),
        **credential_form.labels(),
    }
    second = notice(t("connections-second-title"), t("connections-second-body"), tone="caution")
    return rx.fragment(
        page_head(t("connections-create-for", name=about.tenant_name), purpose=t("connections-create-purpose")),
        record(
            rx.cond(about.has_enabled, second, rx.fragment()),
            form(
                scope_notice("app", t("connections-create-scope")),
                field("name", labels["name"], default_value=about.tenant_name, max_length=120),
                field("client_id", labels["client_id"], max_length=60, help=t("connections-field-client-id-help")),
                *credential_form.credential_fields(Connecting.kind, Connecting.pick_kind),
                problem_line(Connecting.problem),
                form_foot(
                    submit_button(t("connections-create")), link_button(t("form-cancel"), href=about.tenant_href)
                ),
                fields=labels,
                errors=Connecting.errors,
                on_submit=Connecting.create,
            ),
            facts=[_about(about), _preparation(about)],
        ),
    )


def _about(about: rx.Var[NewConnection]) -> rx.Component:
    return facts(
        fact(t("connections-column-tenant"), link(about.tenant_name, href=about.tenant_href)),
        fact(
            t("tenants-field-provider-tenant-id"), rx.el.span(about.provider_tenant_id, class_name="mono small break")
        ),
    )


def _preparation(about: rx.Var[NewConnection]) -> rx.Component:
    steps = next_steps(
        next_step(1, t("connections-prepare-app"), t("connections-prepare-app-body")),
        next_step(2, t("connections-prepare-permissions"), t("connections-prepare-permissions-body")),
        next_step(3, t("connections-prepare-credential"), t("connections-prepare-credential-body")),
    )
    address = copy_field(t("connections-redirect-uri"), about.redirect_uri)
    return rx.el.div(rx.el.h2(t("connections-prepare")), steps, address, class_name="facts-group")
