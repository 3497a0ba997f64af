"""Which baselines hold in which tenants, and in which version: assignments, groups and rings taken together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from tenantpilot.baselines import effective_queries as queries
from tenantpilot.store.scope import Scope


@dataclass(frozen=True)
class Effective:
    """A baseline that holds in a tenant. `version_id` is None while its ring uses no version yet.

    Of several baselines in a tenant the one with the smaller `priority` weighs more.
    """

    tenant_id: UUID
    tenant_ref: str
    baseline_id: UUID
    baseline_ref: str
    baseline_name: str
    version_id: UUID | None
    version_ref: str
    number: int
    priority: int
    ring: int
    ring_name: str
    assignment_ref: str
    group_ref: str
    group_name: str


def effective(
    scope: Scope, tenants: Collection[UUID] | None = None, *, baseline_id: UUID | None = None
) -> list[Effective]:
    """What holds in these tenants (None: in all that the scope reaches), by tenant, the weightiest first.

    A baseline holds once per tenant: by its own assignment before a group's, by the smaller priority, by the earlier
    ring.
    """
    if tenants is not None and not tenants:
        return []
    rows = queries.effective(scope, tenants, baseline_id)
    return [Effective(**row) for row in rows if scope.tenants.reaches(row["tenant_id"])]
