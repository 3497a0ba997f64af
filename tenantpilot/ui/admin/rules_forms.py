"""From what was typed into the forms of the rules to the bodies that the services check, and their errors back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tenantpilot.findings.policy_views import SeverityRuleRow, WorkingDay
from tenantpilot.findings.rule_bodies import DAYS, MOST_RULES
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.tenants.rules import TIERS

__all__ = ("MOST_RULES", "exception_body", "numbered", "renamed", "severity_body", "sla_body", "week_texts")
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-\u2013]\s*([0-9]{1,2}):([0-9]{2})")


def _number(name: str, typed: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise InvalidInputError({name: "error-field-format"})
    return int(text)


def _spans(name: str, typed: str) -> list[list[str]]:
    """Working hours of a day: "08:00-12:00, 13:00-17:00"; nothing typed: none."""
    made = []
    for part in filter(None, (one.strip() for one in typed.split(","))):
        found = _SPAN.fullmatch(part)
        if found is None:
            raise InvalidInputError({name: "error-field-format"})
        first, first_minute, last, last_minute = map(int, found.groups())
        made.append([f"{first:02}:{first_minute:02}", f"{last:02}:{last_minute:02}"])
    return made


def sla_body(values: Mapping[str, Any]) -> dict[str, Any]:
    """Service levels as they are stored.

    Raises:
        InvalidInputError: per field what is no number or no time.
    """
    is_working = values["hours"] == "working"
    week = [_spans(f"day_{day}", str(values[f"day_{day}"])) for day in range(DAYS)]
    return {
        "targets": {
            tier: {one: _number(f"{tier}_{one}", str(values[f"{tier}_{one}"])) for one in SEVERITIES} for tier in TIERS
        },
        "calendar": {
            "hours": values["hours"],
            "zone": values["zone"] or "UTC",
            "week": week if is_working or any(week) else [],
            "holidays": sorted(set(str(values["holidays"]).split())),
        },
        "approach_percent": _number("approach_percent", str(values["approach_percent"])),
        "flap_hours": _number("flap_hours", str(values["flap_hours"])),
    }


def severity_body(rules: Sequence[SeverityRuleRow]) -> dict[str, Any]:
    """Severity rules as they are stored."""
    return {
        "rules": [{"severity": one.severity, "kind": one.kind, "family": one.family, "path": one.path} for one in rules]
    }


def exception_body(values: Mapping[str, Any]) -> dict[str, Any]:
    """Rules of acceptances as they are stored.

    Raises:
        InvalidInputError: per field what is no number.
    """
    reminders = re.split(r"[,;\s]+", str(values["reminder_days"]).strip())
    return {
        "longest_days": {one: _number(one, str(values[one])) for one in SEVERITIES},
        "second_approver": [one for one in SEVERITIES if one in values["second_approver"]],
        "reminder_days": [_number("reminder_days", one) for one in reminders if one],
        "after_expiry": values["after_expiry"],
        "never_families": list(values["never_families"]),
    }


def renamed(error: InvalidInputError) -> InvalidInputError:
    """The errors of a body by the names of the form's fields."""
    return InvalidInputError({_field(name): key for name, key in error.fields.items()})


def _field(name: str) -> str:
    first, *rest = name.split(".")
    if first == "targets" and len(rest) > 1:
        return f"{rest[0]}_{rest[1]}"
    if first == "calendar":
        within = rest[0] if rest else "hours"
        return f"day_{rest[1]}" if within == "week" and len(rest) > 1 else within
    if first == "longest_days" and rest:
        return rest[0]
    # What is about the rules as a whole stands at the field that every form has.
    return "reason" if first in ("body", "rules") else first


def numbered(rules: Sequence[SeverityRuleRow]) -> list[SeverityRuleRow]:
    """Rules with their positions from 1 on."""
    return [
        SeverityRuleRow(place, one.severity, one.kind, one.family, one.path) for place, one in enumerate(rules, start=1)
    ]


def week_texts(week: Sequence[WorkingDay]) -> list[str]:
    """The working hours of each day as the form shows them."""
    by_day = {one.weekday: ", ".join(f"{span.start}-{span.end}" for span in one.spans) for one in week}
    return [by_day.get(day, "") for day in range(DAYS)]
