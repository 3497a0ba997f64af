"""Where a baseline holds, and in which order a new version reaches tenants."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import AssignmentChoice, AssignmentRow, BaselinePage, RingRow
from tenantpilot.ui.admin.baseline_acts import BaselineActs
from tenantpilot.ui.components import (
    Column,
    button,
    data_table,
    empty_state,
    field,
    form_dialog,
    icon_button,
    link,
    menu,
    menu_item,
    menu_line,
    moment,
    problem_line,
    scope_notice,
    section,
    t,
    t_code,
    title_cell,
)


def rings_tab(detail: rx.Var[BaselinePage]) -> rx.Component:
    """Rings above, who is in them below."""
    return rx.fragment(_rings(detail), _assignments(detail), _assign_dialog(detail), _ring_dialog())


def _rings(detail: rx.Var[BaselinePage]) -> rx.Component:
    add = button(t("baselines-ring-add"), size="s", icon="plus", on_click=BaselineActs.begin("ring", ""))
    columns = [
        Column(t("baselines-column-ring"), _ring),
        Column(t("baselines-column-uses"), _uses, narrow="sub", class_name="col-m"),
        Column(t("baselines-column-holds"), lambda one: t("baselines-tenants-count", count=one.tenants),
               narrow="sub", class_name="col-m"),
        Column(t("baselines-column-next"), lambda one: _next(one, detail), right=True, narrow="end",
               class_name="col-l"),
    ]  # fmt: skip
    return section(
        t("baselines-rings"),
        rx.el.p(t("baselines-rings-body"), class_name="muted prose"),
        data_table(detail.rings.to(list[RingRow]), columns, label=t("baselines-rings"), flat=True,
                   empty=rx.el.p(t("baselines-rings-none"), class_name="muted")),
        end=[rx.cond(detail.may_manage, add, rx.fragment())],
    )  # fmt: skip


def _ring(one: rx.Var[RingRow]) -> rx.Component:
    number = t("baselines-ring-number", number=one.number)
    named = rx.cond(one.name != "", rx.fragment(number, " · ", rx.el.bdi(one.name)), number)
    return title_cell(named)


def _uses(one: rx.Var[RingRow]) -> rx.Component:
    version = rx.fragment(
        rx.el.span(t("baselines-version", number=one.version_number), class_name="tag"),
        rx.el.span(t("baselines-since"), " ", moment(one.since, mode="date"), class_name="cell-sub"),
    )
    return rx.cond(one.version_number > 0, version, rx.el.span(t("baselines-uses-none"), class_name="muted"))


def _next(one: rx.Var[RingRow], detail: rx.Var[BaselinePage]) -> rx.Component:
    """Moving the ring on, or why it cannot move now."""
    go = button(
        t("baselines-ring-advance", number=one.can_advance_to_number),
        size="s",
        on_click=BaselineActs.begin("advance", one.number.to_string()),
    )
    change = menu(
        menu_item(t("baselines-ring-rename"), icon="pencil-line",
                  on_select=BaselineActs.begin("ring", one.number.to_string())),
        rx.cond(one.is_removable, rx.fragment(menu_line(), menu_item(
            t("baselines-ring-remove"), icon="trash-2", danger=True,
            on_select=BaselineActs.begin("unring", one.number.to_string()))), rx.fragment()),
        label=t("baselines-ring-actions", number=one.number),
    )  # fmt: skip
    said = rx.el.span(t_code("baselines-ring-reason", one.reason_code), class_name="muted small")
    allowed = rx.el.span(rx.cond(one.can_advance_to != "", go, said), change, class_name="row end-row")
    return rx.cond(detail.may_manage, allowed, said)


def _assignments(detail: rx.Var[BaselinePage]) -> rx.Component:
    add = button(t("baselines-assign"), size="s", icon="plus", on_click=BaselineActs.begin("assign", ""))

    def acts(one: rx.Var[AssignmentRow]) -> rx.Component:
        offered = rx.el.span(
            icon_button("pencil-line", t("baselines-assign-change"),
                        on_click=BaselineActs.begin("reassign", one.handle)),
            icon_button("trash-2", t("baselines-unassign"), on_click=BaselineActs.begin("unassign", one.handle)),
            class_name="row end-row",
        )  # fmt: skip
        return rx.cond(detail.may_manage, offered, rx.fragment())

    columns = [
        Column(t("baselines-column-where"), _where),
        Column(t("baselines-column-ring"), _in_ring, narrow="sub", class_name="col-m"),
        Column(t("baselines-priority"), lambda one: one.priority.to_string(), right=True, narrow="hide",
               class_name="col-s"),
        Column(t("baselines-since"), lambda one: moment(one.assigned_at, mode="date"), right=True, narrow="hide",
               class_name="col-m"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), acts, right=True, narrow="end", class_name="col-s"),
    ]  # fmt: skip
    empty = empty_state(
        t("baselines-assign-empty-title"),
        t("baselines-assign-empty-body"),
        rx.cond(detail.may_manage, add, rx.fragment()),
        icon_name="users",
    )
    return section(
        t("baselines-assigned"),
        data_table(
            detail.assignments.to(list[AssignmentRow]), columns, label=t("baselines-assigned"), flat=True, empty=empty
        ),
        meta=t("baselines-priority-meta"),
        end=[rx.cond(detail.may_manage & (detail.assignments.length() > 0), add, rx.fragment())],
    )


def _where(one: rx.Var[AssignmentRow]) -> rx.Component:
    placed = rx.cond(
        one.overridden > 0, rx.fragment(", ", t("baselines-overridden", count=one.overridden)), rx.fragment()
    )
    below = rx.cond(
        one.group_ref != "",
        rx.fragment(t("baselines-group"), ", ", t("baselines-tenants-count", count=one.tenants), placed),
        t("baselines-tenant"),
    )
    return title_cell(link(rx.el.bdi(one.name), href=one.href), sub=below)


def _in_ring(one: rx.Var[AssignmentRow]) -> rx.Component:
    version = rx.cond(one.number > 0, t("baselines-version", number=one.number), t("baselines-uses-none"))
    return rx.fragment(t("baselines-ring-number", number=one.ring), rx.el.span(version, class_name="cell-sub"))


def _choice(one: rx.Var[AssignmentChoice]) -> rx.Var:
    kind = rx.cond(one.kind == "group", t("baselines-group"), t("baselines-tenant"))
    return {"value": one.kind + ":" + one.value, "label": one.name + " · " + kind}


def _assign_dialog(detail: rx.Var[BaselinePage]) -> rx.Component:
    """One form for a new place and for a known one, whose place stays."""
    labels = {
        "place": t("baselines-column-where"),
        "ring": t("baselines-column-ring"),
        "priority": t("baselines-priority"),
    }
    rings = detail.rings.to(list[RingRow]).map(
        lambda one: {
            "value": one.number.to_string(),
            "label": rx.cond(
                one.name != "",
                t("baselines-ring-number", number=one.number) + " · " + one.name,
                t("baselines-ring-number", number=one.number),
            ),
        }
    )
    is_new = BaselineActs.opened == "assign"
    place = rx.cond(
        is_new,
        field("place", labels["place"], kind="select", options=BaselineActs.offered.map(_choice)),
        rx.fragment(
            rx.el.p(rx.el.b(rx.el.bdi(BaselineActs.about))), rx.el.input(type="hidden", name="place", value="same")
        ),
    )
    words = rx.cond(is_new, t("baselines-assign"), t("baselines-assign-change"))
    return form_dialog(
        words,
        scope_notice("app", t("baselines-assign-scope")),
        place,
        rx.el.div(
            field("ring", labels["ring"], kind="select", options=rings, default_value=BaselineActs.ring),
            field("priority", labels["priority"], kind="number", min="1", max="999",
                  default_value=BaselineActs.priority, help=t("baselines-priority-help")),
            class_name="form-row",
        ),
        problem_line(BaselineActs.problem),
        state=BaselineActs,
        open=is_new | (BaselineActs.opened == "reassign"),
        fields=labels,
        on_submit=BaselineActs.assign,
    )  # fmt: skip


def _ring_dialog() -> rx.Component:
    labels = {"title": t("baselines-field-ring-name")}
    words = rx.cond(BaselineActs.handle == "", t("baselines-ring-add"), t("baselines-ring-rename"))
    return form_dialog(
        words,
        scope_notice("app", t("baselines-ring-scope")),
        field("title", labels["title"], max_length=60, optional=True, default_value=BaselineActs.about),
        state=BaselineActs,
        open="ring",
        fields=labels,
        on_submit=BaselineActs.set_ring,
    )
