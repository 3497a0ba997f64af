"""What differs, side by side or inline: what should be stays plain, what departs is tinted; unchanged parts folded."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.views import DiffLine, DiffSection, FindingDetail, FindingDiff
from tenantpilot.inventory.views import AssignmentChange, AssignmentRow
from tenantpilot.ui.components import empty_state, icon, link, moment, section, t, t_code

MODES = ("side", "inline")


def diff_section(detail: rx.Var[FindingDetail]) -> rx.Component:
    """The differences, or why there are none to show."""
    diff = detail.diff.to(FindingDiff)
    shown = rx.match(
        diff.state,
        ("shown", diff_table(diff, detail.facts.policy_href)),
        ("whole", _whole(detail, diff)),
        ("gone", empty_state(t("finding-diff-gone-title"), t("finding-diff-gone-body"), icon_name="archive")),
        rx.fragment(),
    )
    listed = section(t("finding-diff"), shown, end=[rx.cond(diff.state == "shown", _modes(), rx.fragment())])
    return rx.cond(diff.state == "none", rx.fragment(), listed)


def _modes() -> rx.Component:
    """Which of the two; the choice is the browser's own and needs no answer of ours."""

    def one(mode: str) -> rx.Component:
        first = mode == MODES[0]
        return rx.el.label(
            rx.el.input(type="radio", name="diff-mode", value=mode, default_checked=first), t(f"finding-diff-{mode}")
        )

    return rx.el.span(*(one(mode) for mode in MODES), class_name="seg", role="radiogroup",
                      aria_label=t("finding-diff-modes"))  # fmt: skip


def diff_table(diff: rx.Var[FindingDiff], href: rx.Var[str] | str) -> rx.Component:
    """The differences by section; `href` leads to where all that does not differ stands."""
    left_out = rx.el.div(t("finding-diff-left-out", count=diff.left_out), class_name="cmp-fold")
    return rx.el.div(
        _sides(diff),
        rx.foreach(diff.sections.to(list[DiffSection]), lambda one: _area(one, rx.Var.create(href))),
        rx.cond(diff.assignments.length() > 0, _assignments(diff), rx.fragment()),
        rx.cond(diff.left_out > 0, left_out, rx.fragment()),
        class_name="cmp",
        role="group",
        aria_label=t("finding-diff"),
    )


def _sides(diff: rx.Var[FindingDiff]) -> rx.Component:
    counted = t("finding-diff-count", count=diff.total, all=diff.properties)
    read = rx.fragment(rx.el.bdi(diff.observed_name), ", ", t("finding-read"), " ", moment(diff.observed_at))
    return rx.el.div(
        rx.el.div(rx.cond(diff.total > 0, counted, t("finding-diff-assignments-only"))),
        rx.el.div(rx.el.b(t("finding-should-be")), rx.el.bdi(diff.expected_name)),
        rx.el.div(rx.el.b(t("finding-is")), read),
        class_name="cmp-cols",
    )


def _area(one: rx.Var[DiffSection], href: rx.Var[str]) -> rx.Component:
    """A part of the policy: its name, what differs in it, and how much does not."""
    heading = rx.cond(one.name != "", rx.el.div(rx.el.bdi(one.name), class_name="cmp-area"), rx.fragment())
    words = t("finding-diff-unchanged", count=one.unchanged)
    face = rx.fragment(icon("unfold-vertical", small=True), words)
    folded = rx.cond(href != "", link(face, href=href, class_name="cmp-fold"), rx.el.div(face, class_name="cmp-fold"))
    return rx.fragment(
        heading,
        rx.foreach(one.lines.to(list[DiffLine]), _line),
        rx.cond(one.unchanged > 0, folded, rx.fragment()),
    )


def _line(one: rx.Var[DiffLine]) -> rx.Component:
    long = rx.el.div(rx.el.pre(rx.foreach(one.lines, _text), class_name="raw diff-text", tab_index=0), _more(one),
                     class_name="cmp-long")  # fmt: skip
    both = rx.fragment(
        _value(one, one.expected, side="was", absent="added", nothing="finding-nothing-expected"),
        _value(one, one.observed, side="now", absent="removed", nothing="finding-not-configured"),
    )
    way = rx.cond(one.words.length() > 1, rx.el.span(_way(one), class_name="cmp-way"), rx.fragment())
    return rx.el.div(
        rx.el.div(rx.el.span(rx.el.bdi(one.label), class_name="prop", title=one.path), way),
        rx.cond(one.lines.length() > 0, long, both),
        class_name="cmp-row",
        data_change=one.change,
        data_secret=rx.cond(one.is_secret, "yes", "no"),
    )


def _way(one: rx.Var[DiffLine]) -> rx.Var[str]:
    """The way to the property, without its own name, which stands above it."""
    return one.words.to(list[str])[:-1].join(" / ")  # type: ignore[attr-defined]


def _value(one: rx.Var[DiffLine], said: rx.Var[str], *, side: str, absent: str, nothing: str) -> rx.Component:
    sign = {"was": "\u2212", "now": "+"}[side]
    none = rx.el.span(t(nothing), class_name="none")
    secret = rx.el.span(icon("lock", small=True), t("finding-secret-changed"), class_name="row muted")
    plain = rx.fragment(
        rx.el.span(sign, class_name="cmp-sign", aria_hidden="true"),
        rx.cond(said != "", rx.el.bdi(said, class_name="break"), rx.el.span(t("finding-empty-value"),
                                                                            class_name="none")),
    )  # fmt: skip
    spoken = rx.el.span(t("finding-should-be" if side == "was" else "finding-is"), ": ", class_name="vh")
    shown = rx.cond(one.is_secret, secret, rx.cond(one.change == absent, none, plain))
    return rx.el.div(spoken, shown, class_name=side)


def _text(line: rx.Var[str]) -> rx.Component:
    return rx.el.span(line, "\n", data_mark=line[:1])


def _more(one: rx.Var[DiffLine]) -> rx.Component:
    words = rx.el.p(t("finding-lines-left-out", count=one.lines_left_out), class_name="muted small")
    return rx.cond(one.lines_left_out > 0, words, rx.fragment())


def _assignments(diff: rx.Var[FindingDiff]) -> rx.Component:
    def one(change: rx.Var[AssignmentChange]) -> rx.Component:
        kind = rx.cond(change.before, rx.cond(change.after, "changed", "removed"), "added")
        nothing = rx.el.span(t("finding-not-assigned"), class_name="none")
        before, after = change.before.to(AssignmentRow), change.after.to(AssignmentRow)
        return rx.el.div(
            rx.el.div(rx.el.span(t_code("finding-assignment", kind), class_name="prop")),
            rx.el.div(rx.cond(change.before, _target(before), nothing), class_name="was"),
            rx.el.div(rx.cond(change.after, _target(after), nothing), class_name="now"),
            class_name="cmp-row",
            data_change=kind,
        )

    heading = rx.el.div(t("finding-diff-assignments"), class_name="cmp-area")
    return rx.fragment(heading, rx.foreach(diff.assignments.to(list[AssignmentChange]), one))


def _target(one: rx.Var[AssignmentRow]) -> rx.Component:
    """Whom an assignment reaches, in one line."""
    named = rx.cond(one.name != "", rx.el.bdi(one.name), rx.el.span(one.provider_id, class_name="mono small break"))
    whom = rx.match(
        one.target,
        ("all_devices", rx.el.span(t("finding-all-devices"))),
        ("all_users", rx.el.span(t("finding-all-users"))),
        ("group", named),
        rx.el.span(one.type, class_name="mono small break"),
    )
    without = rx.el.span(t("finding-excluded"), " ")
    filtered = rx.el.span(" · ", t_code("finding-filter", one.filter_mode), " ", rx.el.bdi(one.filter_name))
    return rx.fragment(rx.cond(one.is_exclusion, without, rx.fragment()), whom,
                       rx.cond(one.filter_id != "", filtered, rx.fragment()))  # fmt: skip


def _whole(detail: rx.Var[FindingDetail], diff: rx.Var[FindingDiff]) -> rx.Component:
    """One of the two is not there at all."""
    here = rx.match(
        detail.row.kind,
        ("missing", t("finding-whole-missing")),
        ("unexpected", t("finding-whole-unexpected")),
        t("finding-whole-other"),
    )
    there = rx.cond(detail.row.kind == "missing", t("finding-whole-expected", count=diff.properties),
                    t("finding-whole-observed", count=diff.properties))  # fmt: skip
    should = rx.cond(detail.row.kind == "missing", there, rx.el.span(t("finding-nothing-expected"), class_name="none"))
    now = rx.cond(detail.row.kind == "missing", rx.el.span(here, class_name="none"), there)
    return rx.el.div(
        _sides(diff),
        rx.el.div(
            rx.el.div(rx.el.span(t("finding-whole"), class_name="prop")),
            rx.el.div(should, class_name="was"),
            rx.el.div(now, class_name="now"),
            class_name="cmp-row",
            data_change="changed",
        ),
        class_name="cmp",
    )
