"""Named reads and locks of connections, credentials and reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, text
from sqlmodel import Session, col, select

from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.provider.tables import PermissionReport, ProviderConnection, ProviderCredential
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

C = ProviderConnection
K = ProviderCredential
_HOLD = text(
    "select c.is_enabled, c.consent, c.reason_code, k.expires_at, k.id is not null as has_credential"
    " from provider_connection c left join provider_credential k on k.workspace_id = c.workspace_id"
    " and k.connection_id = c.id and k.state = 'current'"
    " where c.workspace_id = :workspace and c.tenant_id = :tenant and c.removed_at is null"
    " order by c.is_enabled desc, c.created_at desc limit 1 for share of c"
)
_WORKSPACES = text("select id, public_id from workspace order by public_id")
_NEWEST = text(
    "select distinct on (tenant_id) tenant_id, missing from permission_report"
    " where workspace_id = :workspace and tenant_id = any(:tenants) order by tenant_id, created_at desc"
)


@dataclass(frozen=True)
class Way:
    """What a gate must know of a connection and its current credential."""

    is_enabled: bool
    consent: str
    reason_code: str
    expires_at: datetime | None
    has_credential: bool


def hold_way(session: Session, workspace_id: UUID, tenant_id: UUID) -> Way | None:
    """The connection through which a tenant is reached, kept so until commit; None where there is none."""
    values = {"workspace": workspace_id, "tenant": tenant_id}
    row = session.connection().execute(_HOLD, values).one_or_none()
    return None if row is None else Way(*row)


def connections_with_credentials(
    scope: Scope, tenants: Collection[UUID]
) -> Sequence[tuple[ProviderConnection, ProviderCredential | None]]:
    """(connection, current credential) of each tenant, the one that counts last."""
    query = (
        select(C, K)
        .outerjoin(K, _current())
        .where(C.workspace_id == scope.workspace_id, scope.tenants.reaches_row(col(C.tenant_id)))
        .where(col(C.tenant_id).in_(list(tenants)), col(C.removed_at).is_(None))
        .order_by(col(C.is_enabled), col(C.created_at))
    )
    return scope.session.exec(query).all()


def _current() -> Any:
    return and_(
        col(K.workspace_id) == col(C.workspace_id), col(K.connection_id) == col(C.id), col(K.state) == "current"
    )  # fmt: skip


def newest_reports(scope: Scope, tenants: Collection[UUID]) -> dict[UUID, int]:
    """Tenant → how many permissions its newest report misses."""
    values = {"workspace": scope.workspace_id, "tenants": list(tenants)}
    return {row.tenant_id: row.missing for row in scope.session.connection().execute(_NEWEST, values)}


def listed(
    scope: Scope, tenant_id: UUID | None
) -> Sequence[tuple[ProviderConnection, Tenant, ProviderCredential | None]]:
    """(connection, tenant, current credential) of one tenant or of all, by the tenant's name."""
    query = (
        select(C, Tenant, K)
        .join(Tenant, and_(col(Tenant.workspace_id) == col(C.workspace_id), col(Tenant.id) == col(C.tenant_id)))
        .outerjoin(K, _current())
        .where(C.workspace_id == scope.workspace_id, scope.tenants.reaches_row(col(C.tenant_id)))
        .where(col(C.removed_at).is_(None))
        .order_by(col(Tenant.name), col(C.is_enabled).desc(), col(C.created_at).desc())
    )
    if tenant_id is not None:
        query = query.where(C.tenant_id == tenant_id)
    return scope.session.exec(query).all()


def connection(scope: Scope, ref: str, *, lock: bool = False) -> ProviderConnection:
    """The connection with this public id that nobody removed.

    Raises:
        NotFoundError: malformed, absent, foreign, removed and out of reach alike.
    """
    row = scope.get(C, ref, lock=lock)
    if row.removed_at is not None:
        raise NotFoundError("the connection was removed")
    return row


def connection_by_key(scope: Scope, key: UUID) -> ProviderConnection:
    """The connection that a row of ours points at.

    Raises:
        NotFoundError: somebody removed it.
    """
    row = scope.session.exec(scope.select(C).where(C.id == key, col(C.removed_at).is_(None))).one_or_none()
    if row is None:
        raise NotFoundError("the connection was removed")
    return row


def tenant_of(scope: Scope, row: ProviderConnection) -> Tenant:
    """The tenant a connection belongs to."""
    return scope.session.exec(scope.select(Tenant).where(Tenant.id == row.tenant_id)).one()


def enabled(scope: Scope, tenant_id: UUID) -> ProviderConnection | None:
    """The enabled connection of a tenant."""
    query = scope.select(C).where(C.tenant_id == tenant_id, col(C.is_enabled))
    return scope.session.exec(query).one_or_none()


def credentials(scope: Scope, row: ProviderConnection) -> Sequence[ProviderCredential]:
    """All credentials of a connection, the newest first."""
    query = scope.select(K).where(K.connection_id == row.id).order_by(col(K.created_at).desc(), col(K.public_id))
    return scope.session.exec(query).all()


def credential_in(scope: Scope, row: ProviderConnection, state: str) -> ProviderCredential | None:
    """The connection's credential in this state (next or current)."""
    return scope.session.exec(scope.select(K).where(K.connection_id == row.id, K.state == state)).one_or_none()


def reports(scope: Scope, tenant_id: UUID, limit: int) -> Sequence[PermissionReport]:
    """A tenant's reports, the newest first."""
    query = scope.select(PermissionReport).where(PermissionReport.tenant_id == tenant_id)
    return scope.session.exec(query.order_by(col(PermissionReport.created_at).desc()).limit(limit)).all()


def last_check(scope: Scope, row: ProviderConnection) -> str:
    """The public id of the run that made the connection's newest report, or nothing."""
    query = (
        select(PermissionReport.run_ref)
        .where(PermissionReport.workspace_id == scope.workspace_id, PermissionReport.connection_id == row.id)
        .order_by(col(PermissionReport.created_at).desc())
    )
    return scope.session.exec(query).first() or ""


def current_of(scope: Scope, other: ProviderCredential) -> ProviderCredential | None:
    """The current credential of the connection that `other` belongs to."""
    query = scope.select(K).where(K.connection_id == other.connection_id, K.state == "current")
    return scope.session.exec(query).one_or_none()


def connection_of(scope: Scope, row: ProviderCredential, *, lock: bool = False) -> ProviderConnection | None:
    """The connection that a credential belongs to, unless it was removed."""
    query = scope.select(C).where(C.id == row.connection_id, col(C.removed_at).is_(None))
    return scope.session.exec(query.with_for_update() if lock else query).one_or_none()


def way(scope: Scope, tenant_id: UUID) -> ProviderConnection | None:
    """The tenant's enabled connection, or the newest of those that are not."""
    query = scope.select(C).where(C.tenant_id == tenant_id, col(C.removed_at).is_(None))
    return scope.session.exec(query.order_by(col(C.is_enabled).desc(), col(C.created_at).desc())).first()


def report(scope: Scope, tenant_id: UUID, ref: str) -> PermissionReport:
    """One report of a tenant.

    Raises:
        NotFoundError: malformed, absent, foreign, and another tenant's alike.
    """
    row = scope.get(PermissionReport, ref)
    if row.tenant_id != tenant_id:
        raise NotFoundError("the report is another tenant's")
    return row


def workspaces(session: Session) -> list[tuple[UUID, str]]:
    """(key, public id) of every workspace; needs the runner role."""
    return [(row.id, row.public_id) for row in session.connection().execute(_WORKSPACES)]


def sealed_otherwise(scope: Scope, key_id: str) -> Sequence[ProviderCredential]:
    """The credentials that are not sealed under this key, held until commit."""
    query = scope.select(K).where(K.state != "retired", K.key_id != key_id).order_by(col(K.public_id))
    return scope.session.exec(query.with_for_update()).all()
