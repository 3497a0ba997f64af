"""The clock equals counting minute by minute: over time zones, changes of the clocks, a leap day, breaks, holidays."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from tenantpilot.findings.rule_bodies import SlaRules
from tenantpilot.findings.sla import Terms, clock
from tests.findings.brute_clock import DAYS, MINUTE, SEVERITIES, STARTS, ZONES, a_world, count, some_events

CASES = 1200
WORLDS_EACH = 4


def _rules(random: Random, calendar) -> SlaRules:
    hours = sorted(random.sample(range(1, 60), 4))
    targets = dict(zip(SEVERITIES, hours, strict=True))
    if random.random() < 0.2:
        targets["low"] = 0
    return SlaRules(
        targets=dict.fromkeys(("gold", "silver", "bronze"), targets),
        calendar=calendar,
        flap_hours=random.choice((0, 2, 24)),
    )


@pytest.mark.proves("SLA-003")
def test_the_clock_equals_counting_minutes():
    worlds = [
        a_world(Random(f"{zone}{start}{n}"), zone, start)
        for zone in ZONES
        for start in STARTS[zone]
        for n in range(WORLDS_EACH)
    ]
    checked_due = breached = restarted = 0
    for case in range(CASES):
        random = Random(case)
        world = random.choice(worlds)
        rules = _rules(random, world.calendar)
        events = some_events(random, world)
        last = (events[-1].at - world.begins) // MINUTE
        until = min(last + random.randrange(0, 4000), DAYS * 24 * 60 - 1)
        found = clock(events, Terms.of(1, "gold", rules), world.at(until))
        expected, due = count(world, rules, "gold", events, until)
        told = (case, world.calendar, rules.targets["gold"], events)
        assert found.used == timedelta(minutes=expected.used), told
        assert found.cycle == expected.cycle, told
        assert found.breached_at == (None if expected.breached is None else world.at(expected.breached)), told
        if expected.ended is None and expected.stands:
            assert found.state == ("paused" if expected.limit else "breached" if expected.breached else "none"), told
            assert not expected.limit or found.due_at is None, told
        elif expected.ended is not None:
            verdict = "breached" if expected.breached else expected.outcome if expected.limit else "none"
            assert found.state == verdict, told
        elif due is not None:
            assert found.due_at == world.at(due), told
            assert found.state == ("breached" if expected.breached else "running"), told
            checked_due += 1
        elif expected.limit is None:
            assert found.due_at is None, told
        else:
            assert found.due_at is None or found.due_at > world.at(DAYS * 24 * 60), told
        breached += expected.breached is not None
        restarted += expected.cycle > 1
    assert min(checked_due, breached, restarted) > CASES // 20
