"""Named reads of a sync: what is known already, what is left to ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

MOST_NAMES = 5000
MOST_VERSIONS = 5000
_LISTED = text("""
  select family, provider_id, listed_digest from policy
  where workspace_id = :workspace and tenant_id = :tenant and family = any(:families) and not is_ghost
    and listed_digest <> '' and rules_version = :rules
""")
_POLICY = text("""
  select family, provider_id from policy where workspace_id = :workspace and tenant_id = :tenant and public_id = :ref
""")
_LOG_READ = text("select log_read_at from tenant_inventory where workspace_id = :workspace and tenant_id = :tenant")
_UNNAMED = text("""
  select distinct r.kind, r.provider_id from policy_reference r
    left join directory_name n on n.workspace_id = r.workspace_id and n.tenant_id = r.tenant_id and n.kind = r.kind
      and n.provider_id = r.provider_id
  where r.workspace_id = :workspace and r.tenant_id = :tenant and r.kind = any(:kinds)
    and (n.id is null or n.asked_at < case n.state when 'resolved' then :old else :doubtful end)
    and not exists (select 1 from policy p where p.workspace_id = r.workspace_id and p.tenant_id = r.tenant_id
      and r.kind = 'role' and p.family = :roles and p.provider_id = r.provider_id)
  order by r.kind, r.provider_id limit :most
""")
_SINGLE_NAMES = text("""
  select kind, min(name) as name, min(provider_id) as provider_id from directory_name
  where workspace_id = :workspace and tenant_id = :tenant and state = 'resolved' and name <> ''
  group by kind, name having count(*) = 1
""")
_UNATTRIBUTED = text("""
  select v.id, v.policy_id, v.number, v.seen_before_at as since, v.observed_at as until, p.provider_id, p.version
  from policy_version v join policy p on p.workspace_id = v.workspace_id and p.id = v.policy_id
  where v.workspace_id = :workspace and v.tenant_id = :tenant and v.author_kind = '' and v.observed_at > :after
  order by v.observed_at desc limit :most
""")
_GONE = text("""
  select a.id, a.last_seen_at as since, a.deleted_at as until, p.provider_id
  from policy_absence a join policy p on p.workspace_id = a.workspace_id and p.id = a.policy_id
  where a.workspace_id = :workspace and a.tenant_id = :tenant and a.author_kind = '' and a.deleted_at > :after
  order by a.deleted_at desc limit :most
""")
_CHANGES = text("""
  select event_id, at, actor, actor_kind, operation, subject_id, subject_name from tenant_change
  where workspace_id = :workspace and tenant_id = :tenant and subject_id = any(:subjects)
  order by at, event_id
""")
_WENT = text("""
  select public_id from policy where workspace_id = :workspace and tenant_id = :tenant and is_ghost
    and deleted_at >= :since order by public_id limit :most
""")
_CAME_BACK = text("""
  select p.public_id from policy_absence a
    join policy p on p.workspace_id = a.workspace_id and p.id = a.policy_id
  where a.workspace_id = :workspace and a.tenant_id = :tenant and a.restored_at >= :since
  order by p.public_id limit :most
""")


def _own(scope: Scope, tenant_id: UUID, **more: Any) -> dict[str, Any]:
    return {"workspace": scope.workspace_id, "tenant": tenant_id, **more}


def listed_digests(scope: Scope, tenant_id: UUID, families: Collection[str], rules: int) -> dict[str, dict[str, str]]:
    """Family → provider's id → how its list showed the policy when its body was last read under the rules of today."""
    values = _own(scope, tenant_id, families=list(families), rules=rules)
    found: dict[str, dict[str, str]] = {}
    for row in scope.session.connection().execute(_LISTED, values):
        found.setdefault(row.family, {})[row.provider_id] = row.listed_digest
    return found


class Place(NamedTuple):
    """Where the provider keeps a policy."""

    family: str
    provider_id: str


def policy_place(scope: Scope, tenant_id: UUID, ref: str) -> Place | None:
    """Where a policy of the tenant stands, None for absent and foreign ones alike."""
    row = scope.session.connection().execute(_POLICY, _own(scope, tenant_id, ref=ref)).one_or_none()
    return Place(row.family, row.provider_id) if row else None


def log_read_at(scope: Scope, tenant_id: UUID) -> datetime | None:
    """Until when the tenant's own log was read completely."""
    return scope.session.connection().execute(_LOG_READ, _own(scope, tenant_id)).scalar_one_or_none()


def unnamed(
    scope: Scope, tenant_id: UUID, kinds: Collection[str], roles: str, old: datetime, doubtful: datetime
) -> list[tuple[str, str]]:
    """(kind, id) of what policies point at and whose name nobody has asked for lately."""
    values = _own(scope, tenant_id, kinds=list(kinds), roles=roles, old=old, doubtful=doubtful, most=MOST_NAMES)
    return [(row.kind, row.provider_id) for row in scope.session.connection().execute(_UNNAMED, values)]


def ids_by_single_name(scope: Scope, tenant_id: UUID) -> dict[tuple[str, str], str]:
    """(kind, name) → id, of the names that only one known object has."""
    rows = scope.session.connection().execute(_SINGLE_NAMES, _own(scope, tenant_id))
    return {(row.kind, row.name): row.provider_id for row in rows}


def unattributed(scope: Scope, tenant_id: UUID, after: datetime) -> Sequence[Any]:
    """Versions nobody is named for yet (id, policy_id, number, since, until, provider_id, version)."""
    values = _own(scope, tenant_id, after=after, most=MOST_VERSIONS)
    return scope.session.connection().execute(_UNATTRIBUTED, values).all()


def unattributed_absences(scope: Scope, tenant_id: UUID, after: datetime) -> Sequence[Any]:
    """The same for disappearances (id, since, until, provider_id)."""
    return scope.session.connection().execute(_GONE, _own(scope, tenant_id, after=after, most=MOST_VERSIONS)).all()


def changes_of(scope: Scope, tenant_id: UUID, subjects: Collection[str]) -> Sequence[Any]:
    """The log's entries about these objects, oldest first."""
    return scope.session.connection().execute(_CHANGES, _own(scope, tenant_id, subjects=list(subjects))).all()


def went_and_came_back(scope: Scope, tenant_id: UUID, since: datetime, most: int) -> tuple[list[str], list[str]]:
    """Public ids of policies that are gone, and of those that are back, since a moment."""
    values = _own(scope, tenant_id, since=since, most=most)
    connection = scope.session.connection()
    return list(connection.execute(_WENT, values).scalars()), list(connection.execute(_CAME_BACK, values).scalars())
