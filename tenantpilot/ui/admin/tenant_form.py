"""The forms about a tenant: add it, change what is said of it, move it through its lifecycle."""

from __future__ import annotations

import reflex as rx

from tenantpilot.tenants.rules import STAGES, TIERS
from tenantpilot.tenants.views import TenantDetail
from tenantpilot.ui.admin.tenant_state import TenantPage
from tenantpilot.ui.admin.tenants_state import Tenants
from tenantpilot.ui.components import field, form_dialog, options, problem_line, scope_notice, submit_button, t, t_code


def _labels() -> dict[str, rx.Var[str]]:
    names = ("name", "provider_tenant_id", "primary_domain", "stage", "tier")
    return {name: t(f"tenants-field-{name.replace('_', '-')}") for name in names}


def _fields(row: rx.Var | None = None) -> list[rx.Component]:
    """The fields of a tenant; a row fills them, and an identified tenant keeps its id."""
    said = _labels()
    given = (lambda name: {}) if row is None else (lambda name: {"default_value": getattr(row, name)})
    fixed = {} if row is None else {"disabled": row.provider_tenant_id != ""}
    places = options(*((one, t_code("environment", one)) for one in STAGES))
    return [
        field("name", said["name"], max_length=120, **given("name")),
        field(
            "provider_tenant_id",
            said["provider_tenant_id"],
            help=t("tenants-field-provider-tenant-id-help"),
            optional=True,
            max_length=60,
            **given("provider_tenant_id"),
            **fixed,
        ),
        field("primary_domain", said["primary_domain"], optional=True, max_length=253, **given("primary_domain")),
        field("stage", said["stage"], kind="select", options=places, **given("environment")),
        field(
            "tier",
            said["tier"],
            kind="select",
            options=options(*((one, t_code("tier", one)) for one in TIERS)),
            help=t("tenants-field-tier-help"),
            **({"default_value": "silver"} if row is None else given("tier")),
        ),
    ]


def add_dialog() -> rx.Component:
    """Write a tenant down. It is a draft until it is identified, and nothing is asked of it before it is connected."""
    return form_dialog(
        t("tenants-add"),
        scope_notice("app", t("tenants-add-scope")),
        *_fields(),
        state=Tenants,
        open=Tenants.is_adding,
        fields=_labels(),
        on_submit=Tenants.add,
        on_open_change=Tenants.show_form,
    )


def change_dialog(detail: rx.Var[TenantDetail]) -> rx.Component:
    """Change what is said of a tenant; identifying a draft starts its onboarding."""
    return form_dialog(
        t("tenants-change"),
        scope_notice("app", t("tenants-change-scope")),
        *_fields(detail.row),
        state=TenantPage,
        open="change",
        fields=_labels(),
        on_submit=TenantPage.change,
    )


def lifecycle_dialog(detail: rx.Var[TenantDetail]) -> rx.Component:
    """Ask before a tenant moves; what ends work asks for the reason, what ends more for the tenant's name too."""
    to = TenantPage.moving_to
    asks = rx.cond(
        TenantPage.needs_reason,
        field("reason", t("tenants-field-reason"), kind="textarea", rows=3, max_length=500),
        rx.el.input(type="hidden", name="reason", value=""),
    )
    typed = rx.cond(
        TenantPage.is_destructive,
        field("typed_name", t("tenants-field-typed-name", name=detail.row.name), auto_complete="off"),
        rx.el.input(type="hidden", name="typed_name", value=""),
    )
    return form_dialog(
        t_code("tenants-move", to),
        scope_notice("app", t_code("tenants-move-amount", to)),
        asks,
        typed,
        problem_line(TenantPage.problem),
        state=TenantPage,
        open="move",
        fields={"reason": t("tenants-field-reason"), "typed_name": t("tenants-field-typed-name-short")},
        on_submit=TenantPage.move,
        submit=rx.cond(
            TenantPage.is_destructive,
            submit_button(t_code("tenants-move", to), kind="danger-solid"),
            submit_button(t_code("tenants-move", to)),
        ),
    )
