"""Named reads of people as findings need them: account and standing together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.access.capabilities import Plane
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

_CURRENT = """m.workspace_id = :workspace and m.plane = :plane and m.revoked_at is null
    and (m.expires_at is null or m.expires_at > :now)"""
_STANDINGS = """
  select u.id, u.public_id, u.display_name, u.is_active, m.id as membership_id, m.role, m.tenant_mode
  from user_account u left join membership m on m.user_id = u.id and {current}
  where u.id = any(cast(:people as uuid[]))
"""
_MEMBERS = """
  select u.id, u.public_id, u.display_name, u.is_active, m.id as membership_id, m.role, m.tenant_mode
  from membership m join user_account u on u.id = m.user_id
  where {current} and u.is_active and (:ref = '' or u.public_id = :ref)
"""
_NAMED = text("""
  select membership_id, named_tenant_id from membership_tenant
  where workspace_id = :workspace and membership_id = any(cast(:memberships as uuid[]))
""")


def _values(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"workspace": scope.workspace_id, "plane": Plane.ADMIN.value, "now": now(), **more}


def standings(scope: Scope, wanted: Iterable[UUID]) -> Sequence[Any]:
    """Accounts with their current membership of the workspace's administration, where they have one."""
    query = text(_STANDINGS.format(current=_CURRENT))
    return scope.session.connection().execute(query, _values(scope, people=list(wanted))).all()


def members(scope: Scope, ref: str = "") -> Sequence[Any]:
    """Everybody who is a member of the workspace's administration now; one of them by public id."""
    query = text(_MEMBERS.format(current=_CURRENT))
    return scope.session.connection().execute(query, _values(scope, ref=ref)).all()


def named_tenants(scope: Scope, memberships: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Membership → the tenants it names."""
    values = {"workspace": scope.workspace_id, "memberships": list(memberships)}
    found: dict[UUID, list[UUID]] = {}
    for row in scope.session.connection().execute(_NAMED, values):
        found.setdefault(row.membership_id, []).append(row.named_tenant_id)
    return found
