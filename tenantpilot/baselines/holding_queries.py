"""Changes of what stands when a baseline holds in a tenant no more."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines import result_queries
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

_OUTDATE = text("""
  update comparison set is_current = false
  where workspace_id = :workspace and tenant_id = :tenant and baseline_id = :baseline and is_current
""")
_HOLD = text("""
  select id from baseline where workspace_id = :workspace and id = any(:baselines) order by id for update
""")


def hold(scope: Scope, baselines: Collection[UUID]) -> None:
    """Keep baselines as they are until the transaction ends, in an order in which nobody waits in a circle."""
    if baselines:
        values = {"workspace": scope.workspace_id, "baselines": sorted(baselines)}
        scope.session.connection().execute(_HOLD, values)


def outdate(scope: Scope, tenant_id: UUID, baseline_id: UUID) -> None:
    """Let no comparison of this tenant with this baseline stand, and none of its numbers count."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "baseline": baseline_id}
    scope.session.connection().execute(_OUTDATE, values)
    result_queries.recount(scope, tenant_id, now())
