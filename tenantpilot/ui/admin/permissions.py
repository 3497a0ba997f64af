"""What a tenant lets the product do: what each feature needs, what is missing, what that blocks, the fix."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.provider.views import FeaturePosture, PermissionPosture, PermissionRow, ReportRow
from tenantpilot.ui.admin.permissions_state import Permissions
from tenantpilot.ui.components import (
    Column,
    badge,
    breadcrumb,
    button,
    data_table,
    empty_state,
    icon,
    lede,
    link,
    link_button,
    moment,
    page_head,
    pulse,
    section,
    skeleton_block,
    t,
    t_code,
    title_cell,
)
from tenantpilot.ui.shell import Shell, page

REFRESH_SECONDS = 6


@page("/admin/[space]/tenants/[tenant]/permissions", title="posture-title", on_load=[Permissions.load], width="record")
def permissions() -> rx.Component:
    """The newest report, or the one the address names."""
    posture = Permissions.posture.to(PermissionPosture)
    return rx.fragment(
        breadcrumb(
            (t("nav-tenants"), f"/admin/{Shell.workspace.space}/tenants"),
            (posture.tenant_name, posture.tenant_href),
            here=t("posture-title"),
        ),
        rx.cond(Permissions.posture, _posture(posture), skeleton_block(6)),
        pulse(Permissions.refresh, seconds=REFRESH_SECONDS),
    )


def _posture(posture: rx.Var[PermissionPosture]) -> rx.Component:
    check = button(
        t_code("operation", CHECK_CONNECTION), icon="refresh-cw", busy=Permissions.pending, on_click=Permissions.check
    )
    consent = link_button(t("connections-ask-consent"), href=posture.consent_href, kind="primary", plain=True)
    nothing = empty_state(t("posture-empty-title"), t("posture-empty-body"), icon_name="key-round")
    return rx.fragment(
        page_head(
            t("posture-title-of", name=posture.tenant_name),
            rx.cond(posture.may_check, check, rx.fragment()),
            rx.cond((posture.missing > 0) & (posture.consent_href != ""), consent, rx.fragment()),
            purpose=t("posture-purpose"),
            as_of=rx.cond(
                posture.created_at != "",
                rx.el.span(t("tenants-as-of"), " ", moment(posture.created_at, mode="datetime")),
                rx.fragment(),
            ),
        ),
        rx.cond(posture.features.length() > 0, _report(posture), nothing),
    )


def _report(posture: rx.Var[PermissionPosture]) -> rx.Component:
    said = rx.cond(
        posture.missing > 0,
        t("posture-some-missing", missing=posture.missing, blocked=posture.features_blocked),
        t("posture-none-missing"),
    )
    portal = link(t("posture-portal"), href=posture.portal_href, plain=True, target="_blank", rel="noreferrer")
    return rx.fragment(
        rx.el.div(lede(said, " ", rx.cond(posture.portal_href != "", portal, rx.fragment())), class_name="sec"),
        section(
            t("posture-features"),
            data_table(
                posture.features.to(list[FeaturePosture]),
                [
                    Column(t("posture-column-feature"), _feature),
                    Column(t("posture-column-state"), lambda one: badge("posture", one.state), narrow="badge"),
                    Column(t("posture-column-needs"), _needs, narrow="sub"),
                    Column(t("posture-column-fix"), _fix, narrow="sub"),
                ],
                label=t("posture-features"),
                flat=True,
            ),
        ),
        _history(posture),
    )


def _feature(one: rx.Var[FeaturePosture]) -> rx.Component:
    blocked = rx.fragment(
        t("posture-blocks"), " ", rx.foreach(one.blocks, lambda family, place: rx.fragment(
            rx.cond(place > 0, ", ", ""), t_code("family", family)))
    )  # fmt: skip
    return title_cell(
        t_code("feature", one.feature),
        sub=rx.cond(one.missing.length() > 0, rx.el.span(blocked, class_name="wrap-ok"), None),
    )


def _needs(one: rx.Var[FeaturePosture]) -> rx.Component:
    def needed(permission: rx.Var[PermissionRow]) -> rx.Component:
        mark = rx.cond(
            permission.is_granted,
            rx.el.span(icon("check", small=True), rx.el.span(t("posture-granted"), class_name="vh")),
            rx.el.span(
                icon("x", small=True), rx.el.span(t("posture-missing"), class_name="vh"), class_name="t-critical"
            ),
        )
        return rx.el.li(mark, rx.el.code(permission.name, class_name="perm"), class_name="row")

    return rx.el.ul(rx.foreach(one.permissions, needed), class_name="stack-s")


def _fix(one: rx.Var[FeaturePosture]) -> rx.Component:
    return rx.cond(one.fix != "", rx.el.span(t_code("permission-fix", one.fix), class_name="muted"), rx.fragment())


def _history(posture: rx.Var[PermissionPosture]) -> rx.Component:
    def when(one: rx.Var[ReportRow]) -> rx.Component:
        at = moment(one.created_at, mode="datetime")
        return title_cell(at, href=posture.tenant_href + "/permissions?report=" + one.report_ref)

    columns = [
        Column(t("posture-column-report"), when),
        Column(t("posture-missing"), lambda one: one.missing.to_string(), right=True, narrow="sub"),
        Column(t("posture-column-blocked"), lambda one: one.features_blocked.to_string(), right=True, narrow="hide"),
        Column(
            t("posture-column-changed"),
            lambda one: rx.cond(
                one.has_changed, t("posture-has-changed"), rx.el.span(t("posture-same"), class_name="muted")
            ),
            narrow="end",
        ),
    ]
    rows = posture.history.to(list[ReportRow])
    return section(t("posture-history"), data_table(rows, columns, label=t("posture-history"), flat=True))
