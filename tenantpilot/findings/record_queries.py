"""Named reads of one finding: itself with what it rests on, its texts, its acceptances, what happened, what is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.findings.list_queries import COLUMNS, JOINED
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope

PAGE = 50
NEAR = 5
_ONE = "select {columns} from finding f where f.workspace_id = :workspace and f.id = :finding"
_REST = text("""
  select f.detail, f.expected_digest, f.observed_digest, f.duplicate_of_id, f.exception_id, f.sla_version,
    coalesce(p.public_id, '') as policy_ref, coalesce(p.name, '') as policy_name,
    coalesce(c.reason_code, '') as coverage_reason, c.attempted_at, c.complete_at
  from finding f left join policy p on p.workspace_id = f.workspace_id and p.id = f.policy_id
    left join family_coverage c on c.workspace_id = f.workspace_id and c.tenant_id = f.tenant_id
      and c.family = f.family
  where f.workspace_id = :workspace and f.id = :finding
""")
_TEXTS = text("select digest, text from policy_content where workspace_id = :workspace and digest = any(:digests)")
_CHANGED = text("""
  select author, author_kind, author_at, observed_at, seen_before_at from policy_version
  where workspace_id = :workspace and policy_id = :policy and observed_at <= :at order by number desc limit 1
""")
_GONE = text("""
  select author, author_kind, author_at, deleted_at as observed_at, last_seen_at as seen_before_at
  from policy_absence where workspace_id = :workspace and policy_id = :policy and deleted_at <= :at
  order by number desc limit 1
""")
_EXCEPTION = text("""
  select e.*, r.display_name as requester, coalesce(a.display_name, '') as approver,
    coalesce(s.display_name, '') as second_approver
  from finding_exception e join user_account r on r.id = e.requester_id
    left join user_account a on a.id = e.approver_id left join user_account s on s.id = e.second_approver_id
  where e.workspace_id = :workspace and e.finding_id = :finding
  order by (e.status = 'pending') desc, (e.status in ('approved', 'expiring')) desc, e.requested_at desc, e.number desc
  limit 1
""")
_TIMELINE = text("""
  select * from (
    select 'event' as kind, '' as ref, e.number, e.at, e.name, e.actor_id, e.from_status, e.to_status, e.reason,
      e.data, e.run_ref, '' as body, '' as mentions
    from finding_event e where e.workspace_id = :workspace and e.finding_id = :finding
    union all
    select 'comment', c.public_id, 0, c.at, '', c.author_id, '', '', '', '{}', '', c.body, c.mentions
    from finding_comment c where c.workspace_id = :workspace and c.finding_id = :finding
  ) t order by at desc, number desc, ref desc offset :skip limit :limit
""")
_NAMES = text("select public_id, display_name from user_account where public_id = any(:refs)")
_TENANT_NAME = text("select name from tenant where workspace_id = :workspace and id = :tenant")
_NEAR = """
  (select 'same_policy' as relation, {columns} from finding f
    where f.workspace_id = :workspace and f.policy_id = :policy and f.is_open and f.id <> :finding
    order by f.severity_rank, f.due_at, f.public_id limit {near})
  union all
  (select 'same_part', {columns} from finding f
    where f.workspace_id = :workspace and f.fingerprint = :fingerprint and f.is_open and f.tenant_id <> :tenant
    order by f.severity_rank, f.due_at, f.public_id limit {near})
  union all
  (select 'duplicate', {columns} from finding f
    where f.workspace_id = :workspace and f.duplicate_of_id = :finding
    order by f.public_id limit {near})
  union all
  (select 'original', {columns} from finding f where f.workspace_id = :workspace and f.id = :original)
"""


def _own(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"workspace": scope.workspace_id, **more}


def finding(scope: Scope, ref: str) -> Finding:
    """The finding with this public id.

    Raises:
        NotFoundError: malformed, absent, foreign, of a tenant out of reach.
    """
    if not is_public_id(ref, "fnd"):
        raise NotFoundError("malformed finding id")
    return scope.get(Finding, ref)


def row(scope: Scope, finding_id: UUID) -> Any:
    """A finding as lists have it."""
    query = JOINED.format(found=_ONE.format(columns=COLUMNS), order="f.number")
    return scope.session.connection().execute(text(query), _own(scope, finding=finding_id)).one()


def rest(scope: Scope, finding_id: UUID) -> Any:
    """What its page shows besides the row."""
    return scope.session.connection().execute(_REST, _own(scope, finding=finding_id)).one()


def texts(scope: Scope, digests: Sequence[str]) -> dict[str, str]:
    """Digest → text, of contents that a finding in scope names."""
    wanted = [one for one in digests if one]
    if not wanted:
        return {}
    found = scope.session.connection().execute(_TEXTS, _own(scope, digests=wanted))
    return {one.digest: one.text for one in found}


def changed(scope: Scope, policy_id: UUID | None, at: Any, *, is_gone: bool) -> Any | None:
    """The version of the policy, or its disappearance, that stood when it was observed: who made it, and when."""
    if policy_id is None:
        return None
    values = _own(scope, policy=policy_id, at=at)
    return scope.session.connection().execute(_GONE if is_gone else _CHANGED, values).one_or_none()


def exception(scope: Scope, finding_id: UUID) -> Any | None:
    """The acceptance that waits, else the one in force, else the last one."""
    return scope.session.connection().execute(_EXCEPTION, _own(scope, finding=finding_id)).one_or_none()


def has_pending(scope: Scope, finding_id: UUID) -> bool:
    """Whether a request for acceptance waits."""
    query = scope.select(FindingException).where(FindingException.finding_id == finding_id)
    return scope.session.exec(query.where(FindingException.status == "pending")).first() is not None


def timeline(scope: Scope, finding_id: UUID, skip: int, limit: int = PAGE) -> Sequence[Any]:
    """Events and comments, newest first, one more than `limit` if there is."""
    values = _own(scope, finding=finding_id, skip=skip, limit=limit + 1)
    return scope.session.connection().execute(_TIMELINE, values).all()


def names(scope: Scope, refs: Sequence[str]) -> dict[str, str]:
    """Public id → name of people that a comment mentions."""
    if not refs:
        return {}
    found = scope.session.connection().execute(_NAMES, {"refs": list(refs)})
    return {one.public_id: one.display_name for one in found}


def tenant_name(scope: Scope, tenant_id: UUID) -> str:
    """What a tenant in scope is called."""
    return str(scope.session.connection().execute(_TENANT_NAME, _own(scope, tenant=tenant_id)).scalar_one())


def near(scope: Scope, found: Finding) -> Sequence[Any]:
    """Findings to look at too, each with its `relation`."""
    columns = COLUMNS
    query = _NEAR.format(columns=columns, near=NEAR)
    values = _own(
        scope,
        finding=found.id,
        policy=found.policy_id,
        fingerprint=found.fingerprint,
        tenant=found.tenant_id,
        original=found.duplicate_of_id,
    )
    joined = JOINED.format(found=query, order="f.relation, f.severity_rank, f.due_at, f.public_id")
    rows = scope.session.connection().execute(text(joined), values).all()
    return [row for row in rows if scope.tenants.reaches(row.tenant_id)]
