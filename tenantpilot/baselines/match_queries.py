"""Which policy of a tenant stands for which part: found, proposed, confirmed, dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines.effective import Effective
from tenantpilot.baselines.tables import PolicyMatch
from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.store.scope import Scope

_STALE = text("""
  delete from policy_match m using baseline_part b, policy p
  where m.workspace_id = :workspace and m.tenant_id = :tenant and m.baseline_id = :baseline and m.basis = 'identity'
    and m.state = 'confirmed' and b.workspace_id = m.workspace_id and b.version_id = :version
    and b.part_ref = m.part_ref and b.source_tenant_id = m.tenant_id and p.workspace_id = m.workspace_id
    and p.id = m.policy_id and (p.family, p.provider_id) <> (b.family, b.provider_id)
""")
_IDENTICAL = text("""
  select b.part_ref, p.id as policy_id from baseline_part b
    join policy p on p.workspace_id = b.workspace_id and p.tenant_id = b.source_tenant_id and p.family = b.family
      and p.provider_id = b.provider_id
  where b.workspace_id = :workspace and b.version_id = :version and b.source_tenant_id = :tenant
    and not exists (select 1 from policy_match m where m.workspace_id = b.workspace_id and m.tenant_id = :tenant
      and m.baseline_id = :baseline and m.part_ref = b.part_ref and m.state = 'confirmed')
    and not exists (select 1 from policy_match m where m.workspace_id = b.workspace_id and m.tenant_id = :tenant
      and m.baseline_id = :baseline and m.policy_id = p.id
      and (m.state = 'confirmed' or m.part_ref = b.part_ref and m.state = 'rejected'))
""")
_DECIDED = text("""
  select part_ref, policy_id, state from policy_match
  where workspace_id = :workspace and tenant_id = :tenant and baseline_id = :baseline
""")
_DROP = text("""
  delete from policy_match m
  where m.workspace_id = :workspace and m.tenant_id = :tenant and m.baseline_id = :baseline and m.state = 'proposed'
    and not exists (select 1 from unnest(cast(:parts as text[]), cast(:policies as uuid[])) k(part_ref, policy_id)
      where k.part_ref = m.part_ref and k.policy_id = m.policy_id)
""")
_TENANT = text("select id, public_id from tenant where workspace_id = :workspace and id = :tenant")
_TOLD = text("""
  select b.public_id as baseline, p.public_id as policy from baseline b, policy p
  where b.workspace_id = :workspace and b.id = :baseline and p.workspace_id = :workspace and p.id = :policy
""")
_BETTER = (
    "update set state = excluded.state, basis = excluded.basis, score = excluded.score, name = excluded.name,"
    " decided_at = excluded.decided_at where policy_match.state = 'proposed' and (policy_match.state,"
    " policy_match.basis, policy_match.score) is distinct from (excluded.state, excluded.basis, excluded.score)"
)


def _own(scope: Scope, holding: Effective, **more: Any) -> dict[str, Any]:
    return {"workspace": scope.workspace_id, "tenant": holding.tenant_id, "baseline": holding.baseline_id, **more}


def forget_stale(scope: Scope, holding: Effective) -> None:
    """A part that was taken over anew from another policy of its source stands for that one now."""
    scope.session.connection().execute(_STALE, _own(scope, holding, version=holding.version_id))


def identical(scope: Scope, holding: Effective) -> Sequence[Any]:
    """Parts that come from this tenant, with the very policy they were taken from (part_ref, policy_id)."""
    return scope.session.connection().execute(_IDENTICAL, _own(scope, holding, version=holding.version_id)).all()


def decided(scope: Scope, holding: Effective) -> Sequence[Any]:
    """Everything that was said about matches of a baseline in a tenant (part_ref, policy_id, state)."""
    return scope.session.connection().execute(_DECIDED, _own(scope, holding)).all()


def write(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add matches; a proposal that is better known now is told anew, what was decided stays."""
    ordered = sorted(rows, key=lambda row: (row["part_ref"], row["policy_id"]))
    bulk.insert(
        scope.session, PolicyMatch, ordered,
        unless="workspace_id, tenant_id, baseline_id, part_ref, policy_id", then=_BETTER,
    )  # fmt: skip


def keep_proposals(scope: Scope, holding: Effective, kept: Collection[tuple[str, UUID]]) -> None:
    """Drop every proposal of a baseline in a tenant but these."""
    parts, policies = [one for one, _ in kept], [one for _, one in kept]
    scope.session.connection().execute(_DROP, _own(scope, holding, parts=parts, policies=policies))


def tenant_of(scope: Scope, tenant_id: UUID) -> tuple[UUID, str]:
    """Key and public id of a tenant."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id}
    row = scope.session.connection().execute(_TENANT, values).one()
    return row.id, row.public_id


def told(scope: Scope, row: PolicyMatch) -> dict[str, str]:
    """What the log says of a match: which baseline, which policy."""
    values = {"workspace": scope.workspace_id, "baseline": row.baseline_id, "policy": row.policy_id}
    return dict(scope.session.connection().execute(_TOLD, values).mappings().one())
