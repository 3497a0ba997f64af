"""What a compare reads of a tenant and of a version: on digests first, texts only for what differs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines.effective import Effective
from tenantpilot.store.scope import Scope

_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('compare ' || :tenant, 0))")
_PARTS = text("""
  select b.part_ref, b.family, b.provider_id, b.name, b.platform, b.type, b.content_digest, b.assignments_digest,
    b.rules_version, b.severity, b.assignments, b.source_tenant_id = :tenant as is_source,
    m.basis, m.name as accepted_name, m.policy_id, p.public_id as policy_ref, p.name as policy_name,
    p.content_digest as observed_content, p.assignments_digest as observed_assignments,
    p.rules_version as observed_rules, p.assigned, p.is_ghost, p.changed_by, p.changed_by_kind, p.changed_at,
    p.deleted_at
  from baseline_part b
    left join policy_match m on m.workspace_id = b.workspace_id and m.tenant_id = :tenant
      and m.baseline_id = :baseline and m.part_ref = b.part_ref and m.state = 'confirmed'
    left join policy p on p.workspace_id = m.workspace_id and p.id = m.policy_id
  where b.workspace_id = :workspace and b.version_id = :version
""")
_POLICIES = text("""
  select id, public_id, family, name, platform, content_digest, assignments_digest, rules_version, assigned,
    changed_by, changed_by_kind, changed_at
  from policy where workspace_id = :workspace and tenant_id = :tenant and not is_ghost
""")
_COVERAGE = text("""
  select family, state, reason_code, attempted_at, complete_at from family_coverage
  where workspace_id = :workspace and tenant_id = :tenant
""")
_EXHAUSTIVE = text("select family from baseline_family where workspace_id = :workspace and version_id = :version")
_FAMILIES = text("""
  select version_id, family from baseline_part where workspace_id = :workspace and version_id = any(:versions)
  union select version_id, family from baseline_family where workspace_id = :workspace and version_id = any(:versions)
""")
_UNDECIDED = text("""
  select public_id from policy where workspace_id = :workspace and tenant_id = :tenant and family = any(:families)
  union select p.public_id from policy_match m
    join policy p on p.workspace_id = m.workspace_id and p.id = m.policy_id
  where m.workspace_id = :workspace and m.tenant_id = :tenant and m.baseline_id = :baseline and m.state = 'proposed'
""")
_RULES = text("select family, path from baseline_rule where workspace_id = :workspace and version_id = :version")
_VARIABLES = text("""
  select part_ref, path, name, default_value from baseline_variable
  where workspace_id = :workspace and version_id = :version order by part_ref, path
""")
_VALUES = text("""
  select kind, name, value from tenant_value where workspace_id = :workspace and tenant_id = :tenant
""")
_STANDING = text("""
  select (select md5(coalesce(string_agg(md5(row(p.id, p.name, p.content_digest, p.assignments_digest, p.rules_version,
        p.assigned, p.is_ghost, p.changed_by)::text), '' order by p.id), ''))
      from policy p where p.workspace_id = :workspace and p.tenant_id = :tenant) as policies,
    (select md5(coalesce(string_agg(c.family || ' ' || c.state, ',' order by c.family), ''))
      from family_coverage c where c.workspace_id = :workspace and c.tenant_id = :tenant) as coverage,
    (select md5(coalesce(string_agg(md5(row(m.id, m.state, m.basis, m.name)::text), '' order by m.id), ''))
      from policy_match m where m.workspace_id = :workspace and m.tenant_id = :tenant) as matches,
    (select md5(coalesce(string_agg(md5(row(v.kind, v.name, v.value)::text), '' order by v.kind, v.name), ''))
      from tenant_value v where v.workspace_id = :workspace and v.tenant_id = :tenant) as given
""")
_CURRENT = text("""
  select id, public_id, baseline_id, version_id, inputs_digest from comparison
  where workspace_id = :workspace and tenant_id = :tenant and is_current
""")
_ALIVE = text("""
  select id from baseline where workspace_id = :workspace and id = any(:baselines) and deleted_at is null
  order by id for share
""")
_LOOKED = text("""
  select c.expected_digest, c.observed_digest, c.rules_digest, c.differences, c.ignored, c.paths
  from compared_content c
    join unnest(cast(:expected as text[]), cast(:observed as text[]), cast(:rules as text[])) g(e, o, r)
      on c.expected_digest = g.e and c.observed_digest = g.o and c.rules_digest = g.r
  where c.workspace_id = :workspace
""")
_LOOKED_AFTER = text("""
  select id, name from tenant where workspace_id = :workspace and id = any(:tenants)
    and lifecycle not in ('archived', 'removal_pending')
""")
_CLAIMED = text("""
  select distinct m.policy_id from policy_match m
    join baseline_part b on b.workspace_id = m.workspace_id and b.part_ref = m.part_ref
      and b.version_id = any(:versions)
  where m.workspace_id = :workspace and m.tenant_id = :tenant and m.state = 'confirmed'
""")


def _own(scope: Scope, tenant_id: UUID, **more: Any) -> dict[str, Any]:
    return {"workspace": scope.workspace_id, "tenant": tenant_id, **more}


def hold(scope: Scope, tenant_id: UUID) -> None:
    """Let one compare of a tenant be written down at a time, until commit."""
    scope.session.connection().execute(_ONE_AT_A_TIME, {"tenant": str(tenant_id)})


def parts(scope: Scope, tenant_id: UUID, holding: Effective) -> Sequence[Any]:
    """Every part of a version beside the policy that stands for it in the tenant, if one does."""
    values = _own(scope, tenant_id, baseline=holding.baseline_id, version=holding.version_id)
    return scope.session.connection().execute(_PARTS, values).all()


def policies(scope: Scope, tenant_id: UUID) -> Sequence[Any]:
    """The policies that are there now."""
    return scope.session.connection().execute(_POLICIES, _own(scope, tenant_id)).all()


def coverage(scope: Scope, tenant_id: UUID) -> dict[str, Any]:
    """Family → how it is known; families that were never read are not among them."""
    return {row.family: row for row in scope.session.connection().execute(_COVERAGE, _own(scope, tenant_id))}


def exhaustive(scope: Scope, version_id: UUID) -> frozenset[str]:
    """Families of which the version names everything."""
    values = {"workspace": scope.workspace_id, "version": version_id}
    return frozenset(scope.session.connection().execute(_EXHAUSTIVE, values).scalars())


def families_of(scope: Scope, versions: Collection[UUID]) -> dict[UUID | None, frozenset[str]]:
    """Version → families that it speaks of."""
    found: dict[UUID | None, set[str]] = {one: set() for one in versions}
    values = {"workspace": scope.workspace_id, "versions": sorted(versions)}
    for row in scope.session.connection().execute(_FAMILIES, values):
        found[row.version_id].add(row.family)
    return {version: frozenset(families) for version, families in found.items()}


def undecided(scope: Scope, holding: Effective, families: Collection[str]) -> frozenset[str]:
    """Policies of these families, and those that may be a part if somebody says so."""
    values = _own(scope, holding.tenant_id, baseline=holding.baseline_id, families=sorted(families))
    return frozenset(scope.session.connection().execute(_UNDECIDED, values).scalars())


def rules(scope: Scope, version_id: UUID) -> Sequence[Any]:
    """What the version does not compare (family, path)."""
    values = {"workspace": scope.workspace_id, "version": version_id}
    return scope.session.connection().execute(_RULES, values).all()


def variables(scope: Scope, version_id: UUID) -> Sequence[Any]:
    """Places that each tenant fills (part_ref, path, name, default_value)."""
    values = {"workspace": scope.workspace_id, "version": version_id}
    return scope.session.connection().execute(_VARIABLES, values).all()


def values_of(scope: Scope, tenant_id: UUID) -> Sequence[Any]:
    """What the tenant fills in, and which of its objects stand for others (kind, name, value)."""
    return scope.session.connection().execute(_VALUES, _own(scope, tenant_id)).all()


def standing(scope: Scope, tenant_id: UUID) -> tuple[str, ...]:
    """Digests of everything of the tenant that results follow from."""
    return tuple(scope.session.connection().execute(_STANDING, _own(scope, tenant_id)).one())


def current(scope: Scope, tenant_id: UUID) -> dict[UUID, Any]:
    """Baseline → the comparison that stands."""
    return {row.baseline_id: row for row in scope.session.connection().execute(_CURRENT, _own(scope, tenant_id))}


def alive(scope: Scope, baselines: Collection[UUID]) -> set[UUID]:
    """Those that are not deleted; they stay so until commit."""
    values = {"workspace": scope.workspace_id, "baselines": sorted(baselines)}
    return set(scope.session.connection().execute(_ALIVE, values).scalars())


def looked_at(scope: Scope, pairs: Collection[tuple[str, str, str]]) -> Mapping[tuple[str, str, str], Any]:
    """Pairs of contents (expected, observed, rules) that were held against each other before."""
    if not pairs:
        return {}
    expected, observed, under = zip(*sorted(pairs), strict=True)
    values = {"workspace": scope.workspace_id, "expected": list(expected), "observed": list(observed),
              "rules": list(under)}  # fmt: skip
    rows = scope.session.connection().execute(_LOOKED, values)
    return {(row.expected_digest, row.observed_digest, row.rules_digest): row for row in rows}


def looked_after(scope: Scope, tenants: Collection[UUID]) -> dict[UUID, str]:
    """Those that the workspace has not given up, with their names."""
    values = {"workspace": scope.workspace_id, "tenants": sorted(tenants)}
    return {row.id: row.name for row in scope.session.connection().execute(_LOOKED_AFTER, values)}


def claimed(scope: Scope, tenant_id: UUID, versions: Collection[UUID]) -> set[UUID]:
    """Policies that stand for a part of any of these versions."""
    values = _own(scope, tenant_id, versions=sorted(versions))
    return set(scope.session.connection().execute(_CLAIMED, values).scalars())
