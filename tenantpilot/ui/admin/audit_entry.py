"""One entry of the audit log: what changed, where it came from, and its place in the chain."""

from __future__ import annotations

import reflex as rx

from tenantpilot.audit.views import AuditChange, AuditDetail
from tenantpilot.ui.admin.audit import actor, reason, subject
from tenantpilot.ui.admin.audit_state import AuditEntryPage
from tenantpilot.ui.components import (
    breadcrumb,
    disclosure,
    fact,
    facts,
    lede,
    link,
    link_button,
    moment,
    record,
    record_head,
    section,
    skeleton_block,
    t,
    t_code,
)
from tenantpilot.ui.shell import Shell, page


@page("/admin/[space]/audit/[entry]", title="audit-entry", on_load=[AuditEntryPage.load], width="record")
def audit_entry() -> rx.Component:
    """The entry, or its shape until it is there."""
    entry = AuditEntryPage.entry
    return rx.fragment(
        breadcrumb((t("nav-audit"), _log()), here=rx.cond(entry, f"#{entry.row.seq}", "#")),
        rx.cond(entry, _entry(entry.to(AuditDetail)), skeleton_block(5)),
    )


def _log() -> str:
    return f"/admin/{Shell.workspace.space}/audit"


def _entry(entry: rx.Var[AuditDetail]) -> rx.Component:
    row = entry.row
    return rx.fragment(
        record_head(
            t_code("action", row.action),
            rx.cond(
                row.outcome == "denied",
                rx.el.span(t("audit-outcome-denied"), class_name="tag", data_tone="critical"),
                rx.fragment(),
            ),
            rx.el.span(t("audit-entry-by", name=actor(row)), class_name="muted"),
            moment(row.at, mode="datetime"),
            actions=[_step("audit-entry-newer", entry.newer_seq), _step("audit-entry-older", entry.older_seq)],
        ),
        record(
            rx.cond(row.reason != "", lede(reason(row)), rx.fragment()),
            _changes(entry),
            disclosure(t("audit-entry-chain"), _chain(entry)),
            facts=[_facts(entry)],
        ),
    )


def _step(label: str, seq: rx.Var[int]) -> rx.Component:
    return rx.cond(seq > 0, link_button(t(label), href=f"{_log()}/{seq}"), rx.fragment())


def _changes(entry: rx.Var[AuditDetail]) -> rx.Component:
    head = rx.el.thead(
        rx.el.tr(
            *(
                rx.el.th(t(f"audit-change-{name}"), scope="col", role="columnheader")
                for name in ("field", "before", "after")
            ),
            role="row",
        ),
        role="rowgroup",
    )
    body = rx.el.tbody(rx.foreach(entry.changes, _change), role="rowgroup")
    table = rx.el.table(head, body, class_name="table", role="table", data_flat="", aria_label=t("audit-entry-changes"))
    nothing = rx.el.p(t("audit-entry-no-changes"), class_name="muted")
    return section(t("audit-entry-changes"), rx.cond(entry.changes.length() > 0, table, nothing))


def _change(change: rx.Var[AuditChange]) -> rx.Component:
    def value(text: rx.Var[str]) -> rx.Component:
        return rx.cond(
            text != "", rx.el.span(text, class_name="break"), rx.el.span(t("value-none"), class_name="subtle")
        )

    return rx.el.tr(
        rx.el.td(rx.el.code(change.field), role="cell"),
        rx.el.td(value(change.before), role="cell"),
        rx.el.td(value(change.after), role="cell"),
        role="row",
    )


def _facts(entry: rx.Var[AuditDetail]) -> rx.Component:
    row = entry.row
    return facts(
        fact(t("audit-column-who"), actor(row)),
        fact(t("audit-column-subject"), subject(row)),
        rx.cond(row.tenant_name != "", fact(t("audit-column-tenant"), row.tenant_name), rx.fragment()),
        fact(t("audit-column-when"), moment(row.at, mode="datetime")),
        rx.cond(entry.plane != "", fact(t("audit-entry-plane"), t_code("plane", entry.plane)), rx.fragment()),
        rx.cond(
            row.run_ref != "",
            fact(
                t("audit-entry-run"),
                link(
                    row.run_ref,
                    href=f"/admin/{Shell.workspace.space}/operations/{row.run_ref}",
                    class_name="mono small",
                ),
            ),
            rx.fragment(),
        ),
        rx.cond(
            entry.request_ref != "",
            fact(t("audit-entry-request"), rx.el.span(entry.request_ref, class_name="mono small break")),
            rx.fragment(),
        ),
    )


def _chain(entry: rx.Var[AuditDetail]) -> rx.Component:
    return facts(
        fact(t("audit-entry-number"), entry.row.seq),
        fact(t("audit-entry-hash"), rx.el.code(entry.hash, class_name="mono small break")),
        fact(t("audit-entry-previous"), rx.el.code(entry.previous_short, class_name="mono small")),
    )
