"""The one query that says which baseline holds where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

_EFFECTIVE = """
  with held as (
    select a.workspace_id, a.baseline_id, a.tenant_id, a.priority, a.ring, a.public_id, '' as group_ref,
      '' as group_name
    from baseline_assignment a where a.workspace_id = :workspace and a.tenant_id is not null{of_baseline}{own}
    union all
    select a.workspace_id, a.baseline_id, m.tenant_id, a.priority, a.ring, a.public_id, g.public_id, g.name
    from baseline_assignment a
      join tenant_group g on g.workspace_id = a.workspace_id and g.id = a.group_id
      join tenant_group_member m on m.workspace_id = a.workspace_id and m.group_id = a.group_id
    where a.workspace_id = :workspace{of_baseline}{grouped}
  ), chosen as (
    select distinct on (tenant_id, baseline_id) * from held
    order by tenant_id, baseline_id, group_ref <> '', priority, ring, public_id
  )
  select h.tenant_id, t.public_id as tenant_ref, b.id as baseline_id, b.public_id as baseline_ref,
    b.name as baseline_name, v.id as version_id, coalesce(v.public_id, '') as version_ref,
    coalesce(v.number, 0) as number, h.priority, h.ring, r.name as ring_name, h.public_id as assignment_ref,
    h.group_ref, h.group_name
  from chosen h
    join tenant t on t.workspace_id = h.workspace_id and t.id = h.tenant_id
    join baseline b on b.workspace_id = h.workspace_id and b.id = h.baseline_id and b.deleted_at is null
    join baseline_ring r on r.workspace_id = h.workspace_id and r.baseline_id = h.baseline_id and r.number = h.ring
    left join baseline_version v on v.workspace_id = r.workspace_id and v.id = r.version_id
  order by h.tenant_id, h.priority, b.name, b.public_id
"""


def effective(scope: Scope, tenants: Collection[UUID] | None, baseline_id: UUID | None) -> Sequence[Any]:
    """What holds where, as mappings; the caller leaves out tenants beyond its reach."""
    values: dict[str, Any] = {"workspace": scope.workspace_id}
    parts = {"of_baseline": "", "own": "", "grouped": ""}
    if baseline_id is not None:
        parts["of_baseline"] = " and a.baseline_id = :baseline"
        values["baseline"] = baseline_id
    if tenants is not None:
        parts |= {"own": " and a.tenant_id = any(:tenants)", "grouped": " and m.tenant_id = any(:tenants)"}
        values["tenants"] = list(tenants)
    return scope.session.connection().execute(text(_EFFECTIVE.format(**parts)), values).mappings().all()
