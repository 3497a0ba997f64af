"""What overviews say of findings, comparisons and readings that were really made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.attention.overview import tenant_overview, workspace_overview
from tenantpilot.kernel.clock import now
from tests.findings.world import observation

SEVERITIES = ("critical", "high", "medium", "low")


def _write(world, statement, *values):
    """Numbers that no comparison found."""
    with world.asleep("tenant_governance"):
        world.do(statement, *values)


def _codes(found):
    return [one.code for one in found.attention]


@pytest.mark.proves("OVR-001")
def test_the_figures_are_those_of_a_count_made_anew(world):
    for at, severity in enumerate((*SEVERITIES, "high")):
        world.opened(f"f{at}", severity=severity)
    world.read(*(observation(f"f{at}", severity=severity) for at, severity in enumerate(SEVERITIES)), tenant=1,
               at=now())  # fmt: skip
    found = workspace_overview(world.person())
    counted = {row["severity"]: row["n"] for row in world.all(
        "select severity, count(*) as n from finding where is_open group by severity")}  # fmt: skip
    assert {row.severity: row.count for row in found.severities} == counted
    assert found.open == sum(counted.values()) == 9
    weights = {"critical": 40, "high": 10, "medium": 3, "low": 1}
    assert found.drift == sum(weights[severity] * number for severity, number in counted.items())
    assert found.drift_change == found.drift
    assert found.trend[-1].total == 9
    assert found.trend[-1].urgent == counted["critical"] + counted["high"]
    assert found.trend[0].total == 0


@pytest.mark.proves("OVR-004")
def test_tenants_stand_in_the_order_of_their_drift(world):
    world.opened("a", severity="low")
    world.read(observation("b", severity="critical"), tenant=1, at=now())
    rows = workspace_overview(world.person()).tenants
    assert [row.drift for row in rows] == [40, 1]
    assert rows[0].tenant_ref == world.tenants[1][1]
    alone = tenant_overview(world.person(), world.tenants[0][1])
    assert (alone.drift, alone.open, alone.tenants) == (1, 1, ())


@pytest.mark.proves("OVR-002")
def test_time_that_is_over_comes_before_risk_and_risk_before_what_waits(world):
    row = world.opened("late", severity="low")
    world.opened("bad", severity="critical")
    with world.asleep("finding"):
        world.do(
            "update finding set due_at = %s, sla_state = 'breached' where id = %s", now() - timedelta(days=1), row["id"]
        )
    found = workspace_overview(world.person())
    codes = _codes(found)
    assert codes[:2] == ["overdue_different", "undecided_critical"]
    assert codes.index("unassigned") < codes.index("never_read")
    first = found.attention[0]
    assert (first.subject, first.count) == ("Policy late", 1)
    assert first.href.endswith(row["public_id"])
    assert "severity=critical" in found.attention[1].href
    assert len(found.attention) <= 8


@pytest.mark.proves("OVR-003", negative=True)
def test_what_could_not_be_compared_is_in_no_percentage(world):
    nothing = workspace_overview(world.person()).gauge
    assert (nothing.percent, nothing.oldest_at) == (-1, "")
    (tenant_id, _), (other, _) = world.tenants
    _write(world, "insert into tenant_governance (workspace_id, id, tenant_id, critical, high, medium, low, drift,"
             " unassigned, pending, accepted, matching, covered, different, missing, unexpected, conflicting, unknown,"
             " compared_at, changed_at)"
             " values (%s, gen_random_uuid(), %s, 0,0,0,0,0,0,0,0, 8,1, 0,1,0,0, 30, now(), now())",
             world.workspace_id, tenant_id)  # fmt: skip
    gauge = workspace_overview(world.person()).gauge
    assert (gauge.percent, gauge.matching, gauge.deviating, gauge.unknown) == (90, 9, 1, 30)
    assert gauge.unknown_percent == 75
    _write(world, "update tenant_governance set matching = 0, covered = 0, missing = 0 where tenant_id = %s", tenant_id)
    assert workspace_overview(world.person()).gauge.percent == -1
    _write(world, "update tenant_governance set matching = 998, missing = 1 where tenant_id = %s", tenant_id)
    assert workspace_overview(world.person()).gauge.percent == 99
    assert other != tenant_id


@pytest.mark.proves("OVR-006", negative=True)
def test_narrowed_people_get_the_figures_of_their_tenants_alone(world):
    world.opened("mine", severity="low")
    world.read(observation("theirs", severity="critical"), tenant=1, at=now())
    narrowed = workspace_overview(world.person("northwind-temporary"))
    whole = workspace_overview(world.person())
    assert (whole.open, len(whole.tenants)) == (2, 2)
    assert (narrowed.open, len(narrowed.tenants)) == (1, 1)
    assert "Policy theirs" not in str(narrowed)


@pytest.mark.proves("OVR-006", negative=True)
def test_tenants_that_nobody_looks_after_count_nowhere(world):
    world.opened("mine")
    with world.asleep("tenant"):
        world.do("update tenant set lifecycle = 'archived' where id = %s", world.tenants[0][0])
    found = workspace_overview(world.person())
    assert (found.open, len(found.tenants)) == (0, 1)


@pytest.mark.proves("OVR-007")
def test_figures_say_what_they_rest_on(world):
    found = workspace_overview(world.person()).freshness
    assert (found.tenants, found.tenants_complete, found.tenants_never_read) == (2, 0, 2)
    assert (found.oldest_at, found.newest_at) == ("", "")
    assert "never_read" in _codes(workspace_overview(world.person()))
