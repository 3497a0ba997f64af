"""What follows when a baseline stops holding in a tenant: no comparison with it stands, its findings are closed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from uuid import UUID

from tenantpilot.baselines import holding_queries as queries
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.findings.observing import Retired, Source, retire
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.groups import watch_members

REASON: Retired = "baseline_unassigned"


@contextmanager
def settling(
    scope: Scope, tenants: Collection[UUID] | None = None, *, baseline_id: UUID | None = None
) -> Iterator[None]:
    """Around a change of where baselines hold: whatever holds no more afterwards is settled in the same transaction.

    The baselines are held against compares under way, which would write down what does not hold any more.
    """
    before = _held(scope, tenants, baseline_id)
    queries.hold(scope, {one.baseline_id for one in before.values()})
    yield
    scope.session.flush()
    after = _held(scope, tenants, baseline_id)
    for key in sorted(before.keys() - after.keys()):
        one = before[key]
        queries.outdate(scope, one.tenant_id, one.baseline_id)
        retire(scope, (one.tenant_id, one.tenant_ref), Source("baseline", one.baseline_ref, one.baseline_name), REASON)


def _held(scope: Scope, tenants: Collection[UUID] | None, baseline_id: UUID | None) -> dict[tuple[str, str], Effective]:
    found = effective(scope, tenants, baseline_id=baseline_id)
    return {(one.tenant_ref, one.baseline_ref): one for one in found}


@watch_members
def _members_change(scope: Scope, tenants: Collection[UUID]) -> AbstractContextManager[None]:
    return settling(scope, tenants)
