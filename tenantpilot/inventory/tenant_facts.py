"""What this package tells lists of tenants: how much is known of each, how well, and whether it is being read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from tenantpilot.access.members import iso
from tenantpilot.inventory import coverage_queries as queries
from tenantpilot.operations.links import run_href
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import facts
from tenantpilot.tenants.views import InventoryBrief

WORST_FIRST = ("forbidden", "throttled", "partial")
NOT_OFFERED = ("unsupported", "unlicensed")  # there is nothing to read, so they are no gap


@facts.register_inventory
def inventory_facts(scope: Scope, tenants: Collection[UUID]) -> Mapping[UUID, InventoryBrief]:
    """The aggregate of each tenant; one that was never read is among them while its first sync is under way."""
    if not tenants:
        return {}
    running = queries.active_runs(scope, tenants, SYNC_INVENTORY)
    known = {row.key: row for row in queries.standings(scope, tenants)}
    return {
        key: _brief(scope.workspace_ref, known[key], running.get(key, ""))
        for key in tenants
        if key in known and (known[key].counted_at is not None or key in running)
    }


def _brief(space: str, row: Any, running: str) -> InventoryBrief:
    run = running or row.run_ref or ""
    return InventoryBrief(
        last_sync_at=iso(row.last_sync_at),
        last_run_href=run_href(space, run) if run else "",
        is_syncing=bool(running),
        coverage=_coverage(row),
        families_read=row.read or 0,
        families_total=len(contracts()) - sum(getattr(row, state) or 0 for state in NOT_OFFERED),
        policies=row.policies or 0,
        ghosts=row.ghosts or 0,
    )


def _coverage(row: Any) -> str:
    """The worst state of a family; a family that nobody asked for yet is worse than one that was read."""
    if not row.last_sync_at:
        return "never"
    worst = next((state for state in WORST_FIRST if getattr(row, state)), "")
    if worst:
        return worst
    asked = sum(getattr(row, state) or 0 for state in ("read", *NOT_OFFERED))
    return "read" if asked >= len(contracts()) else "partial"
