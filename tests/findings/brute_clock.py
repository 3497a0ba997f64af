"""The clock of a finding counted minute by minute, the slow and obvious way, as a judge over the quick one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tenantpilot.findings.rule_bodies import Calendar, SlaRules
from tenantpilot.findings.sla import OPENED, Event
from tenantpilot.findings.workflow import State

MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
# Around the days on which clocks change in one of the zones, and a 29 February.
STARTS = {
    "Europe/Berlin": (
        datetime(2026, 3, 26, tzinfo=UTC),
        datetime(2026, 10, 22, tzinfo=UTC),
        datetime(2028, 2, 26, tzinfo=UTC),
    ),
    "America/New_York": (
        datetime(2026, 3, 5, tzinfo=UTC),
        datetime(2026, 10, 29, tzinfo=UTC),
        datetime(2028, 2, 26, tzinfo=UTC),
    ),
    "Australia/Lord_Howe": (
        datetime(2026, 4, 2, tzinfo=UTC),
        datetime(2026, 10, 1, tzinfo=UTC),
        datetime(2028, 2, 26, tzinfo=UTC),
    ),
    "Asia/Kolkata": (datetime(2028, 2, 26, tzinfo=UTC),),
}
DAYS = 14
SEVERITIES = ("critical", "high", "medium", "low")
NEXT = {
    "new": (("triage", "triaged"), ("start", "in_progress"), ("resolve", "resolved"), ("accept", "risk_accepted"),
            ("verify", "closed"), ("dismiss", "closed")),
    State.RESOLVED.value: (("verify", "closed"), ("refute", "reopened"), ("reopen", "reopened")),
    "risk_accepted": (("expire", "reopened"), ("revoke", "reopened"), ("exceed", "reopened"), ("disappear", "closed")),
    "closed": (("recur", "reopened"), ("reopen", "reopened")),
}  # fmt: skip
NEXT |= dict.fromkeys(("triaged", "in_progress", "reopened"), NEXT["new"])


@dataclass(frozen=True)
class World:
    """A stretch of minutes, each with whether it counts by the wall clock of the calendar's zone."""

    begins: datetime
    calendar: Calendar
    counts: tuple[bool, ...]

    def at(self, minute: int) -> datetime:
        return self.begins + minute * MINUTE


def a_calendar(random: Random, zone: str, begins: datetime) -> Calendar:
    if random.random() < 0.1:
        return Calendar(zone=zone)
    week = tuple(_a_day(random) if random.random() < 0.8 else () for _ in range(6))
    holidays = (str((begins + timedelta(days=random.randrange(DAYS))).date()),) if random.random() < 0.5 else ()
    return Calendar(hours="working", zone=zone, week=(*week, _a_day(random)), holidays=holidays)


def _a_day(random: Random) -> tuple[tuple[str, str], ...]:
    ends = sorted(random.sample(range(0, 24 * 60 + 1, 15), random.choice((2, 4, 6))))
    shown = [f"{minute // 60:02}:{minute % 60:02}" for minute in ends]
    return tuple(zip(shown[::2], shown[1::2], strict=True))


def a_world(random: Random, zone: str, start: datetime) -> World:
    begins = start
    calendar = a_calendar(random, zone, begins)
    here = ZoneInfo(zone)
    counts = tuple(_counts(calendar, (begins + n * MINUTE).astimezone(here)) for n in range(DAYS * 24 * 60))
    return World(begins, calendar, counts)


def _counts(calendar: Calendar, shown: datetime) -> bool:
    if calendar.hours == "always":
        return True
    if shown.date().isoformat() in calendar.holidays:
        return False
    clock = f"{shown.hour:02}:{shown.minute:02}"
    return any(opens <= clock < closes for opens, closes in calendar.week[shown.weekday()])


def some_events(random: Random, world: World) -> list[Event]:
    minute = random.randrange(2 * 24 * 60)
    events = [Event(OPENED, world.at(minute), severity=random.choice(SEVERITIES))]
    status = "new"
    for _ in range(random.randrange(8)):
        minute += random.choice((0, 1, 7, 60, 600, 1440, 2000))
        if random.random() < 0.25:
            events.append(Event("finding.reranked", world.at(minute), severity=random.choice(SEVERITIES)))
            continue
        move, to = random.choice(NEXT[status])
        after = random.choice(("restart", "continue")) if move == "accept" else ""
        severity = random.choice(SEVERITIES) if move == "recur" else ""
        events.append(Event(f"finding.{move}", world.at(minute), move, status, severity, after))
        status = to
    return events


@dataclass
class Counted:
    """What counting minute by minute finds; moments are minutes since the world began."""

    severity: str
    limit: int | None
    used: int = 0
    cycle: int = 1
    breached: int | None = None
    stands: bool = False
    ended: int | None = None
    outcome: str = ""
    after: str = "restart"
    stood: list[int] = field(default_factory=list)

    def minute(self, number: int, counts: bool) -> None:
        if self.stands:
            self.stood.append(number)
        elif counts:
            self.use(number)

    def go_on(self) -> None:
        self.stands, self.ended, self.outcome, self.stood = False, None, "", []

    def use(self, number: int) -> None:
        self.used += 1
        if self.limit is not None and self.used == self.limit and self.breached is None:
            self.breached = number + 1


def count(world: World, rules: SlaRules, tier: str, events: Sequence[Event], until: int) -> tuple[Counted, int | None]:
    """What stands at a minute, and the minute of the due date as far as the world goes."""
    first = (events[0].at - world.begins) // MINUTE
    run = Counted(events[0].severity, _target(rules, tier, events[0].severity))
    waiting = list(events[1:])
    for number in range(first, until):
        run = _all_at(run, world, rules, tier, waiting, number)
        run.minute(number, world.counts[number])
    run = _all_at(run, world, rules, tier, waiting, until)
    return run, run.breached if run.breached is not None else _due(run, world, until)


def _due(run: Counted, world: World, until: int) -> int | None:
    if run.limit is None or run.stands:
        return None
    left = run.limit - run.used
    for number in range(until, len(world.counts)):
        left -= world.counts[number]
        if left == 0:
            return number + 1
    return None


def _all_at(run: Counted, world: World, rules: SlaRules, tier: str, waiting: list[Event], number: int) -> Counted:
    while waiting and (waiting[0].at - world.begins) // MINUTE == number:
        run = _happens(run, world, rules, tier, waiting.pop(0), number)
    return run


def _target(rules: SlaRules, tier: str, severity: str) -> int | None:
    return rules.targets[tier][severity] * 60 or None  # type: ignore[index]


def _happens(run: Counted, world: World, rules: SlaRules, tier: str, event: Event, number: int) -> Counted:
    severity = event.severity or run.severity
    run.after = event.after_expiry or run.after
    is_late = run.ended is not None and number - run.ended > rules.flap_hours * 60
    if event.move == "exceed" or (event.move in ("expire", "revoke") and run.after == "restart") or (
        event.move in ("recur", "reopen") and is_late
    ):  # fmt: skip
        return Counted(severity, _target(rules, tier, severity), cycle=run.cycle + 1)
    if event.move in ("resolve", "accept") and not run.stands:
        run.stands = True
    elif event.move in ("verify", "disappear", "dismiss"):
        run.ended, run.stands, run.outcome = number, True, "none" if event.move == "dismiss" else "met"
    elif event.move == "refute" or (event.move == "reopen" and event.from_status == State.RESOLVED):
        for minute in run.stood:
            if world.counts[minute]:
                run.use(minute)
        run.go_on()
    elif event.move in ("expire", "revoke", "recur", "reopen"):
        run.go_on()
    _rank(run, rules, tier, severity)
    return run


def _rank(run: Counted, rules: SlaRules, tier: str, severity: str) -> None:
    if severity == run.severity:
        return
    before, after = _target(rules, tier, run.severity), _target(rules, tier, severity)
    run.severity = severity
    if after is None:
        run.limit = None
    elif before is None or run.limit is None:
        run.limit = run.used + after
    elif after < before:
        run.limit = min(run.limit, run.used + after)
    else:
        run.limit = max(run.limit, after)
