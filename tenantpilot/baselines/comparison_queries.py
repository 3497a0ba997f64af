"""Reads of what compares found: comparisons, pages of results, one result, matches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines.tables import Comparison, ComparisonResult
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope

PAGE = 50
MOST_CANDIDATES = 50

_COMPARISON = """
  select c.*, t.public_id as tenant_ref, t.name as tenant_name, b.public_id as baseline_ref, b.name as baseline_name,
    v.number, v.public_id as version_ref, r.public_id as run_ref,
    (select count(*) from policy_match m where m.workspace_id = c.workspace_id and m.tenant_id = c.tenant_id
      and m.baseline_id = c.baseline_id and m.state = 'proposed') as proposals
  from comparison c
    join tenant t on t.workspace_id = c.workspace_id and t.id = c.tenant_id
    join baseline b on b.workspace_id = c.workspace_id and b.id = c.baseline_id
    join baseline_version v on v.workspace_id = c.workspace_id and v.id = c.version_id
    join operation_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
  where c.workspace_id = :workspace{narrowed}
"""
_COUNTS = text("""
  select result, count(*) as results, count(*) filter (where fidelity = 'settings') as by_settings,
    count(*) filter (where fidelity = 'references') as without_references
  from comparison_result where workspace_id = :workspace and comparison_id = :comparison group by result
""")
_UNREAD = text("""
  select f.family, f.results, c.state, c.reason_code, c.attempted_at, c.complete_at
  from (
    select x.family, (select count(*) from comparison_result r where r.workspace_id = :workspace
      and r.comparison_id = :comparison and r.family = x.family and r.result = 'not_comparable') as results
    from unnest(cast(:families as text[])) x(family)
  ) f left join family_coverage c on c.workspace_id = :workspace and c.tenant_id = :tenant and c.family = f.family
  where coalesce(c.state, '') <> 'read' order by f.family
""")
_RESULTS = """
  select r.*, p.public_id as policy_ref, p.name as policy_name, c.state, c.complete_at, c.attempted_at,
    case when m.is_current and c.state = 'read' and c.complete_at <= m.compared_at then c.complete_at
      else r.read_at end as rests_on
  from comparison_result r
    join comparison m on m.workspace_id = r.workspace_id and m.id = r.comparison_id
    left join policy p on p.workspace_id = r.workspace_id and p.id = r.policy_id
    left join family_coverage c on c.workspace_id = r.workspace_id and c.tenant_id = r.tenant_id
      and c.family = r.family
  where r.workspace_id = :workspace{narrowed}
"""
_FINDINGS = text("""
  select fingerprint, public_id, status from finding
  where workspace_id = :workspace and tenant_id = :tenant and fingerprint = any(:fingerprints)
""")
_PART = text("""
  select b.*, b.source_tenant_id = :tenant as is_source from baseline_part b
  where b.workspace_id = :workspace and b.version_id = :version and b.part_ref = :part
""")
_RULES = text("""
  select family, path, reason from baseline_rule where workspace_id = :workspace and version_id = :version
    and family in ('*', :family) order by family desc, path
""")
_TEXTS = text("select digest, text from policy_content where workspace_id = :workspace and digest = any(:digests)")
_NAMED = text("""
  select public_id, name, family from policy
  where workspace_id = :workspace and tenant_id = :tenant and public_id = any(:refs)
""")
_DEMANDS = text("""
  select b.public_id as baseline_ref, b.name as baseline_name, x.part_ref, x.name as part_name
  from baseline b
    left join comparison c on c.workspace_id = b.workspace_id and c.baseline_id = b.id and c.tenant_id = :tenant
      and c.is_current
    left join baseline_part x on x.workspace_id = b.workspace_id and x.version_id = c.version_id
      and x.part_ref = any(:parts)
  where b.workspace_id = :workspace and b.public_id = any(:baselines)
""")
_MATCHES = """
  select m.public_id as match_ref, m.part_ref, m.state, m.basis, m.score, m.decided_at, m.baseline_id,
    p.public_id as policy_ref, p.name as policy_name, p.family, u.display_name as decided_by,
    b.name as part_name,
    (select count(*) from content_setting s where s.workspace_id = b.workspace_id
      and s.content_digest = b.content_digest and s.setting > '' and not (s.setting >= '@' and s.setting < 'A')
    ) as settings
  from policy_match m
    join policy p on p.workspace_id = m.workspace_id and p.id = m.policy_id
    left join user_account u on u.id = m.decided_by_id
    left join baseline_part b on b.workspace_id = m.workspace_id and b.version_id = :version
      and b.part_ref = m.part_ref
  where m.workspace_id = :workspace and m.tenant_id = :tenant and m.baseline_id = :baseline{narrowed}
  order by b.name, m.part_ref, m.score desc, m.public_id limit 500
"""
_CANDIDATES = text("""
  select p.public_id as policy_ref, p.name, p.family, p.platform, m.part_ref, b.name as stands_for
  from policy p
    left join policy_match m on m.workspace_id = p.workspace_id and m.tenant_id = p.tenant_id
      and m.baseline_id = :baseline and m.policy_id = p.id and m.state = 'confirmed'
    left join baseline_part b on b.workspace_id = p.workspace_id and b.version_id = :version
      and b.part_ref = m.part_ref
  where p.workspace_id = :workspace and p.tenant_id = :tenant and p.family = :family and not p.is_ghost
    and position(:q in p.sort_key) > 0
  order by p.sort_key, p.public_id limit :limit
""")
_ACTIVE = text("""
  select public_id from operation_run
  where workspace_id = :workspace and tenant_id = :tenant and kind = :kind and status <> 'completed' limit 1
""")


def _all(scope: Scope, query: str, values: Mapping[str, Any]) -> Sequence[Any]:
    return scope.session.connection().execute(text(query), {"workspace": scope.workspace_id, **values}).all()


def standing(scope: Scope, tenant_id: UUID | None, baseline_id: UUID | None) -> list[Any]:
    """Comparisons that stand, in reach, of one tenant or baseline or of all."""
    narrowed, values = " and c.is_current", {}
    if tenant_id is not None:
        narrowed, values["tenant"] = narrowed + " and c.tenant_id = :tenant", tenant_id
    if baseline_id is not None:
        narrowed, values["baseline"] = narrowed + " and c.baseline_id = :baseline", baseline_id
    rows = _all(scope, _COMPARISON.format(narrowed=narrowed), values)
    return [row for row in rows if scope.tenants.reaches(row.tenant_id)]


def comparison(scope: Scope, ref: str) -> Any:
    """One comparison, standing or not.

    Raises:
        NotFoundError: malformed, absent, foreign, of a tenant out of reach.
    """
    if not is_public_id(ref, "cmp"):
        raise NotFoundError("malformed comparison id")
    row = scope.get(Comparison, ref)
    return _all(scope, _COMPARISON.format(narrowed=" and c.id = :comparison"), {"comparison": row.id})[0]


def counts(scope: Scope, comparison_id: UUID) -> dict[str, Any]:
    """Result → how many, and how many of lower fidelity."""
    values = {"workspace": scope.workspace_id, "comparison": comparison_id}
    return {row.result: row for row in scope.session.connection().execute(_COUNTS, values)}


def unread(scope: Scope, row: Any, families: Collection[str]) -> Sequence[Any]:
    """Those of the families that are not known completely now."""
    values = {"workspace": scope.workspace_id, "comparison": row.id, "tenant": row.tenant_id,
              "families": sorted(families)}  # fmt: skip
    return scope.session.connection().execute(_UNREAD, values).all()


def results(scope: Scope, comparison_id: UUID, filters: Mapping[str, str], after: tuple[int, str, str] | None,
            limit: int = PAGE) -> Sequence[Any]:  # fmt: skip
    """A page of results in their order, one more than `limit` if there is."""
    narrowed, values = " and r.comparison_id = :comparison", {"comparison": comparison_id, "limit": limit + 1}
    for name, condition in (("result", "r.result = :result"), ("family", "r.family = :family"),
                            ("part", "r.part_ref = :part"), ("q", "position(:q in r.sort_key) > 0")):  # fmt: skip
        if filters.get(name):
            narrowed, values[name] = f"{narrowed} and {condition}", filters[name]
    if after is not None:
        narrowed += " and (r.rank, r.sort_key, r.public_id) > (:rank, :key, :ref)"
        values |= dict(zip(("rank", "key", "ref"), after, strict=True))
    order = " order by r.rank, r.sort_key, r.public_id limit :limit"
    return _all(scope, _RESULTS.format(narrowed=narrowed) + order, values)


def result(scope: Scope, ref: str) -> Any:
    """One result.

    Raises:
        NotFoundError: malformed, absent, foreign, of a tenant out of reach.
    """
    if not is_public_id(ref, "crs"):
        raise NotFoundError("malformed result id")
    row = scope.get(ComparisonResult, ref)
    return _all(scope, _RESULTS.format(narrowed=" and r.id = :result"), {"result": row.id})[0]


def comparison_of(scope: Scope, comparison_id: UUID) -> Any:
    """The comparison that a result belongs to."""
    return _all(scope, _COMPARISON.format(narrowed=" and c.id = :comparison"), {"comparison": comparison_id})[0]


def findings(scope: Scope, tenant_id: UUID, fingerprints: Collection[str]) -> dict[str, Any]:
    """Fingerprint → the finding (public_id, status)."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "fingerprints": list(fingerprints)}
    return {row.fingerprint: row for row in scope.session.connection().execute(_FINDINGS, values)}


def part(scope: Scope, tenant_id: UUID, version_id: UUID, part_ref: str) -> Any:
    """A part of a version, None where the version has none of that name."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "version": version_id, "part": part_ref}
    return scope.session.connection().execute(_PART, values).one_or_none()


def rules(scope: Scope, version_id: UUID, family: str) -> Sequence[Any]:
    """What a version does not compare in a family, and why (family, path, reason)."""
    values = {"workspace": scope.workspace_id, "version": version_id, "family": family}
    return scope.session.connection().execute(_RULES, values).all()


def texts(scope: Scope, digests: Collection[str]) -> dict[str, str]:
    """Digest → text."""
    values = {"workspace": scope.workspace_id, "digests": [one for one in digests if one]}
    return {row.digest: row.text for row in scope.session.connection().execute(_TEXTS, values)}


def named(scope: Scope, tenant_id: UUID, refs: Collection[str]) -> dict[str, Any]:
    """Policies of a tenant by public id (name, family)."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "refs": list(refs)}
    return {row.public_id: row for row in scope.session.connection().execute(_NAMED, values)}


def demands(scope: Scope, tenant_id: UUID, baselines: Collection[str], parts: Collection[str]) -> Sequence[Any]:
    """Names of baselines and of their parts (baseline_ref, baseline_name, part_ref, part_name)."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "baselines": list(baselines), "parts": list(parts)}
    return scope.session.connection().execute(_DEMANDS, values).all()


def matches(scope: Scope, tenant_id: UUID, baseline_id: UUID, version_id: UUID, *, part_ref: str = "",
            state: str = "") -> Sequence[Any]:  # fmt: skip
    """What was said about which policy is which part."""
    narrowed = ""
    values: dict[str, Any] = {"tenant": tenant_id, "baseline": baseline_id, "version": version_id}
    for name, given in (("part_ref", part_ref), ("state", state)):
        if given:
            narrowed, values[name] = f"{narrowed} and m.{name} = :{name}", given
    return _all(scope, _MATCHES.format(narrowed=narrowed), values)


def candidates(scope: Scope, comparison: Any, family: str, q: str) -> Sequence[Any]:
    """Policies of the family that are there, by name; `q` is found in names."""
    values = {"workspace": scope.workspace_id, "tenant": comparison.tenant_id, "baseline": comparison.baseline_id,
              "version": comparison.version_id, "family": family, "q": q, "limit": MOST_CANDIDATES}  # fmt: skip
    return scope.session.connection().execute(_CANDIDATES, values).all()


def active_run(scope: Scope, tenant_id: UUID, kind: str) -> str:
    """The run of this kind that waits or works for the tenant now."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "kind": kind}
    return scope.session.connection().execute(_ACTIVE, values).scalar_one_or_none() or ""
