"""One result: what differs in portal words, how the policy was found, what was left out, what waits for a decision."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.compare_views import (
    ComparisonDetail,
    CoveringPolicy,
    LeftOut,
    OtherDemand,
    PropertyRow,
    ResultDetail,
)
from tenantpilot.inventory.views import AssignmentChange, AssignmentRow
from tenantpilot.ui.admin.comparison_list import named
from tenantpilot.ui.admin.comparison_match import match_section
from tenantpilot.ui.admin.comparison_state import Comparison
from tenantpilot.ui.admin.policy_assignments import target_words
from tenantpilot.ui.admin.policy_content import secret_mark
from tenantpilot.ui.components import (
    badge,
    breadcrumb,
    button,
    disclosure,
    fact,
    facts,
    family_state,
    icon,
    lede,
    link,
    link_button,
    moment,
    record,
    record_head,
    section,
    t,
    t_code,
)
from tenantpilot.ui.shell import Shell


def result_view(detail: rx.Var[ComparisonDetail]) -> rx.Component:
    """The result in the place of the list it comes from."""
    found = Comparison.result.to(ResultDetail)
    row = found.row
    finding = link_button(t("compare-open-finding"), href=row.finding_href, kind="primary")
    return rx.fragment(
        breadcrumb(
            (t("nav-compare"), f"/admin/{Shell.workspace.space}/compare?baseline=" + found.baseline_ref),
            (rx.el.bdi(found.tenant_name), found.comparison_href),
            here=rx.el.bdi(named(row)),
        ),
        record_head(
            rx.el.bdi(named(row)),
            badge("result", row.result),
            rx.el.span(t_code("family", row.family), class_name="muted"),
            rx.el.bdi(found.tenant_name, class_name="muted"),
            actions=[rx.cond(row.finding_href != "", finding, rx.fragment())],
        ),
        record(
            _says(found),
            match_section(found),
            _properties(found),
            _assignments(found),
            _covering(found),
            _demands(found),
            _left_out(found),
            facts=[_about(found), _rests_on(found)],
        ),
    )


def _says(found: rx.Var[ResultDetail]) -> rx.Component:
    row = found.row
    reason = rx.cond(
        row.reason_code != "", rx.el.p(t_code("compare-reason", row.reason_code), class_name="prose"), rx.fragment()
    )
    unknown = (row.result == "not_comparable") & (found.complete_at != "")
    old = rx.cond(
        unknown,
        rx.el.p(t("compare-known-until"), " ", moment(found.complete_at, mode="datetime"), class_name="muted"),
        rx.fragment(),
    )
    return rx.el.div(
        lede(t_code("compare-says", row.result), " ",
             rx.cond(row.fidelity != "full", t_code("compare-fidelity", row.fidelity), "")),
        reason,
        old,
        class_name="stack sec",
    )  # fmt: skip


def _properties(found: rx.Var[ResultDetail]) -> rx.Component:
    """Side by side in portal words: what should be stays plain, what departs from it is tinted."""
    more = button(t("policy-more", left=found.total - Comparison.properties.length()), on_click=Comparison.more)
    table = rx.el.div(
        _sides(found, t("compare-differences", count=found.total)),
        rx.foreach(Comparison.properties, property_row),
        class_name="cmp",
        role="group",
        aria_label=t("compare-properties"),
    )
    listed = section(t("compare-properties"), table, rx.cond(found.cursor != "", more, rx.fragment()))
    return rx.cond(Comparison.properties.length() > 0, listed, rx.fragment())


def _sides(found: rx.Var[ResultDetail], first: rx.Var[str]) -> rx.Component:
    should = rx.fragment(rx.el.bdi(found.baseline_name), ", ", t("baselines-version", number=found.version))
    now = rx.fragment(rx.el.bdi(found.tenant_name), ", ", moment(found.row.read_at))
    return rx.el.div(
        rx.el.div(first),
        rx.el.div(rx.el.b(t("compare-side-expected")), should),
        rx.el.div(rx.el.b(t("compare-side-observed")), now),
        class_name="cmp-cols",
    )


def property_row(one: rx.Var[PropertyRow]) -> rx.Component:
    """One difference, by the readable way to it; the technical path is its title."""
    last = one.words.length() - 1
    way = rx.foreach(one.words.to(list[str]), lambda word, at: rx.cond(
        at < last, rx.fragment(rx.el.bdi(word), rx.cond(at < last - 1, ", ", "")), rx.fragment()))  # fmt: skip
    left_out = rx.el.p(t("diff-left-out", count=one.lines_left_out), class_name="muted small")
    long = rx.el.div(
        rx.el.pre(
            rx.foreach(one.lines, lambda line: rx.el.span(line, "\n", data_mark=line[:1])),
            class_name="raw diff-text",
            tab_index=0,
        ),
        rx.cond(one.lines_left_out > 0, left_out, rx.fragment()),
        class_name="cmp-long",
    )
    both = rx.fragment(
        _side(one, one.expected, "expected", absent="added"), _side(one, one.observed, "observed", absent="removed")
    )
    return rx.el.div(
        rx.el.div(
            rx.el.bdi(one.words.to(list[str])[last], class_name="prop", title=one.path),
            rx.el.span(way, class_name="cmp-way"),
        ),
        rx.cond(one.lines.length() > 0, long, both),
        class_name="cmp-row",
        data_change=one.change,
        data_secret=rx.cond(one.is_secret, "yes", "no"),
    )


def _side(one: rx.Var[PropertyRow], said: rx.Var[str], which: str, *, absent: str) -> rx.Component:
    nothing = rx.el.span(t("diff-absent"), class_name="none")
    empty = rx.el.span(t("policy-value-empty"), class_name="none")
    shown = rx.cond(one.is_secret, secret_mark(), rx.cond(said != "", rx.el.bdi(said, class_name="break"), empty))
    spoken = rx.el.span(t(f"compare-side-{which}"), ": ", class_name="vh")
    side = "was" if which == "expected" else "now"
    return rx.el.div(spoken, rx.cond(one.change == absent, nothing, shown), class_name=side)


def _assignments(found: rx.Var[ResultDetail]) -> rx.Component:
    def one(change: rx.Var[AssignmentChange]) -> rx.Component:
        before, after = change.before.to(AssignmentRow), change.after.to(AssignmentRow)
        nothing = rx.el.span(t("diff-absent"), class_name="none")
        kind = rx.cond(change.before, rx.cond(change.after, "changed", "removed"), "added")
        return rx.el.div(
            rx.el.div(badge("diff", kind)),
            rx.el.div(rx.cond(change.before, _target(before), nothing), class_name="was"),
            rx.el.div(rx.cond(change.after, _target(after), nothing), class_name="now"),
            class_name="cmp-row",
        )

    table = rx.el.div(_sides(found, t("policy-tab-assignments")), rx.foreach(found.assignments, one), class_name="cmp")
    return rx.cond(found.assignments.length() > 0, section(t("diff-assignments"), table), rx.fragment())


def _target(one: rx.Var[AssignmentRow]) -> rx.Component:
    exclude = rx.fragment(badge("targeting", "exclude"), " ")
    return rx.el.div(rx.cond(one.is_exclusion, exclude, rx.fragment()), target_words(one))


def _covering(found: rx.Var[ResultDetail]) -> rx.Component:
    """The policies over which the part's settings are spread."""

    def one(policy: rx.Var[CoveringPolicy]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                link(rx.el.bdi(policy.name), href=policy.href),
                rx.el.p(t_code("family", policy.family), class_name="muted"),
            ),
            rx.el.span(t("compare-settings-count", count=policy.settings), class_name="num muted push"),
        )

    absent = rx.el.div(
        rx.el.h3(t("compare-settings-missing")),
        rx.el.ul(rx.foreach(found.settings_missing, lambda name: rx.el.li(rx.el.bdi(name, class_name="break")))),
        class_name="gap-top",
    )
    listed = section(
        t("compare-covering"),
        rx.el.ul(rx.foreach(found.covering.to(list[CoveringPolicy]), one), class_name="plain-list"),
        rx.cond(found.settings_missing.length() > 0, absent, rx.fragment()),
        meta=t("compare-settings-found", found=found.settings_found, total=found.settings),
    )
    return rx.cond(found.covering.length() > 0, listed, rx.fragment())


def _demands(found: rx.Var[ResultDetail]) -> rx.Component:
    def one(demand: rx.Var[OtherDemand]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                link(rx.el.bdi(demand.baseline_name), href=demand.baseline_href),
                rx.el.p(rx.el.bdi(demand.part_name), class_name="muted"),
                rx.foreach(demand.settings, lambda name: rx.el.p(rx.el.bdi(name, class_name="break small"))),
            ),
            rx.el.span(t("baselines-priority-number", number=demand.priority), class_name="num muted push"),
        )

    listed = section(
        t("compare-demands"),
        rx.el.ul(rx.foreach(found.demands.to(list[OtherDemand]), one), class_name="plain-list"),
        meta=t("compare-demands-meta"),
    )
    return rx.cond(found.demands.length() > 0, listed, rx.fragment())


def _said(left: rx.Var[LeftOut]) -> rx.Component:
    return rx.cond(left.said != "", rx.fragment(": ", rx.el.bdi(left.said)), rx.fragment())


def _left_out(found: rx.Var[ResultDetail]) -> rx.Component:
    """What was not compared on purpose or for want of a mapping: behind a disclosure, with its number."""

    def one(left: rx.Var[LeftOut]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.foreach(left.words, lambda word, place: rx.fragment(
                    rx.cond(place > 0, icon("chevron-right", small=True), rx.fragment()), rx.el.bdi(word))),
                class_name="diff-path",
                title=left.path,
            ),
            rx.el.span(t_code("compare-left-out", left.why), _said(left), class_name="muted small break"),
        )  # fmt: skip

    listed = disclosure(
        t("compare-left-out", count=found.left_out.length()),
        rx.el.ul(rx.foreach(found.left_out.to(list[LeftOut]), one), class_name="plain-list stacked"),
    )
    return rx.cond(found.left_out.length() > 0, listed, rx.fragment())


def _about(found: rx.Var[ResultDetail]) -> rx.Component:
    row = found.row
    policy = rx.cond(
        row.policy_ref != "",
        link(rx.el.bdi(rx.cond(row.policy_name != "", row.policy_name, t_code("family", row.family))),
             href=row.policy_href),
        rx.el.span(t("value-none"), class_name="subtle"),
    )  # fmt: skip
    basis = rx.cond(row.basis != "", t_code("compare-basis", row.basis), rx.fragment())
    return facts(
        fact(t("compare-tenant"), link(rx.el.bdi(found.tenant_name), href=found.comparison_href)),
        fact(t("compare-baseline"), rx.el.bdi(found.baseline_name), note=t("baselines-version", number=found.version)),
        fact(t("compare-policy"), policy, note=basis),
        rx.cond(
            row.finding_href != "",
            fact(t("compare-finding"), link(t("compare-open-finding"), href=row.finding_href)),
            rx.fragment(),
        ),
    )


def _rests_on(found: rx.Var[ResultDetail]) -> rx.Component:
    row = found.row
    last = rx.cond(
        found.attempted_at != found.complete_at,
        fact(t("compare-attempted"), moment(found.attempted_at, mode="datetime")),
        rx.fragment(),
    )
    return facts(
        fact(t("compare-read"), moment(row.read_at, mode="datetime"), note=family_state(row.state)),
        last,
        fact(t("compare-fidelity"), t_code("compare-fidelity-short", row.fidelity)),
    )
