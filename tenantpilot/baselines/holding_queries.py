"""Changes of what stands when a baseline holds in a tenant no more."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines import result_queries
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

_OUTDATE = text("""
  update comparison set is_current = false
  where workspace_id = :workspace and tenant_id = :tenant and baseline_id = :baseline and is_current
""")


def outdate(scope: Scope, tenant_id: UUID, baseline_id: UUID) -> None:
    """Let no comparison of this tenant with this baseline stand, and none of its numbers count."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "baseline": baseline_id}
    scope.session.connection().execute(_OUTDATE, values)
    result_queries.recount(scope, tenant_id, now())
