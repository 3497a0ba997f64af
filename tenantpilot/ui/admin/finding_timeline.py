"""What happened to a finding, newest first: who, what, when, why; comments among it."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.views import FindingDetail, PersonName, TimelineEntry, TimelineFact
from tenantpilot.ui.admin.finding_state import FindingPage
from tenantpilot.ui.components import (
    avatar,
    button,
    choices,
    disclosure,
    field,
    form,
    link,
    moment,
    problem_line,
    section,
    submit_button,
    t,
    t_code,
    timeline,
    timeline_node,
    why,
)

LONGEST_COMMENT = 4000
# The marks of what the product did by itself.
MARKS = (
    ("finding.opened", "scan-search"),
    ("finding.observed", "eye"),
    ("finding.reopened", "rotate-ccw"),
    ("finding.verified", "circle-check"),
    ("finding.approaching", "hourglass"),
    ("finding.breached", "triangle-alert"),
)
TONES = (
    ("finding.reopened", "caution"),
    ("finding.verified", "positive"),
    ("finding.approaching", "caution"),
    ("finding.breached", "critical"),
)


def timeline_section(detail: rx.Var[FindingDetail]) -> rx.Component:
    """A place to say something, then what happened."""
    more = button(t("finding-timeline-older"), on_click=FindingPage.older, busy=FindingPage.pending == "older")
    return section(
        t("finding-timeline"),
        rx.cond(FindingPage.may_comment, _comment_form(), rx.fragment()),
        timeline(FindingPage.entries, what=_what, when=lambda one: moment(one.at, mode="datetime"), node=_node),
        rx.cond(FindingPage.cursor != "", rx.el.div(more, class_name="sec"), rx.fragment()),
        anchor="timeline",
    )


def _comment_form() -> rx.Component:
    people = FindingPage.people.map(lambda one: {"value": one.person_ref, "label": one.name})
    return form(
        field("body", t("finding-comment"), kind="textarea", rows=2, max_length=LONGEST_COMMENT),
        disclosure(
            t("finding-mention"),
            rx.el.div(choices("mentioned", t("finding-mention-whom"), people, many=True), class_name="cols"),
        ),
        problem_line(FindingPage.comment_problem),
        rx.el.div(submit_button(t("finding-comment-add"), kind="", busy=FindingPage.pending == "comment")),
        fields={"body": t("finding-comment"), "mentioned": t("finding-mention-whom")},
        errors=FindingPage.comment_errors,
        on_submit=FindingPage.comment,
        class_name="form comment-form",
        key=FindingPage.said.to_string(),
    )


def _node(one: rx.Var[TimelineEntry]) -> rx.Component:
    by = one.by.to(PersonName)
    mark = timeline_node(rx.match(one.name, *MARKS, "activity"), tone=rx.match(one.name, *TONES, "neutral"))
    return rx.cond(one.by, avatar(by.initials), mark)


def _what(one: rx.Var[TimelineEntry]) -> rx.Component:
    return rx.cond(one.kind == "comment", _comment(one), _event(one))


def _name(one: rx.Var[TimelineEntry]) -> rx.Component:
    by = one.by.to(PersonName)
    return rx.el.b(rx.cond(by.is_self, t("finding-you"), rx.el.bdi(by.name)))


def _comment(one: rx.Var[TimelineEntry]) -> rx.Component:
    told = rx.el.span(t("finding-told", names=one.mentions.to(list[str]).join(", ")), class_name="why")  # type: ignore[attr-defined]
    return rx.fragment(
        _name(one), " ", t("finding-commented"),
        rx.el.span(rx.el.bdi(one.body), class_name="said"),
        rx.cond(one.mentions.length() > 0, told, rx.fragment()),
    )  # fmt: skip


def _event(one: rx.Var[TimelineEntry]) -> rx.Component:
    """Moves by their own words, other happenings by the name of the entry in the log."""
    said = rx.cond(one.move != "", t_code("finding-moved", one.move), t_code("finding-did", one.name))
    by_person = rx.fragment(_name(one), ": ", said)
    # Nobody gives the reason of a retirement: it is a code.
    reason = rx.cond(one.move == "retire", t_code("reason", one.reason), rx.el.q(rx.el.bdi(one.reason)))
    run = rx.el.span(link(t("finding-run"), href=one.run_href), class_name="why")
    return rx.fragment(
        rx.cond(one.by, by_person, rx.el.span(said)),
        rx.foreach(one.facts.to(list[TimelineFact]), _fact),
        rx.cond(one.reason != "", why(reason), rx.fragment()),
        rx.cond(one.run_href != "", run, rx.fragment()),
    )


def _fact(one: rx.Var[TimelineFact]) -> rx.Component:
    before = rx.cond(one.before != "", rx.fragment(_value(one, one.before), " → "), rx.fragment())
    after = rx.cond(one.after != "", _value(one, one.after), rx.el.span(t("value-none")))
    return why(rx.fragment(t_code("finding-fact", one.name), ": ", before, after))


def _value(one: rx.Var[TimelineFact], said: rx.Var[str]) -> rx.Component:
    """Codes in words, moments as such, everything else as it is."""
    return rx.match(
        one.name,
        ("severity", rx.el.span(t_code("severity", said))),
        ("kind", rx.el.span(t_code("finding-kind", said))),
        ("due_at", moment(said, mode="datetime")),
        rx.el.bdi(said),
    )
