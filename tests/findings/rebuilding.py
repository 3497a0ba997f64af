"""What rows must be, made once more from what they come from: findings from their events, sums from findings."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from tenantpilot.findings import events
from tenantpilot.findings.clocks import COLUMNS
from tenantpilot.findings.event_queries import QUIET
from tenantpilot.findings.severity import WEIGHT
from tenantpilot.store.finding_walls import counted
from tests.findings.world import FindingsWorld

SUMS = ("critical", "high", "medium", "low", "drift", "unassigned", "pending", "accepted")
# Readings refresh these without an event, and the clock keeps its own from the same events.
APART = ("workspace_id", *QUIET, *COLUMNS)
Rows = dict[Any, dict[str, Any]]


def columns(world: FindingsWorld, *, apart: tuple[str, ...] = APART) -> Rows:
    """Findings as they stand, by key."""
    return {
        row["id"]: {name: value for name, value in row.items() if name not in apart}
        for row in world.all("select * from finding")
    }


def replayed(world: FindingsWorld, *, apart: tuple[str, ...] = APART) -> Rows:
    """Findings as their events tell them, by key."""
    rows = world.all("select * from finding_event order by finding_id, number")
    return {
        key: {name: value for name, value in events.replay(SimpleNamespace(**row) for row in of_one).items()
              if name not in apart}
        for key, of_one in groupby(rows, key=itemgetter("finding_id"))
    }  # fmt: skip


def sums(world: FindingsWorld, *, rebuilt: bool = False) -> Rows:
    """What stands in tenants, as it is kept or as it is counted; tenants where nothing stands are left out."""
    query = f"{counted(WEIGHT)} group by 1, 2" if rebuilt else "select * from tenant_governance"
    found = {row["tenant_id"]: {name: row[name] for name in SUMS} for row in world.all(query)}
    return {tenant: row for tenant, row in found.items() if any(row.values())}
