"""How parts come into a draft: captured from a tenant, family by family, or chosen policy by policy."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import CaptureChoices, CaptureFamily, CaptureTenant, PolicyChoice, RefusedFamily
from tenantpilot.inventory.views import FamilyCount, TenantChoice
from tenantpilot.ui.admin.baseline_edits import BaselineEdits
from tenantpilot.ui.admin.baseline_state import ADD_FILTERS, BaselineRecord
from tenantpilot.ui.admin.inventory import family_choice
from tenantpilot.ui.components import (
    Column,
    bulk_action,
    button,
    choices,
    data_table,
    empty_state,
    family_mark,
    family_state,
    filter_clear,
    filter_select,
    filtered_state,
    form,
    form_foot,
    link,
    link_button,
    moment,
    notice,
    pager,
    scope_notice,
    search_field,
    section,
    submit_button,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)


def _tenant_choice(one: rx.Var[CaptureTenant]) -> rx.Var:
    return {"value": one.tenant_ref, "label": one.name}


def capture_tab() -> rx.Component:
    """First the tenant, then its families, each with how completely it was read; only complete ones can be taken."""
    found = BaselineRecord.capture.to(CaptureChoices)
    tenants = found.tenants.to(list[CaptureTenant])
    return section(
        t("baselines-capture"),
        rx.el.p(t("baselines-capture-body"), class_name="muted prose"),
        rx.el.div(
            filter_select("environment_id", t("baselines-capture-tenant"), tenants.map(_tenant_choice)),
            class_name="toolbar gap-top",
        ),
        _refused(),
        rx.cond(found.tenant_ref != "", _families(found), _tenants(tenants)),
    )


def _tenants(tenants: rx.Var[list[CaptureTenant]]) -> rx.Component:
    columns = [
        Column(t("inventory-tenant"), lambda one: title_cell(
            rx.el.bdi(one.name), href=BaselineRecord.capture_href + one.tenant_ref)),
        Column(t("tenants-figure-policies"), lambda one: one.policies.to_string(), right=True, narrow="hide",
               class_name="col-s"),
        Column(t("baselines-capture-completeness"), _completeness, narrow="sub", class_name="col-l"),
        Column(t("compare-oldest"), lambda one: moment(one.oldest_at), right=True, narrow="end", class_name="col-m"),
    ]  # fmt: skip
    nobody = empty_state(t("baselines-capture-none-title"), t("baselines-capture-none-body"), icon_name="building-2")
    return data_table(
        tenants,
        columns,
        label=t("baselines-capture-tenant"),
        flat=True,
        href=lambda one: BaselineRecord.capture_href + one.tenant_ref,
        empty=nobody,
    )


def _completeness(one: rx.Var[CaptureTenant]) -> rx.Component:
    state = rx.cond(one.families_read == one.families, "read", rx.cond(one.families_read > 0, "partial", "never"))
    words = t("compare-families-read", read=one.families_read, total=one.families)
    return rx.el.span(family_mark(state), words, class_name="fstate")


def _families(found: rx.Var[CaptureChoices]) -> rx.Component:
    families = found.families.to(list[CaptureFamily])
    whole = BaselineRecord.capturable.map(_family_choice)
    labels = {"families": t("baselines-capture-families")}
    refused = rx.cond(
        BaselineRecord.uncapturable.length() > 0,
        section(
            t("baselines-capture-incomplete"),
            rx.el.ul(rx.foreach(BaselineRecord.uncapturable, _unread), class_name="plain-list unread"),
            meta=t("baselines-capture-incomplete-meta"),
        ),
        rx.fragment(),
    )
    taken = form(
        scope_notice("app", t("baselines-capture-scope")),
        rx.el.div(
            button(t("baselines-capture-all"), size="s", on_click=BaselineRecord.tick_families(True)),
            button(t("baselines-capture-none"), size="s", on_click=BaselineRecord.tick_families(False)),
            class_name="row",
        ),
        rx.el.div(
            choices("families", labels["families"], whole, many=True, value=BaselineRecord.preset),
            class_name="pick-grid",
            key=found.tenant_ref + BaselineRecord.preset.length().to_string(),
        ),
        form_foot(
            submit_button(t("baselines-capture-action")),
            link_button(t("form-cancel"), href=BaselineRecord.back, kind="quiet"),
        ),
        fields=labels,
        errors=BaselineEdits.errors,
        on_submit=BaselineEdits.take_families,
        class_name="form wide",
    )
    none = empty_state(t("baselines-capture-unread-title"), t("baselines-capture-unread-body"), icon_name="layers")
    return rx.fragment(
        rx.el.div(
            rx.foreach(families, lambda one: family_mark(one.family_state, title=t_code("family", one.family))),
            class_name="cellset gap-top",
            role="img",
            aria_label=t("baselines-capture-completeness"),
        ),
        rx.el.div(rx.cond(BaselineRecord.capturable.length() > 0, taken, none), class_name="gap-top sec"),
        refused,
    )


def _family_choice(one: rx.Var[CaptureFamily]) -> rx.Var:
    return {
        "value": one.family,
        "label": t_code("family", one.family),
        "help": t("baselines-policies-count", count=one.policies),
    }


def _unread(one: rx.Var[CaptureFamily]) -> rx.Component:
    last = rx.fragment(t("compare-complete-at"), " ", moment(one.complete_at))
    return rx.el.li(
        family_state(one.family_state),
        rx.el.div(
            rx.el.b(t_code("family", one.family)), rx.el.p(t_code("reason", one.reason_code), class_name="muted")
        ),
        rx.el.span(rx.cond(one.complete_at != "", last, t("compare-complete-never")), class_name="small muted"),
    )


def _refused() -> rx.Component:
    """What the last capture left out, said where it was asked for."""

    def one(family: rx.Var[RefusedFamily]) -> rx.Component:
        return rx.el.li(t_code("family", family.family), ": ", t_code("coverage", family.family_state))

    told = notice(
        t("baselines-refused-title"),
        rx.el.ul(rx.foreach(BaselineRecord.refused, one)),
        tone="caution",
        icon_name="triangle-alert",
    )
    return rx.cond(BaselineRecord.refused.length() > 0, told, rx.fragment())


def add_tab() -> rx.Component:
    """Policies of any tenant in reach; chosen ones become parts."""
    narrowing = BaselineRecord.narrowing
    tenants = narrowing.tenants.to(list[TenantChoice]).map(lambda one: {"value": one.tenant_ref, "label": one.name})
    families = narrowing.families.to(list[FamilyCount]).map(family_choice)
    columns = [
        Column(t("inventory-column-policy"), _policy),
        Column(t("inventory-tenant"), lambda row: row.tenant_name, narrow="sub", class_name="col-l"),
        Column(t("inventory-platform"), lambda row: t_code("platform", row.platform), narrow="hide",
               class_name="col-3 col-m"),
        Column(t("inventory-column-changed"), lambda row: moment(row.changed_at), narrow="hide", class_name="col-m"),
        Column(t("baselines-column-known"), _known, narrow="badge", class_name="col-m"),
    ]  # fmt: skip
    return section(
        t("baselines-add"),
        rx.el.p(t("baselines-add-body"), class_name="muted prose"),
        toolbar(
            search_field("q", t("inventory-search")),
            filter_select("environment_id", t("inventory-tenant"), tenants),
            filter_select("family", t("inventory-family"), families),
            filter_clear(*ADD_FILTERS),
            end=[link_button(t("baselines-parts-back"), href=BaselineRecord.back, kind="quiet", size="s")],
        ),
        data_table(
            BaselineRecord.policies,
            columns,
            label=t("baselines-add"),
            handle=lambda row: row.policy_ref,
            name=lambda row: row.name,
            bulk=[bulk_action(t("baselines-add-action"), icon="plus", on_press=BaselineEdits.take_policies)],
            empty=rx.fragment(
                when_filtered(filtered_state(*ADD_FILTERS), params=ADD_FILTERS),
                when_filtered(
                    empty_state(t("inventory-empty-title"), t("inventory-empty-body"), icon_name="layers"),
                    params=ADD_FILTERS,
                    inverted=True,
                ),
            ),
        ),
        pager(previous="", next=BaselineRecord.cursor, count=BaselineRecord.policies.length(), selectable=True),
    )


def _policy(row: rx.Var[PolicyChoice]) -> rx.Component:
    name = rx.cond(row.name != "", row.name, t_code("family", row.family))
    return title_cell(link(rx.el.bdi(name), href=row.href), sub=t_code("family", row.family))


def _known(row: rx.Var[PolicyChoice]) -> rx.Component:
    """Whether it can be taken: it is in the draft already, its family was not read whole, or it is free."""
    here = rx.el.span(t("baselines-is-part"), class_name="tag")
    return rx.cond(row.is_part, here, rx.fragment(family_state(row.family_state)))
