"""One part: what it says, to whom its source applies it, how bad a difference is, and what tenants may fill in."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import BaselinePage, PartContent, PlacePage, PlaceRow, TargetRow
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.ui.admin.baseline_acts import BaselineActs
from tenantpilot.ui.admin.baseline_edits import BaselineEdits
from tenantpilot.ui.admin.baseline_parts import change, named, newer, severity
from tenantpilot.ui.admin.baseline_state import BaselineRecord
from tenantpilot.ui.admin.policy_assignments import target_words
from tenantpilot.ui.admin.policy_content import content_lines
from tenantpilot.ui.components import (
    Column,
    badge,
    button,
    data_table,
    empty_state,
    fact,
    facts,
    field,
    form,
    form_foot,
    icon,
    link,
    link_button,
    moment,
    options,
    pager,
    record,
    search_field,
    section,
    submit_button,
    t,
    t_code,
)

MODES = ("compare", "ignore")


def part_view(detail: rx.Var[BaselinePage]) -> rx.Component:
    """The part in the place of the list it comes from."""
    found = BaselineRecord.part.to(PartContent)
    back = link_button(t("baselines-parts-back"), href=BaselineRecord.back, kind="quiet", size="s", icon="arrow-up")
    return rx.fragment(
        rx.el.div(rx.el.h2(rx.el.bdi(named(found.part))), rx.el.span(back, class_name="end"), class_name="sec-head"),
        record(
            _content(found),
            _targets(found),
            rx.cond(detail.is_editable, _places(), rx.fragment()),
            facts=[_about(found), rx.cond(detail.is_editable, _weigh(found), _weighed(found))],
        ),
    )


def _content(found: rx.Var[PartContent]) -> rx.Component:
    more = button(t("policy-more", left=found.total - BaselineRecord.lines.length()), on_click=BaselineRecord.more)
    return section(
        t("baselines-part-content"),
        rx.cond(
            BaselineRecord.lines.length() > 0,
            content_lines(BaselineRecord.lines),
            empty_state(t("policy-content-empty-title"), t("policy-content-empty-body"), icon_name="file-text"),
        ),
        rx.cond(found.cursor != "", more, rx.fragment()),
        meta=t("baselines-part-lines", count=found.total),
    )


def _targets(found: rx.Var[PartContent]) -> rx.Component:
    columns = [
        Column(t("policy-target"), target_words),
        Column(
            t("policy-target-mode"),
            lambda one: badge("targeting", rx.cond(one.is_exclusion, "exclude", "include")),
            narrow="badge",
        ),
        Column(t("policy-intent"), lambda one: one.intent, narrow="hide"),
    ]
    nobody = rx.el.p(t("baselines-part-unassigned"), class_name="muted")
    table = data_table(
        found.targets.to(list[TargetRow]), columns, label=t("policy-tab-assignments"), flat=True, empty=nobody
    )
    return section(
        t("policy-tab-assignments"),
        table,
        meta=t_code("baselines-assignments-meta", found.part.assignments),
    )


def _places() -> rx.Component:
    """The single values of the part; any of them can be left to each tenant."""
    found = BaselineRecord.places.to(PlacePage)
    columns = [
        Column(t("baselines-column-place"), lambda one: rx.el.span(_words(one), class_name="stack-s")),
        Column(t("baselines-column-value"), lambda one: rx.el.bdi(one.value, class_name="break"), narrow="sub"),
        Column(rx.el.span(t("menu-more"), class_name="vh"), _make_variable, right=True, narrow="end",
               class_name="col-m"),
    ]  # fmt: skip
    listed = data_table(
        found.rows.to(list[PlaceRow]),
        columns,
        label=t("baselines-places"),
        flat=True,
        empty=rx.el.p(t("baselines-places-none"), class_name="muted"),
    )
    return rx.cond(
        BaselineRecord.places,
        section(
            t("baselines-places"),
            rx.el.p(t("baselines-places-body"), class_name="muted prose"),
            rx.el.div(search_field("place", t("baselines-places-search")), class_name="toolbar"),
            listed,
            rx.cond(found.cursor != "", pager(previous="", next=found.cursor, count=found.rows.length()),
                    rx.fragment()),
            meta=t("baselines-places-count", count=found.total),
            anchor="places",
        ),
        rx.fragment(),
    )  # fmt: skip


def _words(one: rx.Var[PlaceRow]) -> rx.Component:
    return rx.el.span(
        rx.foreach(one.words, lambda word, place: rx.fragment(
            rx.cond(place > 0, icon("chevron-right", small=True), rx.fragment()), rx.el.bdi(word))),
        class_name="diff-path",
        title=one.path,
    )  # fmt: skip


def _make_variable(one: rx.Var[PlaceRow]) -> rx.Component:
    made = rx.el.span(t("baselines-is-variable"), class_name="tag")
    make = button(
        t("baselines-variable-make"), size="s", kind="quiet", on_click=BaselineActs.begin("variable", one.path)
    )
    return rx.cond(one.is_variable, made, make)


def _about(found: rx.Var[PartContent]) -> rx.Component:
    part = found.part
    source = link(rx.el.bdi(part.source_name), href=part.source_href)
    hidden = rx.el.span(t("baselines-source-hidden"), class_name="muted")
    return facts(
        fact(t("inventory-family"), t_code("family", part.family)),
        rx.cond(part.platform != "", fact(t("inventory-platform"), t_code("platform", part.platform)), rx.fragment()),
        fact(t("baselines-column-source"), rx.cond(part.source_name != "", source, hidden), note=newer(part)),
        fact(t("baselines-captured"), moment(part.captured_at, mode="datetime")),
        fact(t("baselines-column-change"), change(part)),
    )


def _weighed(found: rx.Var[PartContent]) -> rx.Component:
    return facts(
        fact(t("baselines-severity"), severity(found.part)),
        fact(t("policy-tab-assignments"), t_code("baselines-assignments", found.part.assignments)),
    )


def _weigh(found: rx.Var[PartContent]) -> rx.Component:
    """On a draft: how bad a difference is, and whether it matters to whom the policy applies."""
    labels = {"severity": t("baselines-severity"), "assignments": t("policy-tab-assignments")}
    grades = options(("", t("baselines-severity-by-rule")), *((one, t_code("severity", one)) for one in SEVERITIES))
    again = button(
        t("baselines-part-again"), size="s", icon="refresh-cw", on_click=BaselineEdits.take_again(found.part.handle)
    )
    return rx.el.div(
        form(
            field("severity", labels["severity"], kind="select", options=grades, optional=True,
                  default_value=found.part.severity),
            field("assignments", labels["assignments"], kind="select",
                  options=options(*((one, t(f"baselines-assignments-{one}")) for one in MODES)),
                  default_value=found.part.assignments),
            form_foot(submit_button(t("baselines-part-save"), kind="")),
            fields=labels,
            errors=BaselineEdits.errors,
            on_submit=BaselineEdits.weigh,
        ),
        rx.cond((found.part.newer == "changed") | found.part.is_stale, rx.el.p(again, class_name="gap-top"),
                rx.fragment()),
        class_name="facts-group",
    )  # fmt: skip
