"""What the preview of a rule looks at: tenants that parts came from, their own policies, contents of a version."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

_SOURCES = text("""
  select t.id, t.public_id, t.name from tenant t where t.workspace_id = :workspace and t.id in (
    select x.source_tenant_id from baseline_part x where x.workspace_id = :workspace and x.version_id = :version)
  order by t.name, t.public_id
""")
_NAMES = text("select id, name from tenant where workspace_id = :workspace and id = any(:tenants)")
_READ = text("""
  select distinct tenant_id from family_coverage where workspace_id = :workspace and tenant_id = any(:tenants)
    and complete_at is not null
""")
_MATCHED = text("""
  select m.tenant_id from policy_match m where m.workspace_id = :workspace and m.baseline_id = :baseline
    and m.tenant_id = any(:tenants) and m.state = 'confirmed'
  union
  select x.source_tenant_id from baseline_part x where x.workspace_id = :workspace and x.version_id = :version
    and x.source_tenant_id = any(:tenants)
""")
_OWN = text("""
  select x.part_ref, x.family, x.provider_id, x.name, x.content_digest, x.assignments_digest, x.assignments,
    x.source_tenant_id = :tenant as is_source, y.public_id as policy_ref, y.content_digest as observed_content,
    y.is_ghost
  from baseline_part x join policy y on y.workspace_id = x.workspace_id and y.tenant_id = x.source_tenant_id
    and y.family = x.family and y.provider_id = x.provider_id
  where x.workspace_id = :workspace and x.version_id = :version and x.source_tenant_id = :tenant
""")
_CONTENTS = text("""
  select x.family, c.text from baseline_part x join policy_content c on c.workspace_id = x.workspace_id
    and c.digest = x.content_digest
  where x.workspace_id = :workspace and x.version_id = :version and (:family = '*' or x.family = :family)
  order by x.part_ref limit :limit
""")


def sources(scope: Scope, version_id: UUID) -> list[Any]:
    """The tenants in reach that a version's parts came from."""
    return [row for row in _do(scope, _SOURCES, version=version_id) if scope.tenants.reaches(row.id)]


def names(scope: Scope, tenants: Collection[UUID]) -> dict[UUID, str]:
    """What tenants that were reached before are called."""
    return {row.id: row.name for row in _do(scope, _NAMES, tenants=list(tenants))}


def read_at_all(scope: Scope, tenants: Collection[UUID]) -> set[UUID]:
    """Those of these tenants of which any family was ever read completely."""
    return set(_do(scope, _READ, tenants=list(tenants)).scalars())


def matched(scope: Scope, baseline_id: UUID, version_id: UUID, tenants: Collection[UUID]) -> set[UUID]:
    """Those of these tenants of which it is known which policy stands for any of the version's parts."""
    values = {"baseline": baseline_id, "version": version_id, "tenants": list(tenants)}
    return set(_do(scope, _MATCHED, **values).scalars())


def own_policies(scope: Scope, tenant_id: UUID, version_id: UUID | None) -> dict[str, Any]:
    """Part → the tenant's policy that it came from, as rows of `compare_queries.parts`."""
    return {row.part_ref: row for row in _do(scope, _OWN, tenant=tenant_id, version=version_id)}


def contents(scope: Scope, version_id: UUID, family: str, limit: int) -> list[Any]:
    """Texts of a version's parts (family, text), of one family or all (`*`)."""
    return list(_do(scope, _CONTENTS, version=version_id, family=family, limit=limit))


def _do(scope: Scope, statement: Any, **values: Any) -> Any:
    return scope.session.connection().execute(statement, {"workspace": scope.workspace_id, **values})
