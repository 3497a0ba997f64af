"""A baseline over all tenants: its parts as columns, tenants as rows, one letter for each cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

# A tenant may be on an earlier version than the next: the columns are the parts of all versions that were compared,
# each under its newest name.
_PARTS = text("""
  with used as (
    select distinct version_id from comparison
    where workspace_id = :workspace and baseline_id = :baseline and is_current and tenant_id = any(:tenants)
    union select unnest(cast(:versions as uuid[]))
  ), named as (
    select distinct on (b.part_ref) b.part_ref, b.name, b.family
    from used u join baseline_part b on b.workspace_id = :workspace and b.version_id = u.version_id
      join baseline_version v on v.workspace_id = b.workspace_id and v.id = b.version_id
    order by b.part_ref, v.number desc
  )
  select n.part_ref, n.name, n.family, coalesce(d.deviating, 0) as deviating
  from named n left join (
    select r.part_ref, count(*) as deviating
    from comparison c join comparison_result r on r.workspace_id = c.workspace_id and r.comparison_id = c.id
    where c.workspace_id = :workspace and c.baseline_id = :baseline and c.is_current and c.tenant_id = any(:tenants)
      and r.rank < 3
    group by r.part_ref) d on d.part_ref = n.part_ref
  order by n.family, lower(n.name), n.part_ref
""")
_STANDING = text("""
  select c.*, v.number from comparison c
    join baseline_version v on v.workspace_id = c.workspace_id and v.id = c.version_id
  where c.workspace_id = :workspace and c.baseline_id = :baseline and c.is_current and c.tenant_id = any(:tenants)
""")
_CELLS = text("""
  select comparison_id, part_ref, result from comparison_result
  where workspace_id = :workspace and comparison_id = any(:comparisons) and part_ref = any(:parts)
""")


def parts(scope: Scope, baseline_id: UUID, tenants: Collection[UUID], versions: Collection[UUID]) -> Sequence[Any]:
    """Columns in their order (part_ref, name, family, deviating)."""
    values = {"workspace": scope.workspace_id, "baseline": baseline_id, "tenants": sorted(tenants),
              "versions": sorted(versions)}  # fmt: skip
    return scope.session.connection().execute(_PARTS, values).all()


def standing(scope: Scope, baseline_id: UUID, tenants: Collection[UUID]) -> dict[UUID, Any]:
    """Tenant → the comparison that stands."""
    values = {"workspace": scope.workspace_id, "baseline": baseline_id, "tenants": sorted(tenants)}
    return {row.tenant_id: row for row in scope.session.connection().execute(_STANDING, values)}


def cells(scope: Scope, comparisons: Collection[UUID], part_refs: Sequence[str]) -> dict[UUID, dict[str, str]]:
    """Comparison → part → result."""
    values = {"workspace": scope.workspace_id, "comparisons": sorted(comparisons), "parts": list(part_refs)}
    found: dict[UUID, dict[str, str]] = {one: {} for one in comparisons}
    for row in scope.session.connection().execute(_CELLS, values):
        found[row.comparison_id][row.part_ref] = row.result
    return found
