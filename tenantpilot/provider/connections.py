"""What people do with connections: make, change, switch on and off, remove. Authority comes only from the workspace and
from `environment_id` (on create) or the record's own tenant (on everything else), never from what was remembered (G7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.provider import credential_store, queries
from tenantpilot.provider.credentials import CredentialForm, checked
from tenantpilot.provider.tables import ProviderConnection
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.lifecycle import Lifecycle
from tenantpilot.tenants.rules import LONGEST_NAME, check_reason, guid
from tenantpilot.tenants.tables import Tenant

KIND = "connection"
CONNECTABLE = frozenset({Lifecycle.ONBOARDING.value, Lifecycle.ACTIVE.value, Lifecycle.SUSPENDED.value})


@dataclass(frozen=True)
class ConnectionForm:
    """A connection as a form gives it; `client_id` is the application's id at the provider."""

    name: str
    client_id: str


def create_connection(ctx: Context, environment_id: str, form: ConnectionForm, credential: CredentialForm) -> str:
    """Connect the tenant whose public id is `environment_id`, and return the connection's public id.

    It is enabled at once unless the tenant has an enabled connection already.

    Raises:
        NotFoundError: no such tenant in reach; an empty `environment_id` names none.
        InvalidInputError: per field what is wrong.
        ConflictError: the tenant is a draft, archived or about to be removed.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, tenant=environment_id or "", write=True) as scope:
        return create_within(scope, form, credential).public_id


def create_within(scope: Scope, form: ConnectionForm, credential: CredentialForm) -> ProviderConnection:
    """The second half of `create_connection`, on a scope that proved the right to connect `scope.tenant`."""
    tenant = connectable(scope, lock=True)
    name, client = _cleaned(form, tenant.name)
    brought = checked(credential)
    row = scope.add(
        ProviderConnection(
            workspace_id=scope.workspace_id,
            tenant_id=tenant.id,
            name=name,
            client_id=client,
            is_enabled=queries.enabled(scope, tenant.id) is None,
        )
    )
    stored = credential_store.add(scope, row, brought, state="current")
    scope.record("credential.added", "credential", stored.public_id, after=credential_store.described(stored))
    scope.record("connection.created", KIND, row.public_id, after=described(row))
    return row


def connectable(scope: Scope, *, lock: bool = False) -> Tenant:
    """The scope's tenant, if a connection may be made to it.

    Raises:
        InvalidInputError: the scope is about no tenant.
        ConflictError: the tenant is a draft, archived or about to be removed.
    """
    if scope.tenant is None:
        raise InvalidInputError({"environment_id": "error-field-required"})
    tenant = scope.get(Tenant, scope.tenant[1], lock=lock)
    if tenant.lifecycle not in CONNECTABLE:
        raise ConflictError("the tenant cannot be connected", message_key="error-tenant-not-connectable")
    return tenant


def _cleaned(form: ConnectionForm, fallback: str) -> tuple[str, Any]:
    name, client, wrong = " ".join(form.name.split()) or fallback, guid(form.client_id), {}
    if len(name) > LONGEST_NAME:
        wrong["name"] = "error-field-too-long"
    if client is None:
        wrong["client_id"] = "error-field-guid" if form.client_id.strip() else "error-field-required"
    if wrong:
        raise InvalidInputError(wrong)
    return name, client


def described(row: ProviderConnection) -> dict[str, Any]:
    """A connection as the audit log keeps it."""
    return {"name": row.name, "client_id": str(row.client_id), "is_enabled": row.is_enabled}


def load(ctx: Context, scope: Scope, handle: str, *, lock: bool = True) -> ProviderConnection:
    """The connection behind a handle; the scope's subject becomes the tenant that owns it.

    Raises:
        NotFoundError: forged, foreign, removed and out of reach alike.
    """
    row = queries.connection(scope, unseal(ctx, KIND, handle), lock=lock)
    scope.tenant = (row.tenant_id, queries.tenant_of(scope, row).public_id)
    return row


def change_connection(ctx: Context, handle: str, form: ConnectionForm) -> None:
    """Rename a connection or point it at another application, about which nothing is known before the next check.

    Raises:
        NotFoundError: the handle does not open, or the connection is out of reach.
        InvalidInputError: per field what is wrong.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        row = load(ctx, scope, handle)
        before = described(row)
        name, client = _cleaned(form, row.name)
        if client != row.client_id:
            row.health, row.consent, row.reason_code, row.detail, row.checked_at = "unknown", "unknown", "", "", None
        row.name, row.client_id = name, client
        scope.session.add(row)
        if described(row) != before:
            scope.record("connection.changed", KIND, row.public_id, before=before, after=described(row))


def set_enabled(ctx: Context, handle: str, *, is_enabled: bool, reason: str = "") -> None:
    """Switch a connection on or off; runs that use it stop before their next request to the tenant.

    Raises:
        NotFoundError: the handle does not open, or the connection is out of reach.
        InvalidInputError: switching off needs a reason.
        ConflictError: it is so already, another connection of the tenant is enabled, or it has no credential.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        row = load(ctx, scope, handle)
        reason = check_reason(reason, is_needed=not is_enabled)
        if row.is_enabled == is_enabled:
            raise ConflictError("it is so already")
        if is_enabled:
            _may_be_enabled(scope, row)
        before = described(row)
        row.is_enabled = is_enabled
        scope.session.add(row)
        action = "connection.enabled" if is_enabled else "connection.disabled"
        scope.record(action, KIND, row.public_id, before=before, after=described(row), reason=reason)


def _may_be_enabled(scope: Scope, row: ProviderConnection) -> None:
    if queries.enabled(scope, row.tenant_id) is not None:
        raise ConflictError("another one is enabled", message_key="error-connection-other-enabled")
    if queries.credential_in(scope, row, "current") is None:
        raise ConflictError("no credential", message_key="error-connection-no-credential")
    if queries.tenant_of(scope, row).lifecycle not in CONNECTABLE:
        raise ConflictError("the tenant cannot be connected", message_key="error-tenant-not-connectable")


def remove_connection(ctx: Context, handle: str, *, reason: str) -> None:
    """Take a connection away for good: switched off, its credentials destroyed; its history stays.

    Raises:
        NotFoundError: the handle does not open, or the connection is out of reach.
        InvalidInputError: no reason.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        row = load(ctx, scope, handle)
        reason = check_reason(reason, is_needed=True)
        before = described(row)
        retired = credential_store.retire_all(scope, row)
        row.is_enabled, row.removed_at = False, now()
        scope.session.add(row)
        for one in retired:
            scope.record("credential.retired", "credential", one.public_id, reason=reason)
        scope.record("connection.removed", KIND, row.public_id, before=before, after=described(row), reason=reason)
