"""What pages read of baselines: lists, versions with what changed in them, parts beside what their sources show now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

PAGE = 50
_LIST = text("""
  select b.id, b.public_id, b.name, b.description, b.created_at, p.id as version_id, p.public_id as version_ref,
    p.number, p.published_at, coalesce(u.display_name, '') as published_by, d.id as draft_id,
    d.public_id as draft_ref, d.number as draft_number,
    (select count(*) from baseline_part x where x.workspace_id = b.workspace_id
      and x.version_id = coalesce(p.id, d.id)) as parts,
    (select count(distinct x.family) from baseline_part x where x.workspace_id = b.workspace_id
      and x.version_id = coalesce(p.id, d.id)) as families,
    (select count(*) from baseline_ring r where r.workspace_id = b.workspace_id and r.baseline_id = b.id) as rings,
    (select count(*) from baseline_assignment a where a.workspace_id = b.workspace_id and a.baseline_id = b.id
      and a.group_id is not null) as groups
  from baseline b
    left join lateral (select v.* from baseline_version v where v.workspace_id = b.workspace_id
      and v.baseline_id = b.id and v.state = 'published' order by v.number desc limit 1) p on true
    left join baseline_version d on d.workspace_id = b.workspace_id and d.baseline_id = b.id and d.state = 'draft'
    left join user_account u on u.id = p.published_by_id
  where b.workspace_id = :workspace and b.deleted_at is null and (:ref = '' or b.public_id = :ref)
  order by lower(b.name), b.public_id
""")
_CHANGED = """(x.content_digest, x.assignments_digest, x.severity, x.assignments)
  is distinct from (q.content_digest, q.assignments_digest, q.severity, q.assignments)"""
_BEFORE = """left join lateral (select w.id from baseline_version w where w.workspace_id = v.workspace_id
      and w.baseline_id = v.baseline_id and w.state = 'published' and w.number < v.number
      order by w.number desc limit 1) e on true"""
_VERSIONS = text(f"""
  select v.id, v.public_id, v.number, v.state, v.note, v.digest, v.revision, v.created_at, v.published_at,
    coalesce(u.display_name, '') as published_by, n.*,
    (select count(*) from baseline_part q where q.workspace_id = v.workspace_id and q.version_id = e.id
      and not exists (select 1 from baseline_part x where x.workspace_id = v.workspace_id
        and x.version_id = v.id and x.part_ref = q.part_ref)) as removed
  from baseline_version v {_BEFORE}
    left join user_account u on u.id = v.published_by_id
    cross join lateral (
      select count(*) as parts, count(*) filter (where q.part_ref is null) as added,
        count(*) filter (where q.part_ref is not null and {_CHANGED}) as changed,
        count(*) filter (where x.rules_version <> :rules) as stale
      from baseline_part x left join baseline_part q on q.workspace_id = x.workspace_id and q.version_id = e.id
        and q.part_ref = x.part_ref
      where x.workspace_id = v.workspace_id and x.version_id = v.id) n
  where v.workspace_id = :workspace and v.baseline_id = :baseline
  order by v.number desc limit 200
""")  # noqa: S608 - pieces of this file
_ONE_VERSION = text("""
  select v.id, v.public_id, v.number, v.state, v.baseline_id, b.public_id as baseline_ref
  from baseline_version v join baseline b on b.workspace_id = v.workspace_id and b.id = v.baseline_id
    and b.deleted_at is null
  where v.workspace_id = :workspace and v.public_id = :ref
""")
_PARTS = f"""
  select x.part_ref, x.family, x.name, x.platform, x.type, x.content_digest, x.assignments_digest, x.rules_version,
    x.captured_at, x.severity, x.assignments, x.source_tenant_id,
    coalesce(t.public_id, '') as source_ref, coalesce(t.name, '') as source_name,
    y.public_id as policy_ref, y.is_ghost, coalesce(c.state, 'never') as state,
    (y.content_digest, y.assignments_digest) is distinct from (x.content_digest, x.assignments_digest) as differs,
    q.part_ref is null as is_added, {_CHANGED} as is_changed,
    (select count(*) from baseline_variable w where w.workspace_id = x.workspace_id and w.version_id = x.version_id
      and w.part_ref = x.part_ref) as variables
  from baseline_part x
    join baseline_version v on v.workspace_id = x.workspace_id and v.id = x.version_id {_BEFORE}
    left join baseline_part q on q.workspace_id = x.workspace_id and q.version_id = e.id and q.part_ref = x.part_ref
    left join tenant t on t.workspace_id = x.workspace_id and t.id = x.source_tenant_id
    left join policy y on y.workspace_id = x.workspace_id and y.tenant_id = x.source_tenant_id
      and y.family = x.family and y.provider_id = x.provider_id
    left join family_coverage c on c.workspace_id = x.workspace_id and c.tenant_id = x.source_tenant_id
      and c.family = x.family
  where x.workspace_id = :workspace and x.version_id = :version and {{which}}
"""  # noqa: S608 - pieces of this file
_PAGE = text(f"""
  select p.*, count(*) over () as total from ({
    _PARTS.format(which="(:family = '' or x.family = :family) and (:q = '' or position(:q in lower(x.name)) > 0)")
}) p
  order by p.family, lower(p.name), p.part_ref offset :skip limit :limit
""")  # noqa: S608 - pieces of this file
_PART = text(_PARTS.format(which="x.part_ref = :part"))
_FAMILIES = text("""
  select coalesce(p.family, f.family) as family, coalesce(p.parts, 0) as parts, f.family is not null as is_exhaustive
  from (select family, count(*) as parts from baseline_part where workspace_id = :workspace and version_id = :version
      group by family) p
    full join (select family from baseline_family where workspace_id = :workspace and version_id = :version) f
      on f.family = p.family
""")
_RINGS = text("""
  select r.number, r.name, r.since, coalesce(v.public_id, '') as version_ref, coalesce(v.number, 0) as version_number
  from baseline_ring r left join baseline_version v on v.workspace_id = r.workspace_id and v.id = r.version_id
  where r.workspace_id = :workspace and r.baseline_id = :baseline order by r.number
""")
_ASSIGNMENTS = text("""
  select a.public_id, a.tenant_id, a.priority, a.ring, a.assigned_at, coalesce(t.public_id, '') as tenant_ref,
    coalesce(t.name, g.name, '') as name, coalesce(g.public_id, '') as group_ref, a.group_id
  from baseline_assignment a
    left join tenant t on t.workspace_id = a.workspace_id and t.id = a.tenant_id
    left join tenant_group g on g.workspace_id = a.workspace_id and g.id = a.group_id
  where a.workspace_id = :workspace and a.baseline_id = :baseline
  order by a.ring, a.priority, a.group_id is null, lower(coalesce(t.name, g.name)), a.public_id
""")
_OF_GROUPS = text("""
  select a.group_id, a.priority, a.ring, b.public_id, b.name from baseline_assignment a
    join baseline b on b.workspace_id = a.workspace_id and b.id = a.baseline_id
  where a.workspace_id = :workspace and a.group_id is not null order by a.priority, lower(b.name), b.public_id
""")
_SET_BY = text("""
  select v.name, v.tenant_id from tenant_value v where v.workspace_id = :workspace and v.kind = 'value'
    and v.name = any(:names)
""")
_COMPLETENESS = text("""
  select t.id, t.public_id, t.name, coalesce(i.policies, 0) as policies, i.last_sync_at,
    count(c.family) filter (where c.state = 'read') as families_read,
    min(c.complete_at) filter (where c.state = 'read') as oldest_at
  from tenant t left join tenant_inventory i on i.workspace_id = t.workspace_id and i.tenant_id = t.id
    left join family_coverage c on c.workspace_id = t.workspace_id and c.tenant_id = t.id
  where t.workspace_id = :workspace
  group by t.id, t.public_id, t.name, i.policies, i.last_sync_at order by t.name, t.public_id
""")
_OBJECTS = text("""
  select family, count(*) as policies from policy where workspace_id = :workspace and tenant_id = :tenant
    and not is_ghost group by family
""")
_HAS = text("""
  select y.public_id from baseline_part x join policy y on y.workspace_id = x.workspace_id
    and y.tenant_id = x.source_tenant_id and y.family = x.family and y.provider_id = x.provider_id
  where x.workspace_id = :workspace and x.version_id = :version and y.public_id = any(:policies)
""")
_COMPLETE_AT = text("""
  select p.public_id, c.complete_at from policy p left join family_coverage c on c.workspace_id = p.workspace_id
    and c.tenant_id = p.tenant_id and c.family = p.family
  where p.workspace_id = :workspace and p.public_id = any(:policies)
""")


def baselines(scope: Scope, ref: str = "") -> list[Any]:
    """Baselines that are not deleted, by name, with their newest published version and their draft."""
    return list(_do(scope, _LIST, ref=ref))


def versions(scope: Scope, baseline_id: UUID, rules_version: int) -> list[Any]:
    """The newest 200 versions of a baseline, with what is new in each against the published one before."""
    return list(_do(scope, _VERSIONS, baseline=baseline_id, rules=rules_version))


def version(scope: Scope, ref: str) -> Any:
    """A version of a baseline that is not deleted, or None."""
    return _do(scope, _ONE_VERSION, ref=ref).one_or_none()


def parts(scope: Scope, version_id: UUID, family: str, q: str, skip: int) -> list[Any]:
    """A page of parts by family and name; each row knows how many there are in all."""
    values = {"version": version_id, "family": family, "q": q.lower(), "skip": skip, "limit": PAGE}
    return list(_do(scope, _PAGE, **values))


def part(scope: Scope, version_id: UUID, part_ref: str) -> Any:
    """One part as in `parts`, or None."""
    return _do(scope, _PART, version=version_id, part=part_ref).one_or_none()


def families(scope: Scope, version_id: UUID) -> dict[str, Any]:
    """Families that a version has parts of, or names everything of."""
    return {row.family: row for row in _do(scope, _FAMILIES, version=version_id)}


def rings(scope: Scope, baseline_id: UUID) -> list[Any]:
    """The stages of a baseline with their versions."""
    return list(_do(scope, _RINGS, baseline=baseline_id))


def assignments(scope: Scope, baseline_id: UUID) -> list[Any]:
    """Where a baseline holds, as far as the scope reaches; groups are for everybody."""
    found = _do(scope, _ASSIGNMENTS, baseline=baseline_id)
    return [row for row in found if row.tenant_id is None or scope.tenants.reaches(row.tenant_id)]


def baselines_of_groups(scope: Scope) -> list[Any]:
    """What is assigned to groups (group_id, priority, ring, public_id, name)."""
    return list(_do(scope, _OF_GROUPS))


def set_by(scope: Scope, names: list[str]) -> dict[str, int]:
    """Variable → how many tenants in reach have a value of their own."""
    found: dict[str, int] = {}
    for row in _do(scope, _SET_BY, names=names):
        if scope.tenants.reaches(row.tenant_id):
            found[row.name] = found.get(row.name, 0) + 1
    return found


def completeness(scope: Scope) -> list[Any]:
    """Tenants in reach with how completely they were read."""
    return [row for row in _do(scope, _COMPLETENESS) if scope.tenants.reaches(row.id)]


def objects(scope: Scope, tenant_id: UUID) -> dict[str, int]:
    """Family → how many policies a tenant has."""
    return {row.family: row.policies for row in _do(scope, _OBJECTS, tenant=tenant_id)}


def in_version(scope: Scope, version_id: UUID, policies: list[str]) -> set[str]:
    """Those of these policies that the version has parts of."""
    return set(_do(scope, _HAS, version=version_id, policies=policies).scalars())


def complete_at(scope: Scope, policies: list[str]) -> dict[str, Any]:
    """Policy → when its family was read completely last."""
    return {row.public_id: row.complete_at for row in _do(scope, _COMPLETE_AT, policies=policies)}


def _do(scope: Scope, statement: Any, **values: Any) -> Any:
    return scope.session.connection().execute(statement, {"workspace": scope.workspace_id, **values})
