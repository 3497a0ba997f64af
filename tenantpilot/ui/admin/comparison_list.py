"""The results of one comparison: what deviates first, by group, with filters."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import ComparisonDetail, ResultRow
from tenantpilot.ui.admin.comparison_state import FILTERS, Comparison
from tenantpilot.ui.components import (
    Column,
    badge,
    data_table,
    empty_state,
    family_state,
    filter_clear,
    filter_select,
    filtered_state,
    link,
    moment,
    options,
    pager,
    search_field,
    t,
    t_code,
    title_cell,
    toolbar,
    when_filtered,
)

RESULTS = ("different", "missing", "unexpected", "conflict", "not_comparable", "covered", "match")


def results_list(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    """Filters and rows."""
    families = detail.families.to(list[str]).map(lambda one: {"value": one, "label": t_code("family", one)})
    table = data_table(
        Comparison.rows,
        _columns(),
        label=t("compare-results"),
        href=lambda row: row.href,
        empty=rx.fragment(
            when_filtered(filtered_state(*FILTERS), params=FILTERS),
            when_filtered(
                empty_state(t("compare-results-empty-title"), t("compare-results-empty-body"), icon_name="git-compare"),
                params=FILTERS,
                inverted=True,
            ),
        ),
    )
    return rx.fragment(
        toolbar(
            search_field("q", t("compare-search")),
            filter_select("show", t("compare-result"), options(*((one, t_code("result", one)) for one in RESULTS))),
            filter_select("family", t("inventory-family"), families),
            filter_clear(*FILTERS),
        ),
        table,
        pager(previous="", next=Comparison.cursor, count=Comparison.rows.length()),
    )


def _columns() -> list[Column]:
    return [
        Column(t("compare-column-policy"), _name),
        Column(t("compare-result"), _verdict, narrow="badge", class_name="col-l"),
        Column(t("compare-column-found"), _found, narrow="sub", class_name="col-3"),
        Column(t("compare-column-read"), _read, right=True, narrow="end", class_name="col-m"),
    ]


def named(row: rx.Var[ResultRow]) -> rx.Var[str]:
    """What the result is about: the part, or the policy that no part expects, or its family if neither has a name."""
    return rx.cond(
        row.name != "", row.name, rx.cond(row.policy_name != "", row.policy_name, t_code("family", row.family))
    )


def _name(row: rx.Var[ResultRow]) -> rx.Component:
    return title_cell(rx.el.bdi(named(row)), href=row.href, sub=t_code("family", row.family))


def _verdict(row: rx.Var[ResultRow]) -> rx.Component:
    return rx.fragment(badge("result", row.result), rx.el.span(why(row), class_name="cell-sub wrap-ok"))


def why(row: rx.Var[ResultRow]) -> rx.Component:
    """What stands behind the verdict, in a few words: how much differs, or why nobody can say."""
    total = row.differences + row.assignment_differences
    differ = t("compare-differences", count=total)
    reason = rx.cond(row.reason_code != "", t_code("compare-reason", row.reason_code), "")
    wait = t("compare-proposals-waiting", count=row.proposals)
    return rx.fragment(
        rx.cond(row.result == "different", differ, reason),
        rx.cond(row.proposals > 0, rx.el.span(" ", wait, class_name="t-caution"), rx.fragment()),
        rx.cond((row.proposals == 0) & (row.fidelity == "references"),
                rx.el.span(" ", t("compare-fidelity-references")), rx.fragment()),
    )  # fmt: skip


def _found(row: rx.Var[ResultRow]) -> rx.Component:
    basis = rx.cond(row.basis != "", t_code("compare-basis", row.basis), "")
    single = rx.fragment(
        link(rx.el.bdi(rx.cond(row.policy_name != "", row.policy_name, t_code("family", row.family))),
             href=row.policy_href),
        rx.el.span(basis, class_name="cell-sub"),
    )  # fmt: skip
    many = rx.el.span(t("compare-over-policies", count=row.policies))
    nothing = rx.el.span(t("value-none"), class_name="subtle")
    return rx.cond(row.policy_ref != "", single, rx.cond(row.policies > 1, many, nothing))


def _read(row: rx.Var[ResultRow]) -> rx.Component:
    old = rx.fragment(
        family_state(row.state), rx.el.span(moment(row.read_at, empty=t("value-never")), class_name="cell-sub")
    )
    return rx.cond(row.state == "read", moment(row.read_at), old)
