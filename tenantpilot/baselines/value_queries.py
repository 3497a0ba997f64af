"""Named reads of what tenants fill in: places of variables, objects that parts point at, objects to choose from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.provider.contracts.names import NAMES_IN_FAMILIES
from tenantpilot.store.scope import Scope

CHOICES = 50
_PLACES = text("""
  select w.path, x.content_digest from baseline_variable w
    join baseline_version v on v.workspace_id = w.workspace_id and v.id = w.version_id and v.state <> 'discarded'
    join baseline b on b.workspace_id = v.workspace_id and b.id = v.baseline_id and b.deleted_at is null
    join baseline_part x on x.workspace_id = w.workspace_id and x.version_id = w.version_id
      and x.part_ref = w.part_ref
  where w.workspace_id = :workspace and w.name = :name order by v.created_at desc, v.number desc, w.path limit 20
""")
_VARIABLES = text("""
  select w.version_id, w.name, w.path, w.default_value, x.name as part_name, x.family, x.content_digest
  from baseline_variable w join baseline_part x on x.workspace_id = w.workspace_id and x.version_id = w.version_id
    and x.part_ref = w.part_ref
  where w.workspace_id = :workspace and w.version_id = any(:versions) order by w.name, x.family, x.name, w.path
""")
_GIVEN = text("""
  select kind, name, value, changed_at from tenant_value where workspace_id = :workspace and tenant_id = :tenant
""")
_PARTS = text("""
  select x.family, x.content_digest, x.assignments_digest, x.assignments, x.source_tenant_id
  from baseline_part x where x.workspace_id = :workspace and x.version_id = any(:versions)
    and x.source_tenant_id <> :tenant
""")
_IN_DIRECTORY = text("""
  select provider_id, name from directory_name where workspace_id = :workspace and tenant_id = :tenant
    and kind = :kind and state = 'resolved' and (:q = '' or position(:q in lower(name)) > 0)
  order by lower(name), provider_id limit :limit
""")
_IN_FAMILY = text("""
  select provider_id, name from policy where workspace_id = :workspace and tenant_id = :tenant
    and family = :family and not is_ghost and (:q = '' or position(:q in lower(name)) > 0)
  order by lower(name), provider_id limit :limit
""")


def places_of(scope: Scope, name: str) -> list[Any]:
    """Where baselines have a variable (path, content_digest), the newest versions first."""
    return list(_do(scope, _PLACES, name=name))


def variables(scope: Scope, versions: Collection[UUID]) -> list[Any]:
    """The variables of these versions with the parts they stand in."""
    return list(_do(scope, _VARIABLES, versions=list(versions)))


def given(scope: Scope, tenant_id: UUID) -> dict[tuple[str, str], Any]:
    """(kind, name) → what a tenant fills in."""
    return {(row.kind, row.name): row for row in _do(scope, _GIVEN, tenant=tenant_id)}


def foreign_parts(scope: Scope, versions: Collection[UUID], tenant_id: UUID) -> list[Any]:
    """Parts of these versions that come from other tenants."""
    return list(_do(scope, _PARTS, versions=list(versions), tenant=tenant_id))


def objects(scope: Scope, tenant_id: UUID, kind: str, q: str) -> list[Any]:
    """Objects of a kind that a tenant is known to have (provider_id, name), by name."""
    values = {"tenant": tenant_id, "q": q.lower(), "limit": CHOICES}
    if kind in NAMES_IN_FAMILIES:
        return list(_do(scope, _IN_FAMILY, family=NAMES_IN_FAMILIES[kind].family, **values))
    return list(_do(scope, _IN_DIRECTORY, kind=kind, **values))


def _do(scope: Scope, statement: Any, **values: Any) -> Any:
    return scope.session.connection().execute(statement, {"workspace": scope.workspace_id, **values})
