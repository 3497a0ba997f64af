"""What each move does to the clock, and what working hours mean on the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tenantpilot.findings.rule_bodies import DEFAULTS, Calendar
from tenantpilot.findings.sla import APPROACHING, BREACHED, EFFECTS, OPENED, Effect, Event, Terms, clock
from tenantpilot.findings.workflow import MOVES, OPEN, State
from tenantpilot.findings.working_time import WorkingTime

HOUR = timedelta(hours=1)
START = datetime(2026, 6, 1, 8, tzinfo=UTC)
TERMS = Terms.of(0, "silver", DEFAULTS["sla"])


def happened(*steps: tuple[str, float] | Event, severity: str = "critical") -> list[Event]:
    """A finding that opened at START, and moves so many hours later."""
    later = [one if isinstance(one, Event) else Event("", START + one[1] * HOUR, one[0]) for one in steps]
    return [Event(OPENED, START, severity=severity), *later]


def at(hours: float) -> datetime:
    return START + hours * HOUR


@pytest.mark.proves("SLA-002")
def test_every_move_of_the_table_has_its_effect_on_the_clock():
    assert set(EFFECTS) == {move.name for move in MOVES}
    stands = {Effect.PAUSE, Effect.STOP, Effect.MET}
    for move in MOVES:
        is_stopped = move.target not in OPEN or move.target is State.RESOLVED
        assert (EFFECTS[move.name] in stands) == is_stopped, move.name


@pytest.mark.proves("SLA-002")
@pytest.mark.parametrize(
    ("steps", "hours", "state", "due", "breached", "cycle"),
    [
        ([], 23, "running", 24, None, 1),
        ([], 24, "breached", 24, 24, 1),
        ([("triage", 1), ("start", 2), ("stop", 3)], 23, "running", 24, None, 1),
        ([("resolve", 20)], 500, "paused", None, None, 1),
        ([("resolve", 20), ("refute", 23)], 23.5, "running", 24, None, 1),
        ([("resolve", 20), ("refute", 30)], 31, "breached", 24, 24, 1),
        ([("resolve", 20), ("verify", 30)], 31, "met", 24, None, 1),
        ([("resolve", 25), ("verify", 30)], 31, "breached", 24, 24, 1),
        ([("dismiss", 3)], 31, "none", None, None, 1),
        ([("retire", 30)], 31, "breached", 24, 24, 1),
        ([("verify", 3), ("recur", 13)], 14, "running", 34, None, 1),
        ([("verify", 3), ("recur", 28)], 29, "running", 52, None, 2),
        ([("verify", 30), ("recur", 100)], 101, "running", 124, None, 2),
        ([("accept", 10), ("disappear", 500)], 501, "met", 24, None, 1),
        ([("accept", 10), ("exceed", 500)], 501, "running", 524, None, 2),
    ],
)
def test_what_moves_do_to_the_clock(steps, hours, state, due, breached, cycle):
    found = clock(happened(*steps), TERMS, at(hours))
    expected = (state, due and at(due), breached and at(breached), cycle)
    assert (found.state, found.due_at, found.breached_at, found.cycle) == expected


@pytest.mark.proves("SLA-002")
@pytest.mark.parametrize("move", ["expire", "revoke"])
@pytest.mark.parametrize(("after", "due", "cycle"), [("restart", 524, 2), ("continue", 514, 1)])
def test_the_end_of_an_acceptance_restarts_or_continues_as_it_was_agreed(move, after, due, cycle):
    events = happened(Event("", at(10), "accept", after_expiry=after), (move, 500))
    found = clock(events, TERMS, at(501))
    assert (found.state, found.due_at, found.cycle) == ("running", at(due), cycle)


@pytest.mark.proves("SLA-005")
def test_a_worse_severity_shortens_from_now_on_and_a_better_one_counts_from_the_beginning():
    worse = clock([*happened(severity="high"), Event("", at(40), severity="critical")], TERMS, at(41))
    assert (worse.due_at, worse.breached_at) == (at(64), None)
    near = clock([*happened(severity="high"), Event("", at(60), severity="critical")], TERMS, at(61))
    assert near.due_at == at(72)  # never later than it was
    better = clock([*happened(), Event("", at(20), severity="high")], TERMS, at(21))
    assert better.due_at == at(72)
    too_late = clock([*happened(), Event("", at(25), severity="high")], TERMS, at(26))
    assert (too_late.state, too_late.breached_at) == ("breached", at(24))


@pytest.mark.proves("SLA-010")
def test_what_is_to_be_told_next_follows_from_what_was_told():
    assert clock(happened(), TERMS, at(1)).next_at == at(18)
    assert clock(happened(), TERMS, at(20)).next_at == at(18)
    told = [*happened(), Event(APPROACHING, at(18))]
    assert clock(told, TERMS, at(20)).next_at == at(24)
    assert clock([*told, Event(BREACHED, at(24))], TERMS, at(30)).next_at is None
    assert clock([*told, Event("", at(20), "accept")], TERMS, at(30)).next_at is None
    anew = clock([*told, Event(BREACHED, at(24)), Event("", at(30), "accept"), Event("", at(90), "exceed")], TERMS,
                 at(91))  # fmt: skip
    assert (anew.next_at, anew.cycle, anew.past[0].breached_at) == (at(108), 2, at(24))


@pytest.mark.proves("SLA-003")
def test_an_hour_that_clocks_skip_never_counts_and_one_they_show_twice_counts_twice():
    nights = Calendar(hours="working", zone="Europe/Berlin", week=((("00:00", "06:00"),),) * 7)
    time = WorkingTime(nights)
    spring = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight of the day with 23 hours
    assert time.after(spring, 5 * HOUR) == datetime(2026, 3, 29, 4, tzinfo=UTC)  # six o'clock there
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)  # midnight of the day with 25 hours
    assert time.between(autumn, autumn + 24 * HOUR) == 7 * HOUR
    half = Calendar(hours="working", zone="Australia/Lord_Howe", week=((("01:30", "02:30"),),) * 7)
    # There half an hour is skipped at two o'clock on 4 October 2026.
    assert WorkingTime(half).between(datetime(2026, 10, 3, tzinfo=UTC), datetime(2026, 10, 4, tzinfo=UTC)) == HOUR / 2


@pytest.mark.proves("SLA-003")
def test_a_leap_day_is_a_day_and_a_calendar_of_holidays_only_never_ends():
    days = Calendar(hours="working", zone="Asia/Kolkata", week=((("09:00", "17:00"),),) * 7)
    start = datetime(2028, 2, 28, 11, 30, tzinfo=UTC)  # after work on the 28th
    assert WorkingTime(days).after(start, 8 * HOUR) == datetime(2028, 2, 29, 11, 30, tzinfo=UTC)
    monday = Calendar(hours="working", week=((("09:00", "09:01"),), (), (), (), (), (), ()))
    assert WorkingTime(monday).after(start, timedelta(days=365)) is None


@pytest.mark.proves("SLA-001")
def test_without_a_date_nothing_is_ever_due():
    bronze = Terms.of(0, "bronze", DEFAULTS["sla"])
    found = clock(happened(severity="low"), bronze, at(100_000))
    assert (found.state, found.due_at, found.next_at) == ("none", None, None)
    later = clock([*happened(severity="low"), Event("", at(10), severity="critical")], bronze, at(11))
    assert later.due_at == at(10 + 72)
