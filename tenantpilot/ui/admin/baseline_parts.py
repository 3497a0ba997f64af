"""The parts of a version: every policy that should be there, and how far its source has moved since."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import BaselinePage, FamilyRow, PartRow, VersionRow
from tenantpilot.ui.admin.baseline_edits import BaselineEdits
from tenantpilot.ui.admin.baseline_state import PART_FILTERS, BaselineRecord
from tenantpilot.ui.components import (
    Column,
    badge,
    bulk_action,
    data_table,
    empty_state,
    filter_clear,
    filter_select,
    filtered_state,
    link,
    link_button,
    moment,
    pager,
    search_field,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)


def parts_tab(detail: rx.Var[BaselinePage]) -> rx.Component:
    """The list with its filters; on a draft rows can be chosen and taken out."""
    families = detail.families.to(list[FamilyRow]).map(
        lambda one: {"value": one.family, "label": t_code("family", one.family)}
    )
    rows = BaselineRecord.parts
    remove = bulk_action(t("baselines-part-remove"), icon="trash-2", on_press=BaselineEdits.ask_remove)
    shared = {"label": t("baselines-tab-parts"), "href": _href, "empty": _nothing(detail)}
    editable = data_table(
        rows, _columns(), handle=lambda row: row.handle, name=lambda row: row.name, bulk=[remove], **shared
    )
    return rx.fragment(
        toolbar(
            search_field("q", t("baselines-parts-search")),
            filter_select("family", t("inventory-family"), families),
            filter_clear(*PART_FILTERS),
            end=[_ways(detail)],
        ),
        rx.cond(detail.is_editable, editable, data_table(rows, _columns(), **shared)),
        pager(previous="", next=BaselineRecord.cursor, count=rows.length(), selectable=True),
    )


def _ways(detail: rx.Var[BaselinePage]) -> rx.Component:
    offered = rx.fragment(
        link_button(t("baselines-capture"), href=detail.row.href + "?tab=capture", size="s", icon="download"),
        link_button(t("baselines-add"), href=detail.row.href + "?tab=add", size="s", icon="plus"),
    )
    return rx.cond(detail.is_editable, offered, rx.fragment())


def part_href(ref: rx.Var[str]) -> rx.Var[str]:
    """A part's place within the version in view."""
    detail = BaselineRecord.detail.to(BaselinePage)
    return detail.version.to(VersionRow).href + "&part=" + ref


def _href(row: rx.Var[PartRow]) -> rx.Var[str]:
    return part_href(row.part_ref)


def _columns() -> list[Column]:
    return [
        Column(t("baselines-column-part"), _name),
        Column(t("baselines-severity"), severity, narrow="badge", class_name="col-m"),
        Column(t("baselines-column-compares"), _compares, narrow="hide", class_name="col-3 col-m"),
        Column(t("baselines-column-change"), change, narrow="hide", class_name="col-s"),
        Column(t("baselines-column-source"), _source, narrow="sub", class_name="col-l"),
    ]


def _name(row: rx.Var[PartRow]) -> rx.Component:
    return title_cell(rx.el.bdi(named(row)), href=_href(row), sub=t_code("family", row.family))


def named(row: rx.Var[PartRow]) -> rx.Var[str]:
    """What a part is called; what there is only once in a tenant is called by its family."""
    return rx.cond(row.name != "", row.name, t_code("family", row.family))


def severity(row: rx.Var[PartRow]) -> rx.Component:
    """How bad it is when a tenant differs here."""
    by_rule = rx.el.span(t("baselines-severity-by-rule"), class_name="muted")
    return rx.cond(row.severity != "", badge("severity", row.severity), by_rule)


def _compares(row: rx.Var[PartRow]) -> rx.Component:
    filled = rx.el.span(t("baselines-variables-count", count=row.variables), class_name="cell-sub")
    return rx.fragment(
        rx.el.span(t_code("baselines-assignments", row.assignments)),
        rx.cond(row.variables > 0, filled, rx.fragment()),
    )


def change(row: rx.Var[PartRow]) -> rx.Component:
    """Against the published version before this one."""
    return rx.cond(
        (row.change == "same") | (row.change == ""),
        rx.el.span(t("baselines-change-same"), class_name="muted"),
        badge("diff", row.change),
    )


def _source(row: rx.Var[PartRow]) -> rx.Component:
    known = link(rx.el.bdi(row.source_name), href=row.source_href)
    hidden = rx.el.span(t("baselines-source-hidden"), class_name="muted")
    return rx.fragment(rx.cond(row.source_name != "", known, hidden), rx.el.span(newer(row), class_name="cell-sub"))


def newer(row: rx.Var[PartRow]) -> rx.Component:
    """What the source shows now, next to the day it was taken over."""
    stale = rx.el.span(t("baselines-stale"), class_name="t-caution")
    said = rx.match(
        row.newer,
        ("changed", rx.el.span(t("baselines-newer-changed"), class_name="t-caution")),
        ("gone", rx.el.span(t("baselines-newer-gone"), class_name="t-caution")),
        ("unread", rx.el.span(t("baselines-newer-unread"), class_name="t-unknown")),
        rx.el.span(t("baselines-captured"), " ", moment(row.captured_at, mode="date")),
    )
    return rx.cond(row.is_stale, stale, said)


def _nothing(detail: rx.Var[BaselinePage]) -> rx.Component:
    return rx.fragment(
        when_filtered(filtered_state(*PART_FILTERS), params=PART_FILTERS),
        when_filtered(
            empty_state(
                t("baselines-parts-empty-title"), t("baselines-parts-empty-body"), _ways(detail), icon_name="ruler"
            ),
            params=PART_FILTERS,
            inverted=True,
        ),
    )
