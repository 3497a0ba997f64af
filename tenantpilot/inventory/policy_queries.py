"""Named reads of one policy: itself, its history, contents, names of what it points at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.inventory.tables import Policy, PolicyVersion
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.provider.contracts.names import NAMES_IN_FAMILIES
from tenantpilot.store.scope import Scope

PAGE = 50
VERSIONS = 200
_DETAIL = text("""
  select p.*, t.public_id as tenant_ref, t.name as tenant_name, coalesce(c.state, 'never') as coverage,
    coalesce(c.reason_code, '') as coverage_reason, c.attempted_at, c.complete_at,
    (select count(*) from policy_absence a where a.workspace_id = p.workspace_id and a.policy_id = p.id) as absences,
    v.public_id as version_ref
  from policy p join tenant t on t.workspace_id = p.workspace_id and t.id = p.tenant_id
    join policy_version v on v.workspace_id = p.workspace_id and v.policy_id = p.id and v.number = p.version
    left join family_coverage c on c.workspace_id = p.workspace_id and c.tenant_id = p.tenant_id
      and c.family = p.family
  where p.workspace_id = :workspace and p.id = :policy
""")
_HISTORY = text("""
  select * from (
    select 'version' as kind, public_id as ref, number, change, name, observed_at as at, seen_before_at, author,
      author_kind, author_at
    from policy_version where workspace_id = :workspace and policy_id = :policy
    union all
    select 'deleted', '', number, '', '', deleted_at, last_seen_at, author, author_kind, author_at
    from policy_absence where workspace_id = :workspace and policy_id = :policy
    union all
    select 'restored', '', number, '', '', restored_at, deleted_at, '', '', null
    from policy_absence where workspace_id = :workspace and policy_id = :policy and restored_at is not null
  ) h order by at desc, kind desc, number desc offset :skip limit :limit
""")
_VERSIONS = text("""
  select public_id, number, observed_at, author from policy_version
  where workspace_id = :workspace and policy_id = :policy order by number desc limit :limit
""")
_TEXT = text("select text from policy_content where workspace_id = :workspace and digest = :digest")
_PIECE = text("""
  select substr(text, :start, :length) as text, size from policy_content
  where workspace_id = :workspace and digest = :digest
""")
_TENANT = text("select public_id from tenant where workspace_id = :workspace and id = :tenant")
_REFERENCES = text("""
  select usage, kind, provider_id from policy_reference where workspace_id = :workspace and policy_id = :policy
  order by usage, kind, provider_id
""")
_DIRECTORY = text("""
  select kind, provider_id, name, state from directory_name
  where workspace_id = :workspace and tenant_id = :tenant and kind = any(:kinds) and provider_id = any(:ids)
""")
_IN_FAMILIES = text("""
  select family, provider_id, name, is_ghost from policy
  where workspace_id = :workspace and tenant_id = :tenant and family = any(:families) and provider_id = any(:ids)
""")
_COMPLETE = text("""
  select family from family_coverage where workspace_id = :workspace and tenant_id = :tenant
    and family = any(:families) and state = 'read'
""")
Name = tuple[str, str]
UNKNOWN: Name = ("", "unknown")


def policy(scope: Scope, ref: str) -> Policy:
    """The policy with this public id.

    Raises:
        NotFoundError: malformed, absent, foreign, of a tenant out of reach.
    """
    if not is_public_id(ref, "pol"):
        raise NotFoundError("malformed policy id")
    return scope.get(Policy, ref)


def detail(scope: Scope, found: Policy) -> Any:
    """The policy with its tenant, its family's coverage and its current version."""
    values = {"workspace": scope.workspace_id, "policy": found.id}
    return scope.session.connection().execute(_DETAIL, values).one()


def version(scope: Scope, found: Policy, ref: str) -> PolicyVersion:
    """A version of this policy by public id, the current one for an empty id.

    Raises:
        NotFoundError: malformed, absent, foreign, of another policy.
    """
    query = scope.select(PolicyVersion).where(PolicyVersion.policy_id == found.id)
    if ref and not is_public_id(ref, "ver"):
        raise NotFoundError("malformed version id")
    query = query.where(PolicyVersion.public_id == ref) if ref else query.where(PolicyVersion.number == found.version)
    row = scope.session.exec(query).one_or_none()
    if row is None:
        raise NotFoundError("no such version of the policy")
    return row


def before(scope: Scope, found: PolicyVersion) -> PolicyVersion | None:
    """The version before this one."""
    query = scope.select(PolicyVersion).where(PolicyVersion.policy_id == found.policy_id)
    return scope.session.exec(query.where(PolicyVersion.number == found.number - 1)).one_or_none()


def history(scope: Scope, policy_id: UUID, skip: int, limit: int = PAGE) -> Sequence[Any]:
    """What happened to a policy, newest first, one more than `limit` if there is."""
    values = {"workspace": scope.workspace_id, "policy": policy_id, "skip": skip, "limit": limit + 1}
    return scope.session.connection().execute(_HISTORY, values).all()


def versions(scope: Scope, policy_id: UUID) -> Sequence[Any]:
    """The newest versions (public_id, number, observed_at, author)."""
    values = {"workspace": scope.workspace_id, "policy": policy_id, "limit": VERSIONS}
    return scope.session.connection().execute(_VERSIONS, values).all()


def content(scope: Scope, digest: str) -> str:
    """The text behind a digest of a version that the scope has reached."""
    values = {"workspace": scope.workspace_id, "digest": digest}
    return str(scope.session.connection().execute(_TEXT, values).scalar_one())


def piece(scope: Scope, digest: str, start: int, length: int) -> tuple[str, int]:
    """A piece of a text from `start` on, and the size of the whole."""
    values = {"workspace": scope.workspace_id, "digest": digest, "start": start + 1, "length": length}
    row = scope.session.connection().execute(_PIECE, values).one()
    return row.text, row.size


def tenant_ref(scope: Scope, tenant_id: UUID) -> str:
    """The public id of a tenant of the workspace."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id}
    return str(scope.session.connection().execute(_TENANT, values).scalar_one())


def references(scope: Scope, policy_id: UUID) -> Sequence[Any]:
    """What the policy points at now (usage, kind, provider_id)."""
    values = {"workspace": scope.workspace_id, "policy": policy_id}
    return scope.session.connection().execute(_REFERENCES, values).all()


def names(scope: Scope, tenant_id: UUID, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Name]:
    """(kind, id) → (name, state). What is a policy itself is called by the inventory, the rest by the directory."""
    if not wanted:
        return {}
    kinds, ids = {kind for kind, _ in wanted}, list({ref for _, ref in wanted})
    own = {"workspace": scope.workspace_id, "tenant": tenant_id, "ids": ids}
    connection = scope.session.connection()
    told = connection.execute(_DIRECTORY, own | {"kinds": list(kinds)})
    found: dict[tuple[str, str], Name] = {(row.kind, row.provider_id): (row.name, row.state) for row in told}
    families = {kind: NAMES_IN_FAMILIES[kind].family for kind in kinds if kind in NAMES_IN_FAMILIES}
    if not families:
        return found
    asked = own | {"families": list(families.values())}
    known = {(row.family, row.provider_id): row for row in connection.execute(_IN_FAMILIES, asked)}
    complete = set(connection.execute(_COMPLETE, {k: asked[k] for k in ("workspace", "tenant", "families")}).scalars())
    for kind, ref in wanted:
        family = families.get(kind, "")
        row = known.get((family, ref))
        if row is not None:
            found[kind, ref] = (row.name, "missing" if row.is_ghost else "resolved")
        elif family in complete and (kind, ref) not in found:
            found[kind, ref] = ("", "missing")
    return found
