"""The facts beside a finding: when it is due, who has it, what it is about, how fresh that is."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.views import FindingDetail
from tenantpilot.ui.admin.finding_cells import SOON_HOURS, who
from tenantpilot.ui.admin.finding_state import FindingPage
from tenantpilot.ui.components import breakable, button, fact, facts, family_state, link, moment, t, t_code
from tenantpilot.ui.shell import Shell


def work_facts(detail: rx.Var[FindingDetail]) -> rx.Component:
    """Due, owner, assignee, tenant, policy, baseline."""
    row, known = detail.row, detail.facts
    source = rx.cond(known.source_href != "", link(rx.el.bdi(row.source_name), href=known.source_href),
                     rx.el.bdi(row.source_name))  # fmt: skip
    policy = fact(t("finding-policy"), link(rx.el.bdi(known.policy_name), href=known.policy_href),
                  note=t_code("family", row.family))  # fmt: skip
    connection = fact(t("finding-connection"), link(rx.el.bdi(row.subject_name), href=known.source_href))
    assignee = rx.fragment(
        who(row.assignee),
        _small("claim", "finding-move-claim", FindingPage.begin("claim")),
    )
    return facts(
        fact(t("finding-due"), _due(detail), note=_level(detail)),
        fact(t("finding-owner"), who(row.owner)),
        fact(t("finding-assignee"), assignee),
        fact(t("finding-tenant"), link(row.tenant_name, href=row.tenant_href),
             note=rx.cond(row.tier != "", t_code("tier", row.tier), "")),
        rx.cond(known.policy_href != "", policy, rx.fragment()),
        rx.cond(row.source_kind == "baseline", fact(t("finding-baseline"), source), rx.fragment()),
        rx.cond(row.source_kind == "connection", connection, rx.fragment()),
    )  # fmt: skip


def _small(move: str, words: str, on_click: object) -> rx.Component:
    offered = button(t(words), size="s", on_click=on_click)
    return rx.cond(FindingPage.moves.contains(move), rx.el.div(offered), rx.fragment())


def _due(detail: rx.Var[FindingDetail]) -> rx.Component:
    row = detail.row
    at = moment(row.due_at, mode="datetime")
    return rx.match(
        row.sla_state,
        ("running", rx.fragment(moment(row.due_at, near=SOON_HOURS), rx.el.br(), at)),
        ("breached", rx.fragment(rx.el.span(t("findings-overdue"), class_name="t-critical"), rx.el.br(), at)),
        ("paused", rx.el.span(t("finding-clock-paused"))),
        ("met", rx.el.span(t("findings-clock-met"))),
        rx.el.span(t("finding-clock-none"), class_name="muted"),
    )


def _level(detail: rx.Var[FindingDetail]) -> rx.Component:
    row = detail.row
    tier = rx.cond(row.tier != "", rx.fragment(" · ", t_code("tier", row.tier)), rx.fragment())
    return link(rx.fragment(t_code("severity", row.severity), tier), href=f"/admin/{Shell.workspace.space}/rules")


def reading_facts(detail: rx.Var[FindingDetail]) -> rx.Component:
    """How it is known: read when and how well, who changed it, how often it was seen."""
    row, known = detail.row, detail.facts
    by = fact(t("finding-changed"), rx.cond(known.changed_by != "", breakable(known.changed_by),
                                            t("finding-author-unknown")), note=_span(detail))  # fmt: skip
    resolved = fact(t("finding-resolved-by"), known.resolved_by, note=moment(known.resolved_at))
    log = fact(t("finding-log"), link(t("finding-log-open"), href=detail.audit_href))
    coverage = rx.cond(row.coverage != "", family_state(row.coverage), rx.fragment())
    return facts(
        fact(t("finding-last-read"), moment(row.observed_at, mode="datetime"), note=coverage),
        rx.cond(known.changed_at != "", by, rx.fragment()),
        fact(t("finding-seen"), t("finding-seen-times", count=row.occurrences),
             note=rx.fragment(t("finding-first-seen"), " ", moment(row.first_seen_at, mode="date"))),
        rx.cond(known.resolved_by != "", resolved, rx.fragment()),
        rx.cond(detail.audit_href != "", log, rx.fragment()),
    )  # fmt: skip


def _span(detail: rx.Var[FindingDetail]) -> rx.Component:
    """When it changed; with an earlier end where only the time between two readings is known."""
    known = detail.facts
    between = rx.fragment(moment(known.changed_from, mode="datetime"), " \u2013 ")
    is_span = (known.changed_from != "") & (known.changed_from != known.changed_at)
    return rx.fragment(rx.cond(is_span, between, rx.fragment()), moment(known.changed_at, mode="datetime"))
