"""What a compare writes: the comparison that stands, its results, the tenant's sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines.tables import ComparisonResult
from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.kernel.ids import new_id
from tenantpilot.store.scope import Scope

# Results of so many comparisons that stand no more are kept per tenant and baseline; their numbers stay.
KEPT = 10

_OUTDATE = text("""
  update comparison set is_current = false
  where workspace_id = :workspace and tenant_id = :tenant and baseline_id = :baseline and is_current
""")
_CONFIRM = text("""
  update comparison set compared_at = :at, oldest_at = :oldest, run_id = :run
  where workspace_id = :workspace and id = :comparison
""")
_FORGET = text("""
  delete from comparison_result r using (
    select id from comparison where workspace_id = :workspace and tenant_id = :tenant and baseline_id = :baseline
    order by is_current desc, compared_at desc offset :kept) c
  where r.workspace_id = :workspace and r.comparison_id = c.id
""")
_SPOKEN_OF = text("""
  select part_ref, policy_id, family, name, result, reason_code, basis, expected_digest, observed_digest,
    expected_assignments, observed_assignments, differences, detail
  from comparison_result
  where workspace_id = :workspace and comparison_id = :comparison and rank < 6
""")
_RECOUNT = text("""
  insert into tenant_governance (workspace_id, id, tenant_id, changed_at, matching, covered, different, missing,
    unexpected, conflicting, unknown, compared_at)
  select :workspace, :id, :tenant, coalesce(max(compared_at), :at), coalesce(sum(matching), 0),
    coalesce(sum(covered), 0), coalesce(sum(different), 0), coalesce(sum(missing), 0), coalesce(sum(unexpected), 0),
    coalesce(sum(conflicting), 0), coalesce(sum(unknown), 0), max(compared_at)
  from comparison where workspace_id = :workspace and tenant_id = :tenant and is_current
  on conflict (workspace_id, tenant_id) do update set matching = excluded.matching, covered = excluded.covered,
    different = excluded.different, missing = excluded.missing, unexpected = excluded.unexpected,
    conflicting = excluded.conflicting, unknown = excluded.unknown, compared_at = excluded.compared_at
""")


def replace(scope: Scope, tenant_id: UUID, baseline_id: UUID) -> None:
    """Let the comparison that stood stand no more; the oldest ones lose their results."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "baseline": baseline_id}
    scope.session.connection().execute(_OUTDATE, values)
    scope.session.connection().execute(_FORGET, values | {"kept": KEPT})


def confirm(scope: Scope, comparison_id: UUID, run_id: UUID, at: datetime, oldest: datetime | None) -> None:
    """A compare found everything as it was."""
    values = {"workspace": scope.workspace_id, "comparison": comparison_id, "run": run_id, "at": at, "oldest": oldest}
    scope.session.connection().execute(_CONFIRM, values)


def write(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add results."""
    bulk.insert(scope.session, ComparisonResult, rows)


def spoken_of(scope: Scope, comparison_id: UUID) -> Sequence[Any]:
    """Results that findings follow from, as mappings: everything but matches."""
    values = {"workspace": scope.workspace_id, "comparison": comparison_id}
    return scope.session.connection().execute(_SPOKEN_OF, values).mappings().all()


def recount(scope: Scope, tenant_id: UUID, at: datetime) -> None:
    """Make the tenant's sums of compares true again."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "id": new_id(), "at": at}
    scope.session.connection().execute(_RECOUNT, values)
