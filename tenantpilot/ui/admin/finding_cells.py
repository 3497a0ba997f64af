"""How findings look in lists: what it is, where it stands, who has it, when it is due, how sure that is."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.findings.views import FindingRow, PersonName
from tenantpilot.ui.components import (
    Column,
    avatar,
    badge,
    family_state,
    link,
    moment,
    person,
    status_glyph,
    t,
    t_code,
    title_cell,
)

SOON_HOURS = 24


def tab_count(counts: rx.Var[list[Any]], name: str, many: str) -> rx.Component:
    """How many the tab of this name has (`many` of its count), where more were than counted with a plus."""

    def one(found: rx.Var[Any]) -> rx.Component:
        number = rx.fragment(getattr(found, many), rx.cond(found.is_more, "+", ""))
        return rx.cond(found.tab == name, number, rx.fragment())

    return rx.fragment(rx.foreach(counts, one))


def is_condition(row: rx.Var[FindingRow]) -> rx.Var[bool]:
    """Whether it is about the tenant itself (a lost consent) instead of a difference from what should be."""
    return (row.source_kind != "baseline").to(bool)


def title(row: rx.Var[FindingRow]) -> rx.Var[str]:
    """What it is called: by its object, or, where it has none of its own, by what happened."""
    named = rx.cond(row.subject_name != "", row.subject_name, t_code("family", row.family))
    return rx.cond(is_condition(row), t_code("finding-title", row.kind), named)


def below(row: rx.Var[FindingRow]) -> rx.Component:
    """The quiet line: number, family and what found it."""
    about = rx.cond(is_condition(row), row.subject_name, t_code("family", row.family))
    by = rx.cond(row.source_name != "", rx.el.span(" · ", rx.el.bdi(row.source_name)), rx.fragment())
    return rx.fragment(t("finding-number", number=row.number), " · ", rx.el.bdi(about), by)


def status(row: rx.Var[FindingRow]) -> rx.Component:
    """Where it stands; of a closed one how it ended."""
    return badge("finding-status", rx.cond(row.status == "closed", row.outcome, row.status))


def who(one: rx.Var[PersonName], nobody: str = "findings-nobody") -> rx.Component:
    """Somebody by name, marked when they are gone; or that there is nobody."""
    found = one.to(PersonName)
    gone = rx.el.span(t("findings-person-gone"), class_name="cell-sub t-caution")
    named = rx.el.span(
        person(rx.cond(found.is_self, t("findings-me"), found.name), found.initials),
        rx.cond(found.is_gone, gone, rx.fragment()),
    )
    empty = rx.el.span(rx.el.span(class_name="avatar", data_none=""), rx.el.span(t(nobody)), class_name="who subtle")
    return rx.cond(one, named, empty)


def due(row: rx.Var[FindingRow]) -> rx.Component:
    """When it is due, in words that fit where its clock stands."""
    over = rx.fragment(rx.el.span(t("findings-overdue"), class_name="t-critical"),
                       rx.el.span(moment(row.due_at), class_name="cell-sub"))  # fmt: skip
    return rx.match(
        row.sla_state,
        ("running", moment(row.due_at, near=SOON_HOURS)),
        ("breached", rx.cond(row.status == "closed", rx.el.span(t("findings-was-late"), class_name="muted"), over)),
        ("paused", rx.el.span(t("findings-clock-paused"), class_name="muted")),
        ("met", rx.el.span(t("findings-clock-met"), class_name="muted")),
        rx.el.span(t("findings-clock-none"), class_name="subtle"),
    )


def last_read(row: rx.Var[FindingRow]) -> rx.Component:
    """How sure it is: when it was read, or why the newest reading could not say."""
    well = (row.coverage == "read") | (row.coverage == "")
    sure = well & (row.unknown_since == "")
    why = rx.cond(well, rx.el.span(t("findings-unknown"), class_name="fstate t-unknown"), family_state(row.coverage))
    unsure = rx.fragment(why, rx.el.span(moment(row.observed_at), class_name="cell-sub"))
    return rx.cond(sure, moment(row.observed_at), unsure)


def subject_cell(row: rx.Var[FindingRow]) -> rx.Component:
    """The first cell: how bad, what, and whether it came back."""
    return title_cell(
        rx.el.bdi(title(row)),
        href=row.href,
        sub=below(row),
        lead=status_glyph("severity", row.severity, is_named=True),
    )


def tenant_cell(row: rx.Var[FindingRow]) -> rx.Component:
    """The tenant, with its tier where it has one."""
    tier = rx.el.span(t_code("tier", row.tier), class_name="cell-sub")
    return rx.fragment(link(row.tenant_name, href=row.tenant_href, class_name="quiet-link"),
                       rx.cond(row.tier != "", tier, rx.fragment()))  # fmt: skip


def finding_columns(pick: Any = lambda row: row) -> list[Column]:
    """The columns of a list of findings; `pick` takes the finding out of a row that holds more."""
    return [
        Column(t("findings-column-finding"), lambda row: subject_cell(pick(row)), sort="severity", single=True),
        Column(t("findings-column-tenant"), lambda row: tenant_cell(pick(row)), narrow="sub", class_name="col-t"),
        Column(t("findings-column-kind"), lambda row: badge("finding-kind", pick(row).kind), narrow="badge",
               class_name="col-k"),
        Column(t("findings-column-status"), lambda row: status(pick(row)), narrow="badge", class_name="col-m"),
        Column(t("findings-column-assignee"), lambda row: who(pick(row).assignee), narrow="hide",
               class_name="col-m col-2"),
        Column(t("findings-column-due"), lambda row: due(pick(row)), narrow="end", sort="due", single=True,
               class_name="col-s"),
        Column(t("findings-column-read"), lambda row: last_read(pick(row)), narrow="hide", class_name="col-s col-3"),
    ]  # fmt: skip


def avatar_of(one: rx.Var[PersonName]) -> rx.Component:
    """Only the circle of somebody."""
    return avatar(one.initials)
