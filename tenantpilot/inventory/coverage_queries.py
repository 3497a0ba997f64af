"""Named reads of what is known of a tenant: coverage, changes, captures under way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.inventory.filters import Place
from tenantpilot.store.scope import Scope

PAGE = 50
_FAMILIES = text("""
  select family, state, reason_code, detail, request_ids, missing_permissions, attempted_at, complete_at, objects
  from family_coverage where workspace_id = :workspace and tenant_id = :tenant
""")
_NUMBERS = text("""
  select t.public_id as tenant_ref, t.name as tenant_name, i.* from tenant t
    left join tenant_inventory i on i.workspace_id = t.workspace_id and i.tenant_id = t.id
  where t.workspace_id = :workspace and t.id = :tenant
""")
_ALL_NUMBERS = text("""
  select t.id as key, t.public_id as tenant_ref, i.* from tenant t
    left join tenant_inventory i on i.workspace_id = t.workspace_id and i.tenant_id = t.id
  where t.workspace_id = :workspace order by t.name, t.public_id
""")
_CHANGES = """
  select h.*, p.public_id as policy_ref, p.family, coalesce(nullif(h.name, ''), p.name) as called from (
    (select 'version' as kind, v.public_id as ref, v.policy_id, v.number, v.change, v.name, v.observed_at as at,
        v.author, v.author_kind,
        (select b.public_id from policy_version b where b.workspace_id = v.workspace_id
          and b.policy_id = v.policy_id and b.number = v.number - 1) as before_ref
      from policy_version v where v.workspace_id = :workspace and v.tenant_id = :tenant
        and v.seen_before_at is not null{below_version}
      order by v.observed_at desc, v.public_id desc limit {limit})
    union all
    (select 'deleted', a.public_id, a.policy_id, a.number, '', '', a.deleted_at,
        a.author, a.author_kind, ''
      from policy_absence a where a.workspace_id = :workspace and a.tenant_id = :tenant{below_deleted}
      order by a.deleted_at desc, a.public_id desc limit {limit})
    union all
    (select 'restored', a.public_id, a.policy_id, a.number, '', '',
        a.restored_at, '', '', ''
      from policy_absence a where a.workspace_id = :workspace and a.tenant_id = :tenant
        and a.restored_at is not null{below_restored}
      order by a.restored_at desc, a.public_id desc limit {limit})
  ) h join policy p on p.workspace_id = :workspace and p.id = h.policy_id
  order by h.at desc, h.ref desc limit {limit}
"""
_RUN = text("""
  select r.public_id, r.status, r.outcome, r.reason_code, r.total, r.done, r.failed, r.skipped, r.started_at,
    r.finished_at, r.arguments, c.id as capture_id, coalesce(c.objects, 0) as objects,
    coalesce(c.created + c.changed + c.deleted + c.restored, 0) as changes
  from operation_run r left join capture c on c.workspace_id = r.workspace_id and c.run_id = r.id
  where r.workspace_id = :workspace and r.tenant_id = :tenant and r.kind = :kind
  order by (r.status <> 'completed') desc, r.created_at desc limit 1
""")
_STANDINGS = text("""
  select t.id as key, i.*, r.public_id as run_ref from tenant t
    left join tenant_inventory i on i.workspace_id = t.workspace_id and i.tenant_id = t.id
    left join capture c on c.workspace_id = i.workspace_id and c.id = i.capture_id
    left join operation_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
  where t.workspace_id = :workspace and t.id = any(:tenants)
""")
_ACTIVE = text("""
  select tenant_id, public_id from operation_run
  where workspace_id = :workspace and tenant_id = any(:tenants) and kind = :kind and status <> 'completed'
""")
_READ = text("""
  select family, state, objects, created + changed + deleted + restored as changes from capture_family
  where workspace_id = :workspace and capture_id = :capture
""")


def _own(scope: Scope, tenant_id: UUID, **more: Any) -> dict[str, Any]:
    return {"workspace": scope.workspace_id, "tenant": tenant_id, **more}


def families(scope: Scope, tenant_id: UUID) -> dict[str, Any]:
    """Family → how it is known."""
    return {row.family: row for row in scope.session.connection().execute(_FAMILIES, _own(scope, tenant_id))}


def numbers(scope: Scope, tenant_id: UUID) -> Any:
    """The tenant and its aggregate, whose columns are null before the first sync."""
    return scope.session.connection().execute(_NUMBERS, _own(scope, tenant_id)).one()


def all_numbers(scope: Scope) -> Sequence[Any]:
    """The same of every tenant in reach, by name."""
    rows = scope.session.connection().execute(_ALL_NUMBERS, {"workspace": scope.workspace_id})
    return [row for row in rows if scope.tenants.reaches(row.key)]


def changes(scope: Scope, tenant_id: UUID, place: Place, limit: int = PAGE) -> Sequence[Any]:
    """Versions, disappearances and returns of a tenant, newest first, one more than `limit` if there is."""
    below = {"below_version": "", "below_deleted": "", "below_restored": ""}
    values = _own(scope, tenant_id)
    if place.at is not None:
        below = {
            "below_version": " and (v.observed_at, v.public_id) < (:at, :ref)",
            "below_deleted": " and (a.deleted_at, a.public_id) < (:at, :ref)",
            "below_restored": " and (a.restored_at, a.public_id) < (:at, :ref)",
        }
        values |= {"at": place.at, "ref": place.ref}
    return scope.session.connection().execute(text(_CHANGES.format(limit=limit + 1, **below)), values).all()


def latest_run(scope: Scope, tenant_id: UUID, kind: str) -> Any:
    """The run that waits or works now, else the last one; None without any."""
    return scope.session.connection().execute(_RUN, _own(scope, tenant_id, kind=kind)).one_or_none()


def families_of(scope: Scope, capture_id: UUID) -> dict[str, Any]:
    """Family → what a capture found of it."""
    values = {"workspace": scope.workspace_id, "capture": capture_id}
    return {row.family: row for row in scope.session.connection().execute(_READ, values)}


def standings(scope: Scope, tenants: Collection[UUID]) -> Sequence[Any]:
    """The aggregate of each of these tenants with the run of its last capture; null where nothing was read."""
    values = {"workspace": scope.workspace_id, "tenants": list(tenants)}
    return scope.session.connection().execute(_STANDINGS, values).all()


def active_runs(scope: Scope, tenants: Collection[UUID], kind: str) -> dict[UUID, str]:
    """Tenant → the run of this kind that waits or works for it."""
    values = {"workspace": scope.workspace_id, "tenants": list(tenants), "kind": kind}
    return {row.tenant_id: row.public_id for row in scope.session.connection().execute(_ACTIVE, values)}
