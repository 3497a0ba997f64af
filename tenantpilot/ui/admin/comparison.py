"""One tenant held against one baseline: how it stands, what could not be compared and why, every result."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import ComparisonDetail, ResultCount, UnreadFamily
from tenantpilot.ui.admin.comparison_list import results_list
from tenantpilot.ui.admin.comparison_match import proposals_tab
from tenantpilot.ui.admin.comparison_result import result_view
from tenantpilot.ui.admin.comparison_state import Comparison
from tenantpilot.ui.components import (
    badge,
    breadcrumb,
    button,
    disclosure,
    fact,
    facts,
    family_mark,
    family_state,
    lede,
    link,
    link_button,
    moment,
    notice,
    parts,
    pulse,
    record,
    record_head,
    skeleton_block,
    t,
    t_code,
    tab,
    tabs,
)
from tenantpilot.ui.shell import Shell, page

BUSY_SECONDS = 2


@page("/admin/[space]/compare/[comparison]", title="compare-title", on_load=[Comparison.load], width="record")
def comparison() -> rx.Component:
    """The comparison, or one of its results when the address names one."""
    detail = Comparison.detail.to(ComparisonDetail)
    return rx.cond(
        Comparison.detail,
        rx.fragment(
            rx.cond(Comparison.result, result_view(detail), _comparison(detail)),
            pulse(Comparison.refresh, seconds=BUSY_SECONDS, active=detail.active_run_href != ""),
        ),
        skeleton_block(8),
    )


def _comparison(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    row = detail.row
    again = button(
        t("compare-again"),
        kind="primary",
        icon="git-compare",
        busy=Comparison.is_starting | (detail.active_run_href != ""),
        on_click=Comparison.again,
    )
    return rx.fragment(
        breadcrumb(
            (t("nav-compare"), f"/admin/{Shell.workspace.space}/compare?baseline=" + row.baseline_ref),
            here=rx.el.bdi(row.tenant_name),
        ),
        record_head(
            rx.fragment(rx.el.bdi(row.tenant_name), " · ", rx.el.bdi(row.baseline_name)),
            badge("completeness", rx.cond(row.coverage_state == "complete", "complete", "partial")),
            rx.el.span(t("baselines-version", number=row.version), class_name="tag"),
            rx.el.span(t("compare-compared-at"), " ", moment(row.compared_at), class_name="muted small"),
            actions=[rx.cond(detail.may_compare & detail.is_current, again, rx.fragment())],
        ),
        record(
            _out_of_date(detail),
            _standing(detail),
            _unread(detail),
            tabs(
                tab(t("compare-tab-results")),
                tab(t("compare-proposals"), value="proposals", count=row.proposals),
                label=t("compare-tabs"),
            ),
            rx.el.div(
                rx.cond(Comparison.shown == "proposals", proposals_tab(detail), results_list(detail)),
                class_name="tab-body",
            ),
            facts=[_about(detail), _rests_on(detail)],
        ),
    )


def _out_of_date(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    row = detail.row
    newer = notice(
        t("compare-newer-title"),
        t("compare-newer-body"),
        link_button(t("compare-newer-open"), href=detail.current_href, size="s"),
        tone="info",
        icon_name="hourglass",
    )
    other = notice(
        t("compare-outdated-title"),
        t("compare-outdated-body", compared=row.version, holds=row.holds_version),
        tone="caution",
        icon_name="hourglass",
    )
    ended = notice(t("compare-ended-title"), t("compare-ended-body"), tone="caution", icon_name="triangle-alert")
    running = notice(
        t("compare-running-title"),
        t("compare-running-body"),
        link_button(t("compare-run"), href=detail.active_run_href, size="s"),
        tone="info",
        icon_name="refresh-cw",
    )
    return rx.fragment(
        rx.cond(detail.active_run_href != "", running, rx.fragment()),
        rx.cond(
            detail.is_current,
            rx.cond(
                row.holds_version == 0,
                ended,
                rx.cond(row.holds_version != row.version, other, rx.fragment()),
            ),
            newer,
        ),
    )


def _standing(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    """How it stands in a sentence and in numbers; every number opens its list, and stands on the coverage beside."""
    row = detail.row
    deviating = row.different + row.missing + row.unexpected + row.conflicting
    sentence = rx.cond(
        deviating > 0,
        t("compare-says-deviating", count=deviating),
        rx.cond(row.unknown > 0, t("compare-says-as-far-as-known"), t("compare-says-matching")),
    )
    gap = rx.cond(row.unknown > 0, rx.fragment(" ", t("compare-says-unknown", count=row.unknown)), rx.fragment())

    def total(count: rx.Var[ResultCount]) -> rx.Component:
        return rx.el.li(
            link(
                rx.el.span(
                    parts.ResultShape.create(result=count.result), rx.el.b(count.results, class_name="num"),
                    class_name="tally-n",
                ),
                rx.el.span(t_code("result", count.result), class_name="tally-l"),
                href=row.href + "?show=" + count.result,
                class_name="tally",
            ),
            _fidelity(count),
        )  # fmt: skip

    return rx.el.div(
        lede(sentence, gap),
        rx.el.ul(rx.foreach(detail.counts.to(list[ResultCount]), total), class_name="tallies"),
        rx.el.p(
            family_mark(rx.cond(row.families_read < row.families, "partial", "read")),
            t("compare-families-read", read=row.families_read, total=row.families),
            rx.el.span(t("compare-oldest"), " ", moment(row.read_at)),
            class_name="row wrap muted small",
        ),
        class_name="stack sec",
    )


def _fidelity(count: rx.Var[ResultCount]) -> rx.Component:
    loose = rx.el.span(t("compare-by-settings", count=count.by_settings), class_name="tally-f")
    without = rx.el.span(t("compare-without-references", count=count.without_references), class_name="tally-f")
    return rx.fragment(
        rx.cond(count.by_settings > 0, loose, rx.fragment()),
        rx.cond(count.without_references > 0, without, rx.fragment()),
    )


def _unread(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    """Families of the baseline that nobody could read whole: what they hold is unknown, not missing."""

    def one(family: rx.Var[UnreadFamily]) -> rx.Component:
        last = rx.fragment(t("compare-complete-at"), " ", moment(family.complete_at))
        age = rx.cond(family.complete_at != "", last, t("compare-complete-never"))
        count = t("compare-unread-results", count=family.results)
        return rx.el.li(
            family_state(family.state),
            rx.el.div(
                rx.el.b(t_code("family", family.family)),
                rx.el.p(t_code("reason", family.reason_code), " ", count, class_name="muted"),
            ),
            rx.el.span(age, class_name="small muted"),
        )

    listed = rx.el.div(
        disclosure(
            t("compare-unread", count=detail.unread.length()),
            rx.el.ul(rx.foreach(detail.unread.to(list[UnreadFamily]), one), class_name="plain-list unread"),
        ),
        class_name="sec",
    )
    return rx.cond(detail.unread.length() > 0, listed, rx.fragment())


def _about(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    row = detail.row
    return facts(
        fact(t("compare-tenant"), link(rx.el.bdi(row.tenant_name), href=row.tenant_href)),
        fact(
            t("compare-baseline"),
            link(rx.el.bdi(row.baseline_name), href=row.baseline_href),
            note=t("baselines-version", number=row.version),
        ),
        fact(t("baselines-priority"), row.priority),
    )


def _rests_on(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    row = detail.row
    run = link(t("compare-run"), href=row.run_href)
    return facts(
        fact(t("compare-compared"), moment(row.compared_at, mode="datetime"),
             note=rx.cond(row.run_href != "", run, rx.fragment())),
        fact(t("compare-read"), moment(row.read_at, mode="datetime"), note=t("compare-read-note")),
    )  # fmt: skip
