"""The parts of a record page."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import (
    avatar,
    badge,
    breadcrumb,
    button,
    disclosure,
    duration,
    fact,
    facts,
    icon,
    lede,
    menu,
    menu_item,
    menu_line,
    moment,
    person,
    plain_list,
    raw,
    record,
    record_head,
    sample,
    timeline,
    timeline_node,
    why,
)
from tenantpilot.ui.components import section as part
from tenantpilot.ui.kit.state import KitPage

RAW = '{\n  "kind": "audit.export",\n  "outcome": "partially_succeeded",\n  "items": 41\n}'


def section() -> rx.Component:
    """Head, left what to decide, right the facts, history, diagnostics."""
    more = menu(
        menu_item(sample("Copy link"), icon="link"),
        menu_line(),
        menu_item(sample("Cancel run"), icon="x", danger=True),
        label=sample("More actions"),
    )
    head = record_head(
        sample("Export audit log"),
        badge("outcome", "partially_succeeded"),
        badge("completeness", "partial", detail=sample("31 min ago")),
        rx.el.span(sample("Started by Nora Owner")),
        actions=(button(sample("Retry 4 items"), kind="primary"), button(sample("Download")), more),
    )
    left = (
        part(
            sample("What happened"),
            lede(sample("41 of 45 files were written; 4 tenants could not be read and can be retried.")),
            plain_list(
                rx.el.li(
                    icon("file-text"), rx.el.span(sample("audit-log.jsonl")), rx.el.span("5.3 MB", class_name="push")
                ),
                rx.el.li(
                    icon("shield-check"), rx.el.span(sample("manifest.json")), rx.el.span("2 kB", class_name="push")
                ),
            ),
            meta=sample("as of 09:12"),
            end=(button(sample("Export"), size="s", icon="download"),),
        ),
        part(sample("Timeline"), _timeline()),
        disclosure(sample("Diagnostics"), facts(fact(sample("Worker"), "person-1"), fact(sample("Attempt"), "2"))),
        disclosure(sample("Raw context for support"), raw(RAW, label=sample("Raw context for support")), open=True),
    )
    right = (
        facts(
            fact(sample("Started"), moment("2026-01-05T09:12:00+00:00", mode="datetime")),
            fact(sample("Duration"), duration(seconds=812), note=sample("longer than usual")),
            fact(sample("Person"), person("Nora Owner", "NO")),
        ),
        facts(fact(sample("Tenants"), sample("Contoso Retail, Fabrikam GmbH and one with a long name"))),
    )
    return rx.el.div(
        breadcrumb((sample("Operations"), "/_kit"), here=sample("Export audit log")),
        head,
        record(*left, facts=right),
        class_name="kit-wide",
    )


def _timeline() -> rx.Component:
    return timeline(
        KitPage.rows,
        what=lambda row: rx.fragment(rx.el.b(row.sub), " ", row.name, why(sample("Because the review is due."))),
        when=lambda row: moment(row.at),
        node=lambda row: rx.cond(row.sub == "Schedule", timeline_node("calendar-clock"), avatar("NO")),
    )
