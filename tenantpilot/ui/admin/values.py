"""What a tenant fills in where its baselines leave it open: values of its own, and its objects for another's."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.baselines.views import ObjectChoice, ReferenceRow, TenantValuesPage, ValueRow
from tenantpilot.ui.admin.baseline_rules import path_words
from tenantpilot.ui.admin.values_state import Values
from tenantpilot.ui.components import (
    Column,
    breadcrumb,
    button,
    choices,
    data_table,
    empty_state,
    field,
    form_dialog,
    moment,
    options,
    page_head,
    scope_notice,
    section,
    skeleton_block,
    t,
    t_code,
    title_cell,
)
from tenantpilot.ui.shell import Shell, page


@page("/admin/[space]/tenants/[tenant]/values", title="values-title", on_load=[Values.load])
def values() -> rx.Component:
    """Both lists, and the form of the row that is being filled in."""
    found = Values.found.to(TenantValuesPage)
    root = f"/admin/{Shell.workspace.space}/tenants"
    return rx.cond(
        Values.found,
        rx.fragment(
            breadcrumb(
                (t("nav-tenants"), root),
                (rx.el.bdi(found.tenant_name), rx.Var.create(root) + "/" + found.tenant_ref),
                here=t("values-title"),
            ),
            page_head(t("values-title"), purpose=t("values-purpose")),
            _values(found),
            _references(found),
            _value_dialog(),
            _reference_dialog(),
        ),
        skeleton_block(6),
    )


def _values(found: rx.Var[TenantValuesPage]) -> rx.Component:
    columns = [
        Column(t("baselines-column-variable"), _name),
        Column(t("baselines-column-baseline"), lambda one: rx.el.bdi(one.baseline_name), narrow="sub",
               class_name="col-l"),
        Column(t("values-column-value"), _value, narrow="sub"),
        Column(t("values-column-changed"), lambda one: moment(one.changed_at, empty=t("value-none")), narrow="hide",
               class_name="col-m"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), lambda one: _acts(
            found, Values.begin("value", one.name), Values.clear("value", one.name), one.is_set), right=True,
               narrow="end", class_name="col-l"),
    ]  # fmt: skip
    return section(
        t("values-own"),
        data_table(
            found["values"].to(list[ValueRow]),
            columns,
            label=t("values-own"),
            flat=True,
            empty=empty_state(t("values-none-title"), t("values-none-body"), icon_name="settings"),
        ),
        meta=t("values-own-meta"),
    )


def _name(one: rx.Var[ValueRow]) -> rx.Component:
    below = rx.fragment(t_code("family", one.family), " · ", t("values-places", count=one.places))
    return title_cell(rx.el.bdi(one.name), sub=rx.el.span(below, title=one.words.join(", ")))


def _value(one: rx.Var[ValueRow]) -> rx.Component:
    default = rx.fragment(
        rx.el.bdi(one.default_value, class_name="break muted"), rx.el.span(t("values-default"), class_name="cell-sub")
    )
    return rx.cond(one.is_set, rx.el.bdi(one.value, class_name="break strong"), default)


def _acts(found: rx.Var[TenantValuesPage], begin: Any, clear: Any, is_set: rx.Var) -> rx.Component:
    undo = button(t("values-clear"), size="s", kind="quiet", on_click=clear)
    offered = rx.el.span(
        rx.cond(is_set, undo, rx.fragment()),
        button(t("values-set"), size="s", on_click=begin),
        class_name="row end-row",
    )
    return rx.cond(found.may_manage, offered, rx.fragment())


def _references(found: rx.Var[TenantValuesPage]) -> rx.Component:
    columns = [
        Column(t("values-column-object"), _object),
        Column(t("values-column-kind"), lambda one: t_code("values-kind", one.kind), narrow="hide",
               class_name="col-m"),
        Column(t("values-column-here"), _here, narrow="sub"),
        Column(t("values-column-parts"), lambda one: t("baselines-parts-count", count=one.parts), narrow="hide",
               class_name="col-s"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), lambda one: _acts(
            found, Values.begin("reference", one.handle), Values.clear("reference", one.handle),
            one.state == "mapped"), right=True, narrow="end", class_name="col-l"),
    ]  # fmt: skip
    return section(
        t("values-references"),
        rx.el.p(t("values-references-body"), class_name="muted prose"),
        data_table(
            found.references.to(list[ReferenceRow]),
            columns,
            label=t("values-references"),
            flat=True,
            empty=empty_state(t("values-references-none-title"), t("values-references-none-body"), icon_name="link"),
        ),
    )


def _called(name: rx.Var[str], ref: rx.Var[str]) -> rx.Component:
    """An object by name, with its id below; without a name only the id is known."""
    below = rx.el.span(ref, class_name="cell-sub mono")
    return rx.cond(name != "", rx.fragment(rx.el.bdi(name, class_name="cell-title"), below),
                   rx.el.span(ref, class_name="mono break"))  # fmt: skip


def _object(one: rx.Var[ReferenceRow]) -> rx.Component:
    return rx.fragment(
        _called(one.source_name, one.source_id),
        rx.el.span(t("values-of-tenant", name=one.source_tenant_name), class_name="cell-sub"),
    )


def _here(one: rx.Var[ReferenceRow]) -> rx.Component:
    unknown = rx.el.span(t("values-unmapped"), class_name="t-unknown")
    return rx.cond(one.state == "mapped", _called(one.value_name, one.value), unknown)


def _value_dialog() -> rx.Component:
    labels = {"value": t("values-column-value")}
    return form_dialog(
        t("values-set-title"),
        scope_notice("app", t("values-scope")),
        rx.el.p(rx.el.b(rx.el.bdi(Values.about))),
        rx.el.p(path_words(Values.words), class_name="diff-path muted"),
        rx.match(
            Values.kind,
            ("yes_no", field("value", labels["value"], kind="select", default_value=Values.preset, options=options(
                ("true", t("policy-value-yes")), ("false", t("policy-value-no"))))),
            ("list", field("value", labels["value"], kind="textarea", rows=5, default_value=Values.preset,
                           help=t("values-help-list"))),
            field("value", labels["value"], default_value=Values.preset, max_length=1000),
        ),
        state=Values,
        open="value",
        fields=labels,
        on_submit=Values.save,
        action=t("values-save"),
    )  # fmt: skip


def _reference_dialog() -> rx.Component:
    labels = {"value": t("values-column-here")}
    offered = Values.offered.map(_choice)
    none = empty_state(t("values-no-objects-title"), t("values-no-objects-body"), icon_name="search")
    return form_dialog(
        t("values-set-title"),
        scope_notice("app", t("values-reference-scope")),
        rx.el.p(rx.el.b(rx.el.bdi(Values.about))),
        rx.cond(
            Values.offered.length() > 0,
            rx.el.div(choices("value", labels["value"], offered, value=Values.preset), class_name="pick-list"),
            none,
        ),
        state=Values,
        open="reference",
        fields=labels,
        on_submit=Values.save,
        action=t("values-save"),
        large=True,
    )


def _choice(one: rx.Var[ObjectChoice]) -> rx.Var:
    return {"value": one.value, "label": one.name, "help": one.value}
