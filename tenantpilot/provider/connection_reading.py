"""What pages read of connections. A credential's content is never read here."""

from __future__ import annotations

from datetime import datetime

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope, resolve_tenant
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.settings import settings
from tenantpilot.operations.links import run_href
from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.provider import connections, queries, rotation
from tenantpilot.provider.credentials import expiry
from tenantpilot.provider.tables import ProviderConnection, ProviderCredential
from tenantpilot.provider.views import ConnectionDetail, ConnectionList, ConnectionRow, CredentialRow, NewConnection
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import links
from tenantpilot.tenants.tables import Tenant


def redirect_uri() -> str:
    """Where the provider leads an administrator back to; the application's registration must name it."""
    return f"{settings().origin}/provider/consent/callback"


def consent_href(space: str, connection_ref: str) -> str:
    """Where an administrator's consent begins."""
    return f"/provider/consent/start?space={space}&connection={connection_ref}"


def list_connections(ctx: Context, environment_id: str = "") -> ConnectionList:
    """The connections of the tenants the person reaches, or of the one that `environment_id` names.

    Raises:
        NotFoundError: no such tenant in reach.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_READ) as scope:
        chosen = resolve_tenant(scope, environment_id) if environment_id else None
        tenant = scope.get(Tenant, environment_id) if chosen else None
        found = queries.listed(scope, chosen[0] if chosen else None)
        missing = queries.newest_reports(scope, {row.tenant_id for row, _, _ in found})
        may_manage = holds(Role(scope.role), Capability.CONNECTION_MANAGE)
        can_connect = may_manage and tenant is not None and tenant.lifecycle in connections.CONNECTABLE
        return ConnectionList(
            rows=tuple(_row(ctx, scope, *one, missing.get(one[0].tenant_id, 0)) for one in found),
            environment_id=environment_id,
            tenant_name=tenant.name if tenant else "",
            new_href=links.new_connection_href(scope.workspace_ref, environment_id) if can_connect else "",
            may_manage=may_manage,
        )


def _row(
    ctx: Context,
    scope: Scope,
    row: ProviderConnection,
    tenant: Tenant,
    current: ProviderCredential | None,
    missing: int,
) -> ConnectionRow:
    space = scope.workspace_ref
    return ConnectionRow(
        handle=seal(ctx, connections.KIND, row.public_id),
        connection_ref=row.public_id,
        href=links.connection_href(space, row.public_id),
        name=row.name,
        tenant_ref=tenant.public_id,
        tenant_name=tenant.name,
        tenant_href=links.tenant_href(space, tenant.public_id),
        environment=tenant.environment,
        client_id=str(row.client_id),
        is_enabled=row.is_enabled,
        health=row.health,
        consent=row.consent,
        reason_code=row.reason_code,
        checked_at=iso(row.checked_at),
        credential_kind=current.kind if current else "",
        credential_expires_at=iso(current.expires_at) if current else "",
        expiry=expiry(current.expires_at, now()) if current else "unknown",
        missing_permissions=missing,
    )


def connection_detail(ctx: Context, connection_ref: str) -> ConnectionDetail:
    """One connection by public id; what may be done there follows from the record's own tenant.

    Raises:
        NotFoundError: malformed, absent, foreign, removed and out of reach alike.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_READ) as scope:
        row = queries.connection(scope, connection_ref)
        tenant, held = queries.tenant_of(scope, row), queries.credentials(scope, row)
        current = next((one for one in held if one.state == "current"), None)
        newest = queries.newest_reports(scope, [tenant.id])
        last = queries.last_check(scope, row)
        other = queries.enabled(scope, tenant.id)
        role, space = Role(scope.role), scope.workspace_ref
        shown = _row(ctx, scope, row, tenant, current, newest.get(tenant.id, 0))
    may_manage = holds(role, Capability.CONNECTION_MANAGE)
    connectable = tenant.lifecycle in connections.CONNECTABLE
    return ConnectionDetail(
        row=shown,
        provider_tenant_id=str(tenant.provider_tenant_id or ""),
        organization=row.organization,
        detail=row.detail,
        next_steps=NEXT_STEPS.get(row.reason_code, ()),
        credentials=tuple(_credential(ctx, one, may_manage=may_manage) for one in held),
        created_at=iso(row.created_at),
        check_run_href=run_href(space, last) if last else "",
        permissions_href=links.permissions_href(space, tenant.public_id),
        consent_href=consent_href(space, row.public_id) if may_manage and connectable else "",
        redirect_uri=redirect_uri(),
        may_check=holds(role, Capability.CONNECTION_CHECK),
        may_manage=may_manage,
        can_enable=may_manage and connectable and not row.is_enabled and other is None and current is not None,
        can_disable=may_manage and row.is_enabled,
        can_remove=may_manage,
        can_add_credential=may_manage and all(one.state != "next" for one in held),
    )


def _credential(ctx: Context, row: ProviderCredential, *, may_manage: bool) -> CredentialRow:
    moment = now()
    is_next, state = row.state == "next", expiry(row.expires_at, moment)
    return CredentialRow(
        handle=seal(ctx, rotation.KIND, row.public_id),
        credential_ref=row.public_id,
        kind=row.kind,
        state=row.state,
        fingerprint=row.fingerprint,
        created_at=iso(row.created_at),
        expires_at=iso(row.expires_at),
        expires_in_days=_days(row.expires_at, moment),
        expiry=state,
        checked_at=iso(row.checked_at),
        reason_code=row.reason_code,
        may_promote=may_manage and is_next and row.checked_at is not None and not row.reason_code
        and state != "expired",
        may_discard=may_manage and is_next,
    )  # fmt: skip


def _days(expires_at: datetime | None, moment: datetime) -> int | None:
    return None if expires_at is None else max(0, (expires_at - moment).days)


def new_connection(ctx: Context, environment_id: str) -> NewConnection:
    """What the page of a new connection says about the tenant that `environment_id` names.

    Raises:
        NotFoundError: no such tenant in reach; an empty `environment_id` names none.
        ConflictError: the tenant cannot be connected in its present lifecycle.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, tenant=environment_id or "") as scope:
        tenant = connections.connectable(scope)
        return NewConnection(
            environment_id=tenant.public_id,
            tenant_name=tenant.name,
            tenant_href=links.tenant_href(scope.workspace_ref, tenant.public_id),
            provider_tenant_id=str(tenant.provider_tenant_id or ""),
            redirect_uri=redirect_uri(),
            has_enabled=queries.enabled(scope, tenant.id) is not None,
        )
