"""Named reads and locks of tenants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col

from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant, TenantMemory

_REMEMBER = text(
    "insert into tenant_memory (workspace_id, id, user_id, tenant_id, used_at)"
    " values (:workspace, gen_random_uuid(), :person, :tenant, :now)"
    " on conflict (workspace_id, user_id, tenant_id) do update set used_at = excluded.used_at"
)
_HOLD = text("select lifecycle from tenant where workspace_id = :workspace and id = :tenant for share")


def all_tenants(scope: Scope) -> Sequence[Tenant]:
    """Every tenant the scope reaches, by name."""
    return scope.session.exec(scope.select(Tenant).order_by(col(Tenant.name), col(Tenant.public_id))).all()


def claimed(scope: Scope, provider_tenant_id: UUID) -> Tenant | None:
    """The tenant that claims this provider id, as far as the scope may see it."""
    return scope.session.exec(scope.select(Tenant).where(Tenant.provider_tenant_id == provider_tenant_id)).one_or_none()


def last_used(scope: Scope) -> UUID | None:
    """The tenant this person used last, if the scope reaches it."""
    query = scope.select(TenantMemory).where(TenantMemory.user_id == scope.actor.user_id)
    found = scope.session.exec(query.order_by(col(TenantMemory.used_at).desc())).first()
    return found.tenant_id if found else None


def remember(scope: Scope, tenant_id: UUID, moment: Any) -> None:
    """Note that the person used this tenant."""
    values = {"workspace": scope.workspace_id, "person": scope.actor.user_id, "tenant": tenant_id, "now": moment}
    scope.session.connection().execute(_REMEMBER, values)


def hold_lifecycle(session: Session, workspace_id: UUID, tenant_id: UUID) -> str | None:
    """The tenant's lifecycle, kept so until commit."""
    values = {"workspace": workspace_id, "tenant": tenant_id}
    return session.connection().execute(_HOLD, values).scalar_one_or_none()
