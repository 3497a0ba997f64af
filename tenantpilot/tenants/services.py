"""What people do with tenants: add, identify, rename, move through the lifecycle (all audited), and remember."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import lifecycle, queries
from tenantpilot.tenants.lifecycle import Lifecycle
from tenantpilot.tenants.reading import KIND
from tenantpilot.tenants.rules import TenantForm, check_reason, cleaned, guid
from tenantpilot.tenants.tables import Tenant


def add_tenant(ctx: Context, form: TenantForm) -> str:
    """Write a tenant down and return its public id: in onboarding when the form identifies it, else a draft.

    Raises:
        InvalidInputError: per field what is wrong; also when another tenant of the workspace claims the provider's id.
        ForbiddenError: without the capability, and with a membership narrowed to some tenants.
    """
    with open_scope(ctx, Capability.TENANT_MANAGE, write=True) as scope:
        if scope.tenants.mode != "all":
            raise ForbiddenError("adding tenants needs all tenants")
        return add_within(scope, cleaned(form)).public_id


def add_within(scope: Scope, form: TenantForm) -> Tenant:
    """The second half of `add_tenant`, on a scope that proved the right to it."""
    row = scope.add(
        Tenant(
            workspace_id=scope.workspace_id,
            name=form.name,
            primary_domain=form.primary_domain,
            environment=form.environment,
            tier=form.tier,
        )
    )
    if form.provider_tenant_id:
        _identify(scope, row, form.provider_tenant_id)
    scope.record("tenant.added", KIND, row.public_id, after=_described(row), tenant=(row.id, row.public_id))
    return row


def change_tenant(ctx: Context, handle: str, form: TenantForm) -> None:
    """Change a tenant's name, domain or environment; a draft may be identified, which starts its onboarding.

    Raises:
        NotFoundError: the handle does not open, or the tenant is out of reach.
        InvalidInputError: per field what is wrong; an identified tenant keeps its provider's id.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, Capability.TENANT_MANAGE, write=True) as scope:
        row = _load(ctx, scope, handle)
        form = cleaned(form)
        before = _described(row)
        wanted = guid(form.provider_tenant_id)
        if row.provider_tenant_id is not None and wanted not in (None, row.provider_tenant_id):
            raise InvalidInputError({"provider_tenant_id": "error-field-tenant-fixed"})
        row.name, row.primary_domain, row.environment = form.name, form.primary_domain, form.environment
        is_new = row.provider_tenant_id is None and wanted is not None
        if is_new:
            _identify(scope, row, form.provider_tenant_id)
        if _described(row) == before:
            return
        action = "tenant.identified" if is_new else "tenant.changed"
        scope.record(action, KIND, row.public_id, before=before, after=_described(row), tenant=(row.id, row.public_id))


def change_lifecycle(ctx: Context, handle: str, to: str, *, reason: str = "") -> None:
    """Move a tenant to another state of its lifecycle; takes effect at the next step of every run about it.

    Raises:
        NotFoundError: the handle does not open, or the tenant is out of reach.
        InvalidInputError: no reason where one is needed, or too long a one.
        ConflictError: the table has no such move from where the tenant stands.
        ForbiddenError: without the capability.
    """
    with open_scope(ctx, Capability.TENANT_MANAGE, write=True) as scope:
        row = _load(ctx, scope, handle)
        reason = check_reason(reason, is_needed=to in lifecycle.NEEDS_REASON)
        move(scope, row, to, reason=reason)


def move(scope: Scope, row: Tenant, to: str, *, reason: str = "") -> None:
    """The second half of `change_lifecycle`, on a tenant that is held.

    Raises:
        ConflictError: the table has no such move from where the tenant stands.
    """
    if to not in lifecycle.following(row.lifecycle) or row.provider_tenant_id is None:
        raise ConflictError("no such move", message_key="error-tenant-lifecycle")
    before = _standing(row)
    row.lifecycle, row.lifecycle_at = to, now()
    row.removal_due_at = now() + lifecycle.RETENTION if to == Lifecycle.REMOVAL_PENDING else None
    scope.session.add(row)
    scope.record(
        "tenant.lifecycle_changed", KIND, row.public_id, before=before, after=_standing(row), reason=reason,
        tenant=(row.id, row.public_id),
    )  # fmt: skip


def remember_tenant(ctx: Context, tenant_ref: str) -> None:
    """Note that the person looks at this tenant, to offer it first next time; grants nothing, so it is not audited.

    Raises:
        NotFoundError: malformed, absent, foreign and out of reach alike.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.TENANT_READ, tenant=tenant_ref) as scope:
        if scope.tenant is not None:
            queries.remember(scope, scope.tenant[0], now())


def _load(ctx: Context, scope: Scope, handle: str) -> Tenant:
    row = scope.get(Tenant, unseal(ctx, KIND, handle), lock=True)
    scope.tenant = (row.id, row.public_id)
    return row


def _identify(scope: Scope, row: Tenant, provider_tenant_id: str) -> None:
    claim = guid(provider_tenant_id)
    other = queries.claimed(scope, claim) if claim else None
    if other is not None and other.id != row.id:
        raise InvalidInputError({"provider_tenant_id": "error-field-tenant-claimed"})
    row.provider_tenant_id = claim
    scope.session.add(row)
    scope.session.flush()
    row.lifecycle, row.lifecycle_at = Lifecycle.ONBOARDING.value, now()
    scope.session.add(row)
    scope.session.flush()


def _standing(row: Tenant) -> dict[str, Any]:
    return {"lifecycle": row.lifecycle, "removal_due_at": iso(row.removal_due_at)}


def _described(row: Tenant) -> dict[str, Any]:
    return {
        "name": row.name,
        "provider_tenant_id": str(row.provider_tenant_id or ""),
        "primary_domain": row.primary_domain,
        "environment": row.environment,
        "lifecycle": row.lifecycle,
    }
