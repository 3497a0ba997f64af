"""Named reads and changes of what a version says: its parts with what tenants show now, families, rules, variables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from tenantpilot.baselines.tables import BaselinePart
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id, new_public_id
from tenantpilot.store.scope import Scope

_TEXT = text("select text from policy_content where workspace_id = :workspace and digest = :digest")
_VARIABLES = text("""
  select v.id, v.part_ref, v.path, v.name, v.default_value, coalesce(p.name, '') as part_name,
    coalesce(p.family, '') as family, coalesce(p.content_digest, '') as content_digest
  from baseline_variable v left join baseline_part p on p.workspace_id = v.workspace_id
    and p.version_id = v.version_id and p.part_ref = v.part_ref
  where v.workspace_id = :workspace and v.version_id = :version order by v.name, v.part_ref, v.path
""")
_DEFAULT = text("""
  update baseline_variable set default_value = :value
  where workspace_id = :workspace and version_id = :version and name = :name
""")
_COVERAGE = text("""
  select family, state, reason_code, attempted_at, complete_at from family_coverage
  where workspace_id = :workspace and tenant_id = :tenant
""")
# What is there now beside what the draft has of it. A part keeps its name through all versions of its baseline, also
# when it was away for a while.
_SHOWN = """
  select y.tenant_id, y.public_id, y.family, y.provider_id, y.name, y.platform, y.type, y.content_digest,
    y.assignments_digest, y.rules_version, y.last_seen_at, y.assigned, t.public_id as tenant_ref,
    coalesce(c.state, 'never') as state, coalesce(c.reason_code, '') as reason_code, c.complete_at,
    coalesce(p.part_ref, '') as part_ref,
    p.part_ref is null or (p.content_digest, p.assignments_digest, p.name, p.rules_version)
      is distinct from (y.content_digest, y.assignments_digest, y.name, y.rules_version) as differs,
    case when p.part_ref is null then coalesce((
      select q.part_ref from baseline_part q join baseline_version v on v.workspace_id = q.workspace_id
        and v.id = q.version_id and v.baseline_id = :baseline
      where q.workspace_id = y.workspace_id and q.source_tenant_id = y.tenant_id and q.family = y.family
        and q.provider_id = y.provider_id
      order by v.number desc limit 1), '') else '' end as earlier_ref
  from policy y
    join tenant t on t.workspace_id = y.workspace_id and t.id = y.tenant_id
    left join family_coverage c on c.workspace_id = y.workspace_id and c.tenant_id = y.tenant_id
      and c.family = y.family
    left join baseline_part p on p.workspace_id = y.workspace_id and p.version_id = :version
      and p.source_tenant_id = y.tenant_id and p.family = y.family and p.provider_id = y.provider_id
  where y.workspace_id = :workspace and not y.is_ghost and {which}
  order by y.family, y.sort_key, y.public_id
"""
_OF_FAMILIES = text(_SHOWN.format(which="y.tenant_id = :tenant and y.family = any(:families)"))
_OF_REFS = text(_SHOWN.format(which="y.public_id = any(:refs)"))
_OF_PARTS = text(_SHOWN.format(which="p.part_ref = any(:parts)"))
_ADD = text("""
  insert into baseline_part (workspace_id, id, version_id, part_ref, family, provider_id, source_tenant_id, name,
    platform, type, content_digest, assignments_digest, rules_version, captured_at, severity, assignments)
  select :workspace, n.id, :version, n.part_ref, y.family, y.provider_id, y.tenant_id, y.name, y.platform, y.type,
    y.content_digest, y.assignments_digest, y.rules_version, y.last_seen_at, '',
    case when y.assigned in ('assigned', 'unassigned') then 'compare' else 'ignore' end
  from unnest(cast(:ids as uuid[]), cast(:refs as text[]), cast(:policies as text[])) n (id, part_ref, policy)
    join policy y on y.workspace_id = :workspace and y.public_id = n.policy
""")
_RENEW = text("""
  update baseline_part p set content_digest = y.content_digest, assignments_digest = y.assignments_digest,
    name = y.name, platform = y.platform, type = y.type, rules_version = y.rules_version, captured_at = y.last_seen_at
  from policy y where p.workspace_id = :workspace and p.version_id = :version and p.part_ref = any(:parts)
    and y.workspace_id = p.workspace_id and y.tenant_id = p.source_tenant_id and y.family = p.family
    and y.provider_id = p.provider_id and not y.is_ghost
""")
_GONE = text("""
  select p.part_ref from baseline_part p where p.workspace_id = :workspace and p.version_id = :version
    and p.source_tenant_id = :tenant and p.family = any(:families) and not exists (
      select 1 from policy y where y.workspace_id = p.workspace_id and y.tenant_id = p.source_tenant_id
        and y.family = p.family and y.provider_id = p.provider_id and not y.is_ghost)
""")
_REMOVE = text("""
  delete from baseline_part where workspace_id = :workspace and version_id = :version and part_ref = any(:parts)
""")
_WITHOUT_PART = text("""
  delete from baseline_variable where workspace_id = :workspace and version_id = :version and part_ref = any(:parts)
""")
_KNOWN = text("""
  select part_ref, family, name from baseline_part
  where workspace_id = :workspace and version_id = :version and part_ref = any(:parts)
""")
_SET = """
  update baseline_part set {column} = :value
  where workspace_id = :workspace and version_id = :version and part_ref = any(:parts) and {column} <> :value
"""
_SETTABLE = {name: text(_SET.format(column=name)) for name in ("severity", "assignments")}
_EXHAUST = text("""
  insert into baseline_family (workspace_id, id, version_id, family)
  select :workspace, gen_random_uuid(), :version, f from unnest(cast(:families as text[])) f
  where not exists (select 1 from baseline_family b where b.workspace_id = :workspace and b.version_id = :version
    and b.family = f)
""")
_SPARE = text("""
  delete from baseline_family where workspace_id = :workspace and version_id = :version and family = any(:families)
""")
_RULES = text("""
  select id, family, path, reason from baseline_rule where workspace_id = :workspace and version_id = :version
  order by family, path
""")
_COUNT = text("select count(*) from baseline_part where workspace_id = :workspace and version_id = :version")


def part(scope: Scope, version_id: UUID, part_ref: str) -> BaselinePart:
    """A part of a version.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
    """
    if not is_public_id(part_ref, "bsp"):
        raise NotFoundError("malformed part id")
    query = scope.select(BaselinePart).where(BaselinePart.version_id == version_id)
    found = scope.session.exec(query.where(BaselinePart.part_ref == part_ref)).one_or_none()
    if found is None:
        raise NotFoundError("no such part of the version")
    return found


def content(scope: Scope, digest: str) -> str:
    """The text behind a digest that a part of the scope's workspace has."""
    return str(_do(scope, _TEXT, digest=digest).scalar_one())


def count(scope: Scope, version_id: UUID) -> int:
    """How many parts a version has."""
    return int(_do(scope, _COUNT, version=version_id).scalar_one())


def variables(scope: Scope, version_id: UUID) -> Sequence[Any]:
    """A version's variables by name, with the parts they stand in."""
    return list(_do(scope, _VARIABLES, version=version_id))


def set_default(scope: Scope, version_id: UUID, name: str, value: str) -> None:
    """Give all places of a variable the same default."""
    _do(scope, _DEFAULT, version=version_id, name=name, value=value)


def coverage(scope: Scope, tenant_id: UUID) -> dict[str, Any]:
    """Family → how it is known in a tenant."""
    return {row.family: row for row in _do(scope, _COVERAGE, tenant=tenant_id)}


def shown_in(
    scope: Scope, baseline_id: UUID, version_id: UUID, tenant_id: UUID, families: Collection[str]
) -> list[Any]:
    """What a tenant shows now in these families, beside what the version has of it."""
    values = {"baseline": baseline_id, "version": version_id, "tenant": tenant_id, "families": list(families)}
    return [row for row in _do(scope, _OF_FAMILIES, **values) if scope.tenants.reaches(row.tenant_id)]


def shown(scope: Scope, baseline_id: UUID, version_id: UUID, policies: Collection[str]) -> list[Any]:
    """The same of single policies by public id; those out of reach are left out."""
    values = {"baseline": baseline_id, "version": version_id, "refs": list(policies)}
    return [row for row in _do(scope, _OF_REFS, **values) if scope.tenants.reaches(row.tenant_id)]


def sources(scope: Scope, baseline_id: UUID, version_id: UUID, parts: Collection[str]) -> list[Any]:
    """The same of the policies that parts were captured from, as far as they are still there."""
    values = {"baseline": baseline_id, "version": version_id, "parts": list(parts)}
    return [row for row in _do(scope, _OF_PARTS, **values) if scope.tenants.reaches(row.tenant_id)]


def add(scope: Scope, version_id: UUID, rows: Sequence[Any]) -> None:
    """Make parts of policies, as they were read last."""
    if rows:
        refs = [row.earlier_ref or new_public_id("bsp") for row in rows]
        values = {"ids": [uuid4() for _ in rows], "refs": refs, "policies": [row.public_id for row in rows]}
        _do(scope, _ADD, version=version_id, **values)


def renew(scope: Scope, version_id: UUID, parts: Sequence[str]) -> None:
    """Let parts say what their sources say now."""
    if parts:
        _do(scope, _RENEW, version=version_id, parts=list(parts))


def gone(scope: Scope, version_id: UUID, tenant_id: UUID, families: Collection[str]) -> list[str]:
    """Parts from these families of a tenant whose source is not there any more."""
    return list(_do(scope, _GONE, version=version_id, tenant=tenant_id, families=list(families)).scalars())


def remove(scope: Scope, version_id: UUID, parts: Sequence[str]) -> None:
    """Take parts and their variables away."""
    if parts:
        _do(scope, _REMOVE, version=version_id, parts=list(parts))
        if any(row.part_ref in set(parts) for row in variables(scope, version_id)):
            _do(scope, _WITHOUT_PART, version=version_id, parts=list(parts))


def known(scope: Scope, version_id: UUID, parts: Collection[str]) -> dict[str, Any]:
    """Those of these parts that the version has."""
    return {row.part_ref: row for row in _do(scope, _KNOWN, version=version_id, parts=list(parts))}


def set_all(scope: Scope, version_id: UUID, parts: Collection[str], column: str, value: str) -> int:
    """Give parts a severity, or say whether their assignments are compared; how many it changed."""
    return int(_do(scope, _SETTABLE[column], version=version_id, parts=list(parts), value=value).rowcount)


def exhaust(scope: Scope, version_id: UUID, families: Collection[str]) -> int:
    """Let a version name everything in these families; how many it did not before."""
    return int(_do(scope, _EXHAUST, version=version_id, families=list(families)).rowcount)


def spare(scope: Scope, version_id: UUID, families: Collection[str]) -> int:
    """Let a version say nothing of what else is in these families; in how many it did."""
    return int(_do(scope, _SPARE, version=version_id, families=list(families)).rowcount)


def rules(scope: Scope, version_id: UUID) -> Sequence[Any]:
    """What a version does not compare (id, family, path, reason)."""
    return list(_do(scope, _RULES, version=version_id))


def _do(scope: Scope, statement: Any, **values: Any) -> Any:
    return scope.session.connection().execute(statement, {"workspace": scope.workspace_id, **values})
