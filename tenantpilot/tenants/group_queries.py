"""Named reads and changes of groups of tenants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col

from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import TenantGroup

_TAKEN = text("""
  select 1 from tenant_group where workspace_id = :workspace and lower(name) = lower(:name) and public_id <> :except
  limit 1
""")
_COUNT = text("select count(*) from tenant_group where workspace_id = :workspace")
_MEMBERS = text("""
  select m.group_id, m.tenant_id, t.public_id, t.name from tenant_group_member m
    join tenant t on t.workspace_id = m.workspace_id and t.id = m.tenant_id
  where m.workspace_id = :workspace and (cast(:group as uuid) is null or m.group_id = :group)
  order by t.name, t.public_id
""")
_DROP = text("""
  delete from tenant_group_member where workspace_id = :workspace and group_id = :group and tenant_id = any(:tenants)
""")


def is_taken(scope: Scope, name: str, but: str = "") -> bool:
    """Whether another group has the name, in whatever letters."""
    return _do(scope, _TAKEN, name=name, **{"except": but}).first() is not None


def count(scope: Scope) -> int:
    """How many groups the workspace has."""
    return int(_do(scope, _COUNT).scalar_one())


def groups(scope: Scope) -> Sequence[TenantGroup]:
    """All groups by name."""
    return scope.session.exec(scope.select(TenantGroup).order_by(col(TenantGroup.name))).all()


def members(scope: Scope, group_id: UUID) -> dict[UUID, str]:
    """Key → public id of the tenants in a group, as far as the scope reaches them."""
    return {row.tenant_id: row.public_id for row in all_members(scope, group_id)}


def all_members(scope: Scope, group_id: UUID | None = None) -> list[Any]:
    """Who is in which group (group_id, tenant_id, public_id, name), as far as the scope reaches them."""
    return [row for row in _do(scope, _MEMBERS, group=group_id) if scope.tenants.reaches(row.tenant_id)]


def drop(scope: Scope, group_id: UUID, tenants: Sequence[UUID]) -> None:
    """Take tenants out of a group."""
    if tenants:
        _do(scope, _DROP, group=group_id, tenants=list(tenants))


def _do(scope: Scope, statement: Any, **values: Any) -> Any:
    return scope.session.connection().execute(statement, {"workspace": scope.workspace_id, **values})
