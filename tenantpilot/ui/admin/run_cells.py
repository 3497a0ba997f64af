"""How a run looks wherever runs are listed."""

from __future__ import annotations

import reflex as rx

from tenantpilot.operations.views import RunRow
from tenantpilot.ui.components import Column, duration, moment, run_badge, t, t_code, title_cell


def run_columns(*, with_workspace: bool = False) -> list[Column]:
    """The columns of a list of runs; the system console adds the workspace."""
    place = Column(t("run-column-workspace"), lambda row: row.workspace_name, narrow="sub")
    tenant = Column(t("run-column-tenant"), tenant_name, narrow="hide")
    return [
        Column(t("run-column-operation"), what),
        Column(t("run-column-state"), state, narrow="badge"),
        Column(t("run-column-results"), counts, narrow="sub"),
        place if with_workspace else tenant,
        Column(t("run-column-actor"), actor, narrow="hide"),
        Column(t("run-column-created"), lambda row: moment(row.created_at), right=True, narrow="end"),
        Column(t("run-column-duration"), span, right=True, narrow="hide"),
    ]


def tenant_name(row: rx.Var[RunRow]) -> rx.Var:
    """The tenant it was for."""
    return rx.cond(row.tenant_name != "", row.tenant_name, rx.el.span(t("run-whole-workspace"), class_name="subtle"))


def what(row: rx.Var[RunRow]) -> rx.Component:
    """The operation, and why it ended as it did."""
    reason = rx.cond(row.reason_code != "", t_code("reason", row.reason_code), None)
    return title_cell(t_code("operation", row.kind), href=row.href, sub=reason)


def state(row: rx.Var[RunRow]) -> rx.Component:
    """Where it stands, and whether it has stopped giving signs of life."""
    stale = rx.el.span(t("run-stale"), class_name="tag", data_tone="caution")
    return rx.el.span(
        run_badge(row.status, row.outcome), rx.cond(row.is_stale, stale, rx.fragment()), class_name="row wrap"
    )


def counts(row: rx.Var[RunRow]) -> rx.Component:
    """How far it came: done of all, and what did not work. Nothing counted yet is said, not shown as zero."""
    words = rx.el.span(" ", t("run-count-failed", count=row.failed), data_tone="critical", class_name="t-tone")
    failed = rx.cond(row.failed > 0, words, rx.fragment())
    known = rx.el.span(t("run-count", done=row.done, total=row.total), failed, class_name="num")
    return rx.cond(row.total > 0, known, rx.el.span(t("run-count-none"), class_name="subtle"))


def actor(row: rx.Var[RunRow]) -> rx.Var:
    """Who asked for it; a schedule acts for a person, the product for itself."""
    return rx.cond(row.actor_name != "", row.actor_name, t("product"))


def span(row: rx.Var[RunRow]) -> rx.Component:
    """How long it took, or has been running."""
    going = duration(since=row.started_at, until="")
    ended = duration(seconds=row.duration_seconds, empty=t("value-none"))
    return rx.cond((row.finished_at == "") & (row.started_at != ""), going, ended)
