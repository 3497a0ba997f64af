"""Service levels: hours until due by tier and severity, what counts as time, and what stops the clock."""

from __future__ import annotations

import reflex as rx

from tenantpilot.findings.policy_views import ClockRule, HoursSpan, SlaPage, TargetRow, WorkingDay
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.tenants.rules import TIERS
from tenantpilot.ui.admin.rules_parts import hours_words, rules_dialog, version_line
from tenantpilot.ui.admin.rules_state import Rules
from tenantpilot.ui.components import (
    choices,
    fact,
    facts,
    field,
    options,
    scope_notice,
    section,
    status_glyph,
    t,
    t_code,
)

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def sla_tab() -> rx.Component:
    """What is in force."""
    sla = Rules.sla.to(SlaPage)
    return rx.fragment(
        section(
            t("rules-sla-targets"),
            rx.el.p(t("rules-sla-targets-body"), class_name="muted prose"),
            _targets(sla),
            meta=version_line(sla.head),
        ),
        section(t("rules-calendar"), _calendar(sla)),
        section(t("rules-clock"), rx.el.p(t("rules-clock-body"), class_name="muted prose"), _clock(sla)),
        _form(sla),
    )


def _targets(sla: rx.Var[SlaPage]) -> rx.Component:
    def row(one: rx.Var[TargetRow]) -> rx.Component:
        cells = [rx.el.td(hours_words(getattr(one, name)), role="cell") for name in SEVERITIES]
        return rx.el.tr(rx.el.th(t_code("tier", one.tier), scope="row", role="rowheader"), *cells, role="row")

    heads = [
        rx.el.th(rx.el.span(status_glyph("severity", name), t(f"severity-{name}"), class_name="row"), scope="col",
                 role="columnheader") for name in SEVERITIES
    ]  # fmt: skip
    return rx.el.table(
        rx.el.thead(rx.el.tr(rx.el.th(t("rules-tier"), scope="col", role="columnheader"), *heads, role="row"),
                    role="rowgroup"),
        rx.el.tbody(rx.foreach(sla.targets.to(list[TargetRow]), row), role="rowgroup"),
        class_name="plain-table", role="table", aria_label=t("rules-sla-targets"),
    )  # fmt: skip


def _calendar(sla: rx.Var[SlaPage]) -> rx.Component:
    def day(one: rx.Var[WorkingDay]) -> rx.Component:
        def span(at: rx.Var[HoursSpan]) -> rx.Component:
            return rx.el.span(at.start, "\u2013", at.end, class_name="num span")

        none = rx.el.span(t("rules-day-off"), class_name="subtle")
        said = rx.cond(one.spans.length() > 0, rx.foreach(one.spans.to(list[HoursSpan]), span), none)
        names = rx.Var.create(list(DAY_NAMES))
        return rx.el.li(rx.el.span(t_code("rules-day", names[one.weekday].to(str))), rx.el.span(said))

    week = rx.el.ul(rx.foreach(sla.week.to(list[WorkingDay]), day), class_name="plain-list week-list")
    holidays = fact(t("rules-holidays"), rx.el.span(sla.holidays.to(list[str]).join(", "), class_name="num"))  # type: ignore[attr-defined]
    return rx.fragment(
        facts(
            fact(t("rules-hours"), t_code("rules-hours", sla.hours)),
            fact(t("rules-zone"), sla.zone),
            rx.cond(sla.holidays.length() > 0, holidays, rx.fragment()),
            fact(t("rules-approach"), t("rules-approach-said", percent=sla.approach_percent)),
            fact(t("rules-flap"), t("rules-flap-said", hours=sla.flap_hours)),
        ),
        rx.cond(sla.hours == "working", week, rx.fragment()),
    )


def _clock(sla: rx.Var[SlaPage]) -> rx.Component:
    def row(one: rx.Var[ClockRule]) -> rx.Component:
        return rx.el.tr(
            rx.el.td(t_code("rules-when", one.move), role="cell"),
            rx.el.td(t_code("rules-effect", one.effect), role="cell"),
            role="row",
        )

    head = rx.el.tr(
        *(rx.el.th(t(name), scope="col", role="columnheader") for name in ("rules-clock-when", "rules-clock-then")),
        role="row",
    )
    return rx.el.table(
        rx.el.thead(head, role="rowgroup"),
        rx.el.tbody(rx.foreach(sla.clock_rules.to(list[ClockRule]), row), role="rowgroup"),
        class_name="plain-table", role="table", aria_label=t("rules-clock"),
    )  # fmt: skip


def _labels() -> dict[str, rx.Var[str]]:
    said = {
        f"{tier}_{one}": t("rules-target", tier=t(f"tier-{tier}"), severity=t(f"severity-{one}"))
        for tier in TIERS for one in SEVERITIES
    }  # fmt: skip
    said |= {f"day_{place}": t(f"rules-day-{name}") for place, name in enumerate(DAY_NAMES)}
    names = ("hours", "zone", "holidays", "approach", "flap")
    fields = dict(zip(("hours", "zone", "holidays", "approach_percent", "flap_hours"), names, strict=True))
    return said | {name: t(f"rules-{word}") for name, word in fields.items()} | {"reason": t("rules-reason")}


def _form(sla: rx.Var[SlaPage]) -> rx.Component:
    said = _labels()
    zones = sla.zones.to(list[str]).map(lambda one: {"value": one, "label": one})
    ways = options(*((one, t(f"rules-hours-{one}")) for one in ("always", "working")))
    days = [
        field(f"day_{place}", said[f"day_{place}"], optional=True, default_value=Rules.week[place], max_length=120,
              placeholder="08:00-17:00")
        for place in range(len(DAY_NAMES))
    ]  # fmt: skip
    return rules_dialog(
        "sla",
        scope_notice("app", t("rules-scope", count=sla.open_findings)),
        _target_fields(sla),
        choices("hours", said["hours"], ways, value=sla.hours, on_pick=Rules.pick_hours),
        field("zone", said["zone"], kind="select", options=zones, default_value=sla.zone),
        rx.el.div(rx.el.p(t("rules-week-help"), class_name="help"), *days, class_name="week",
                  hidden=Rules.hours == "always"),
        field("holidays", said["holidays"], kind="textarea", rows=2, optional=True, help=t("rules-holidays-help"),
              default_value=sla.holidays.to(list[str]).join("\n")),  # type: ignore[attr-defined]
        rx.el.div(
            field("approach_percent", said["approach_percent"], kind="number", min=1, max=99,
                  help=t("rules-approach-help"), default_value=sla.approach_percent),
            field("flap_hours", said["flap_hours"], kind="number", min=0, max=744, help=t("rules-flap-help"),
                  default_value=sla.flap_hours),
            class_name="form-row",
        ),
        fields=said,
        on_submit=Rules.save_sla,
    )  # fmt: skip


def _target_fields(sla: rx.Var[SlaPage]) -> rx.Component:
    """A line for each tier, a field for each severity: hours until due."""

    def line(place: int, tier: str) -> rx.Component:
        row = sla.targets.to(list[TargetRow])[place]
        cells = [
            field(
                f"{tier}_{one}", t(f"severity-{one}"), kind="number", min=0, max=26352, default_value=getattr(row, one)
            )
            for one in SEVERITIES
        ]
        return rx.el.fieldset(rx.el.legend(t(f"tier-{tier}")), *cells, class_name="field four")

    return rx.el.div(rx.el.p(t("rules-targets-help"), class_name="help"),
                     *(line(place, tier) for place, tier in enumerate(TIERS)), class_name="stack")  # fmt: skip
