"""What the rules of a workspace for findings may say: service levels, severities, exceptions. Data, checked, no I/O."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.findings.tables import KINDS
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.tenants.tables import TIERS

Severity = Literal["critical", "high", "medium", "low"]
Tier = Literal["gold", "silver", "bronze"]
DAYS = 7
LONGEST_HOURS = 3 * 366 * 24
MOST_HOLIDAYS, MOST_SPANS, MOST_RULES = 400, 12, 200


def _wrong(key: str = "error-field-invalid") -> PydanticCustomError:
    return PydanticCustomError("field", "{key}", {"key": key})


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _wrong() from None
    return name


def _day(value: str) -> str:
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise _wrong("error-field-date")
    return value


def _kind(value: str) -> str:
    if value not in ("", *KINDS):
        raise _wrong()
    return value


def _family(value: str) -> str:
    if value and value not in contracts():
        raise _wrong()
    return value


def _follow(spans: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    ends = [moment for span in spans for moment in span]
    is_begin = [place % 2 == 0 for place in range(len(ends))]
    if any(a > b or (begins and a == b) for begins, (a, b) in zip(is_begin, pairwise(ends), strict=False)):
        raise _wrong("error-field-spans")
    return spans


TimeOfDay = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Hours = Annotated[int, Field(ge=0, le=LONGEST_HOURS)]
DaysLong = Annotated[int, Field(ge=1, le=3660)]
Span = tuple[TimeOfDay, TimeOfDay]
Spans = Annotated[tuple[Span, ...], Field(max_length=MOST_SPANS), AfterValidator(_follow)]
Zone = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_zone)]
Day = Annotated[str, AfterValidator(_day)]
Kind = Annotated[str, AfterValidator(_kind)]
Family = Annotated[str, AfterValidator(_family)]


class Body(BaseModel):
    """Base of the bodies: nothing unknown, nothing converted, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def written(self) -> dict[str, Any]:
        """The body as it is stored and compared."""
        made: dict[str, Any] = self.model_dump(mode="json")
        return made


class Calendar(Body):
    """When time counts: always, or in the working hours of a place.

    `week` has spans ("08:00" to "12:00"; a day ends at "24:00") for each day from Monday on, by the clock of `zone`;
    breaks are gaps between spans. On `holidays` nothing counts.
    """

    hours: Literal["always", "working"] = "always"
    zone: Zone = "UTC"
    week: tuple[Spans, ...] = ()
    holidays: Annotated[tuple[Day, ...], Field(max_length=MOST_HOLIDAYS)] = ()

    @model_validator(mode="after")
    def _is_usable(self) -> Self:
        if self.week and len(self.week) != DAYS:
            raise _wrong()
        if self.hours == "working" and not any(self.week):
            raise _wrong("error-field-working-hours")
        return self


class SlaRules(Body):
    """By when findings are to be dealt with: hours that count, per tier and severity; 0: no date.

    `approach_percent` of the time used up, somebody is warned. A finding that comes back within `flap_hours` goes on
    where it stopped.
    """

    targets: dict[Tier, dict[Severity, Hours]]
    calendar: Calendar = Calendar()
    approach_percent: Annotated[int, Field(ge=1, le=99)] = 75
    flap_hours: Annotated[int, Field(ge=0, le=31 * 24)] = 24

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if set(self.targets) != set(TIERS) or any(set(one) != set(SEVERITIES) for one in self.targets.values()):
            raise _wrong("error-field-required")
        return self


class SeverityRule(Body):
    """One rule: differences of this kind, in this family, below this path are of this severity; empty: any."""

    severity: Severity
    kind: Kind = ""
    family: Family = ""
    path: Annotated[str, Field(max_length=500)] = ""


class SeverityRules(Body):
    """The workspace's own rules, the first that fits decides; the product's own come after them."""

    rules: Annotated[tuple[SeverityRule, ...], Field(max_length=MOST_RULES)] = ()


class ExceptionRules(Body):
    """What acceptances are held to: longest time in days, who needs a second approver, when somebody is reminded.

    Findings of `never_families` may not be accepted at all. `after_expiry` is what forms propose for the clock.
    """

    longest_days: dict[Severity, DaysLong]
    second_approver: tuple[Severity, ...] = ("critical",)
    reminder_days: Annotated[tuple[DaysLong, ...], Field(max_length=5)] = (30, 14, 3)
    after_expiry: Literal["restart", "continue"] = "restart"
    never_families: tuple[Family, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if set(self.longest_days) != set(SEVERITIES):
            raise _wrong("error-field-required")
        return self


BODIES: Mapping[str, type[Body]] = {"sla": SlaRules, "severity": SeverityRules, "exception": ExceptionRules}

# Round the clock until somebody says otherwise: a date that comes too early is better than one that comes too late.
DEFAULTS: Mapping[str, Body] = {
    "sla": SlaRules(
        targets={
            "gold": {"critical": 8, "high": 48, "medium": 7 * 24, "low": 30 * 24},
            "silver": {"critical": 24, "high": 72, "medium": 14 * 24, "low": 60 * 24},
            "bronze": {"critical": 72, "high": 7 * 24, "medium": 30 * 24, "low": 0},
        }
    ),
    "severity": SeverityRules(),
    "exception": ExceptionRules(longest_days={"critical": 30, "high": 90, "medium": 180, "low": 180}),
}


def parse(kind: str, body: Mapping[str, Any]) -> Body:
    """Rules as somebody wants them.

    Raises:
        InvalidInputError: no such kind, or per field ("targets.gold.critical", "calendar.zone") what is wrong.
    """
    wanted = BODIES.get(kind)
    if wanted is None:
        raise InvalidInputError({"kind": "error-field-invalid"})
    try:
        return wanted.model_validate_json(json.dumps(body))
    except (ValidationError, TypeError, ValueError) as error:
        raise InvalidInputError(_fields(error)) from None


def _fields(error: Exception) -> dict[str, str]:
    if not isinstance(error, ValidationError):
        return {"body": "error-field-format"}
    return {
        ".".join(str(part) for part in one["loc"] if part != "[key]") or "body": _message(one) for one in error.errors()
    }


def _message(one: Any) -> str:
    if one["type"] == "field":
        return str(one["ctx"]["key"])
    if one["type"] == "missing":
        return "error-field-required"
    return "error-field-too-long" if one["type"] in ("too_long", "string_too_long") else "error-field-invalid"
