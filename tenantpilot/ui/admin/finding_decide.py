"""What helps to decide about a finding: the sentence, why it matters, what each decision brings, what was accepted."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.findings.views import Consequence, Decision, ExceptionBrief, FindingDetail
from tenantpilot.ui.admin.finding_cells import is_condition, title
from tenantpilot.ui.components import badge, icon, lede, link, moment, notice, section, t, t_code, when

# What a consequence is about, as an icon; others get a plain mark.
ICONS = (
    ("pinned", "pin"),
    ("ends", "calendar-clock"),
    ("approval", "user-check"),
    ("second_approval", "user-check"),
    ("reminder", "bell"),
    ("reopens", "rotate-ccw"),
    ("verified", "eye"),
    ("closed", "circle-check"),
    ("watched", "eye"),
    ("clock", "hourglass"),
)


def sentence(detail: rx.Var[FindingDetail]) -> rx.Component:
    """What differs, since when, and how often it came back."""
    row, facts = detail.row, detail.facts
    since = rx.cond(facts.changed_at != "", facts.changed_at, row.first_seen_at)
    given = {
        "name": rx.cond(row.subject_name != "", row.subject_name, t_code("family", row.family)),
        "tenant": row.tenant_name,
        "source": row.source_name,
        "count": row.differences,
        "at": when(since),
    }
    said = rx.match(
        row.kind,
        ("different", t("finding-lede-different", **given)),
        ("missing", t("finding-lede-missing", **given)),
        ("unexpected", t("finding-lede-unexpected", **given)),
        ("conflict", t("finding-lede-conflict", **given)),
        ("covered", t("finding-lede-covered", **given)),
        ("consent_lost", t("finding-lede-consent-lost", **given)),
        ("connection_failing", t("finding-lede-connection-failing", **given)),
        ("credential_expiring", t("finding-lede-credential-expiring", **given)),
        t("finding-lede-sync-failing", **given),
    )
    again = rx.fragment(" ", t("finding-lede-again", count=row.occurrences))
    return rx.el.section(lede(said, rx.cond(row.occurrences > 1, again, rx.fragment())), class_name="sec")


def how_sure(detail: rx.Var[FindingDetail]) -> rx.Component:
    """A later reading could not say: what is shown may be old."""
    row = detail.row
    why = rx.cond(detail.facts.coverage_reason != "", t_code("reason", detail.facts.coverage_reason),
                  t("finding-unknown-why"))  # fmt: skip
    unknown = notice(
        t("finding-unknown-title"),
        rx.el.p(why, " ", t("finding-unknown-body"), " ", moment(row.unknown_since), "."),
        tone="unknown",
        icon_name="hourglass",
    )
    return rx.cond(row.unknown_since != "", unknown, rx.fragment())


def why_it_matters(detail: rx.Var[FindingDetail]) -> rx.Component:
    """What this kind of difference means, what the source says about it, and who changed it."""
    row, facts = detail.row, detail.facts
    changed = rx.el.p(
        t("finding-changed-by", name=facts.changed_by, at=when(facts.changed_at)),
    )
    code = rx.el.p(t_code("reason", facts.reason_code))
    return section(
        t("finding-why"),
        rx.el.div(
            rx.el.p(t_code("finding-why", row.kind)),
            rx.cond(is_condition(row) & (facts.reason_code != ""), code, rx.fragment()),
            rx.cond(facts.changed_by != "", changed, rx.fragment()),
            class_name="prose",
        ),
    )


def what_next(detail: rx.Var[FindingDetail]) -> rx.Component:
    """One column per decision, with what it brings."""
    listed = rx.el.div(rx.foreach(detail.decisions.to(list[Decision]), _way), class_name="ways")
    return rx.cond(detail.decisions.length() > 0, section(t("finding-next"), listed), rx.fragment())


def _way(one: rx.Var[Decision]) -> rx.Component:
    return rx.el.div(
        rx.el.h3(t_code("finding-if", one.name)),
        rx.el.ul(rx.foreach(one.consequences.to(list[Consequence]), _consequence)),
        class_name="way",
    )


def _consequence(one: rx.Var[Consequence]) -> rx.Component:
    mark = rx.match(one.code, *ICONS, "chevron-right")
    given: dict[str, Any] = {"number": one.number, "at": when(one.at), "name": one.name}
    said = [(code, t(f"finding-then-{code.replace('_', '-')}", **given)) for code in CONSEQUENCES]
    words = rx.match(one.code, *said, one.code)
    return rx.el.li(icon(mark, small=True), rx.el.span(words))


def exception_section(detail: rx.Var[FindingDetail]) -> rx.Component:
    """The acceptance that waits, is in force, or was the last one."""
    one = detail.exception.to(ExceptionBrief)
    meta = rx.match(
        one.status,
        ("pending", t("finding-exception-waits")),
        ("approved", t("finding-exception-in-force")),
        ("expiring", t("finding-exception-in-force")),
        t("finding-exception-over"),
    )
    shown = section(t("finding-exception"), exception_card(one), meta=meta)
    return rx.cond(detail.exception, shown, rx.fragment())


def exception_card(one: rx.Var[ExceptionBrief]) -> rx.Component:
    """Who accepted what, when, why, until when."""

    def part(name: rx.Var[str], *value: object, wide: bool = False) -> rx.Component:
        return rx.el.div(rx.el.dt(name), rx.el.dd(*value), class_name="wide" if wide else "")

    approved = part(t("exceptions-approver"), rx.el.bdi(one.approver), " ",
                    rx.el.span(moment(one.approved_at, mode="date"), class_name="muted"))  # fmt: skip
    second = part(t("exceptions-second-approver"), rx.el.bdi(one.second_approver))
    measures = part(t("exceptions-measures"), rx.el.span(one.measures, class_name="pre"), wide=True)
    ended = part(t("exceptions-ended"), moment(one.ended_at, mode="date"))
    return rx.el.div(
        rx.el.div(
            link(rx.el.b(t("exceptions-number", number=one.number)), href=one.href),
            rx.el.span(badge("exception-status", one.status), class_name="push"),
            class_name="exc-head",
        ),
        rx.el.dl(
            part(t("exceptions-requester"), rx.el.bdi(one.requester), " ",
                 rx.el.span(moment(one.requested_at, mode="date"), class_name="muted")),
            rx.cond(one.approver != "", approved, rx.fragment()),
            rx.cond(one.second_approver != "", second, rx.fragment()),
            part(t("exceptions-until"), moment(one.expires_at, mode="date")),
            rx.cond(one.ended_at != "", ended, rx.fragment()),
            part(t("exceptions-justification"), rx.el.span(one.justification, class_name="pre"), wide=True),
            rx.cond(one.measures != "", measures, rx.fragment()),
        ),
        class_name="exc",
    )  # fmt: skip


def headline(detail: rx.Var[FindingDetail]) -> rx.Component:
    """The page's name."""
    return rx.el.bdi(title(detail.row))


CONSEQUENCES = tuple(code for code, _ in ICONS)
