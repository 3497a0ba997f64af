"""Named reads of the log for the pages; each takes a Scope and returns what its row-level security lets through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Text, Uuid, column, or_, table, text
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from tenantpilot.access.tables import Membership, UserAccount, Workspace
from tenantpilot.audit.filters import AuditFilters, Place
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.actions import DENIALS
from tenantpilot.store.chain import HASHED
from tenantpilot.store.scope import Scope
from tenantpilot.store.tables import AuditEntry, AuditHead

PAGE = 50
_TENANT = table("tenant", column("id", Uuid()), column("workspace_id", Uuid()), column("public_id", Text()))
_EXPORTED = [col(getattr(AuditEntry, name)) for name in ("seq", "at", "salt", "hash", *HASHED)]
# Walks from one value to the next along an index instead of reading every entry.
_DISTINCT = """
  with recursive known(value) as (
    (select min(e.{column}) from audit_entry e where e.workspace_id = :workspace and {reached} and e.{column} > '')
    union all
    select (select min(e.{column}) from audit_entry e where e.workspace_id = :workspace and {reached}
      and e.{column} > known.value)
    from known where known.value is not null
  ) select value from known where value is not null limit 500
"""
_REACHED = """case :mode when 'all' then true when 'only' then e.tenant_id = any(cast(:tenants as uuid[]))
  else cardinality(cast(:tenants as uuid[])) > 0 and e.tenant_id <> all(cast(:tenants as uuid[])) end"""
_ACTORS, _ACTIONS, _KINDS = (
    text(_DISTINCT.format(column=name, reached=_REACHED)) for name in ("actor_ref", "action", "subject_kind")
)


def readable(scope: Scope) -> SelectOfScalar[AuditEntry]:
    """The entries within the scope's reach: entries about no tenant need the whole workspace."""
    query = select(AuditEntry).where(AuditEntry.workspace_id == scope.workspace_id)
    return query if scope.tenants.mode == "all" else query.where(scope.tenants.reaches_row(col(AuditEntry.tenant_id)))


def _text(wanted: str) -> ColumnElement[bool]:
    if is_public_id(wanted):
        names = ("actor_ref", "subject_ref", "tenant_ref", "run_ref", "request_ref")
        return or_(*(col(getattr(AuditEntry, name)) == wanted for name in names))
    people = select(UserAccount.public_id).where(col(UserAccount.display_name).icontains(wanted, autoescape=True))
    return or_(
        col(AuditEntry.reason).icontains(wanted, autoescape=True),
        col(AuditEntry.action).icontains(wanted, autoescape=True),
        col(AuditEntry.actor_ref).in_(people),
    )


def conditions(scope: Scope, filters: AuditFilters) -> list[ColumnElement[bool]]:
    """The filters as conditions on an entry."""
    equal = {
        AuditEntry.actor_ref: filters.actor,
        AuditEntry.action: filters.action,
        AuditEntry.subject_kind: filters.subject_kind,
        AuditEntry.subject_ref: filters.subject,
        AuditEntry.run_ref: filters.run,
    }
    made = [col(column) == value for column, value in equal.items() if value]
    if filters.tenant:
        # By key as well: that is what the index is made of.
        its_key = core_select(_TENANT.c.id).where(
            _TENANT.c.workspace_id == scope.workspace_id, _TENANT.c.public_id == filters.tenant
        )
        made.append(col(AuditEntry.tenant_ref) == filters.tenant)
        made.append(col(AuditEntry.tenant_id) == its_key.scalar_subquery())
    if filters.first_moment:
        made.append(col(AuditEntry.at) >= filters.first_moment)
    if filters.end_moment:
        made.append(col(AuditEntry.at) < filters.end_moment)
    if filters.denials_only:
        made.append(col(AuditEntry.action).in_(sorted(DENIALS)))
    if filters.text.strip():
        made.append(_text(filters.text.strip()))
    return made


def entries(scope: Scope, filters: AuditFilters, place: Place, limit: int = PAGE) -> list[AuditEntry]:
    """One entry more than `limit` where there is one, nearest to the place first."""
    query, seq = readable(scope).where(*conditions(scope, filters)), col(AuditEntry.seq)
    if place.seq is not None:
        query = query.where(seq > place.seq if place.newer else seq < place.seq)
    return list(scope.session.exec(query.order_by(seq if place.newer else seq.desc()).limit(limit + 1)))


def shown(scope: Scope, filters: AuditFilters, first: int, last: int) -> Iterator[Any]:
    """Readable entries that pass the filters' conditions, by number: time, salt, hash and the hashed texts."""
    query = readable(scope).where(*conditions(scope, filters)).where(col(AuditEntry.seq).between(first, last))
    return iter(scope.session.connection().execute(query.with_only_columns(*_EXPORTED).order_by(col(AuditEntry.seq))))


def entry(scope: Scope, seq: int) -> AuditEntry | None:
    """The entry with this number."""
    return scope.session.exec(readable(scope).where(AuditEntry.seq == seq)).one_or_none()


def head(scope: Scope) -> AuditHead | None:
    """The newest number and hash of the scope's chain, None before its first entry."""
    return scope.session.get(AuditHead, scope.workspace_id, populate_existing=True)


def people(scope: Scope, refs: Iterable[str]) -> dict[str, str]:
    """Public id → display name of these people."""
    wanted = select(UserAccount.public_id, UserAccount.display_name).where(col(UserAccount.public_id).in_(set(refs)))
    return dict(scope.session.exec(wanted).all())


def members(scope: Scope, refs: Iterable[str]) -> dict[str, str]:
    """Public id of a membership → the member's display name."""
    wanted = (
        select(Membership.public_id, UserAccount.display_name)
        .join(UserAccount, col(UserAccount.id) == col(Membership.user_id))
        .where(Membership.workspace_id == scope.workspace_id, col(Membership.public_id).in_(set(refs)))
    )
    return dict(scope.session.exec(wanted).all())


def workspace_name(scope: Scope) -> str:
    """The name of the scope's own workspace."""
    return scope.session.exec(select(Workspace.name).where(Workspace.id == scope.workspace_id)).one_or_none() or ""


def _distinct(scope: Scope, statement: Any) -> list[str]:
    values = {"workspace": scope.workspace_id, "mode": scope.tenants.mode, "tenants": list(scope.tenants.ids)}
    return list(scope.session.connection().execute(statement, values).scalars())


def actors(scope: Scope) -> list[str]:
    """Everybody who occurs in the readable part of the log."""
    return _distinct(scope, _ACTORS)


def actions(scope: Scope) -> list[str]:
    """Every action that occurs in the readable part of the log."""
    return _distinct(scope, _ACTIONS)


def subject_kinds(scope: Scope) -> list[str]:
    """Every kind of subject that occurs in the readable part of the log."""
    return _distinct(scope, _KINDS)
