"""What pages show of tenants: codes, numbers, ISO times and handles."""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class InventoryBrief:
    """What is known of a tenant's configuration, from the inventory's own aggregate; times are ISO 8601 or empty.

    `coverage` is the worst state among the families that count: read, partial, forbidden, throttled, unsupported,
    unlicensed, or never. `state` of a tenant never read is never.
    """

    last_sync_at: str
    last_run_href: str
    is_syncing: bool
    coverage: str
    families_read: int
    families_total: int
    policies: int
    ghosts: int


@view
class TenantRow:
    """A tenant in the list. `connection` is missing, disabled, enabled or unknown; `expiry` as in CredentialRow.

    `posture` is unknown, complete or incomplete. `reasons` are codes why no reading can be started now, the weightiest
    first; empty when one can. `is_last_used` is a convenience and says nothing about rights.
    """

    handle: str
    tenant_ref: str
    href: str
    name: str
    provider_tenant_id: str
    primary_domain: str
    environment: str
    tier: str
    lifecycle: str
    connection: str
    connection_href: str
    health: str
    consent: str
    expiry: str
    checked_at: str
    posture: str
    missing_permissions: int
    inventory: InventoryBrief | None
    can_start_read: bool
    can_start_write: bool
    is_selectable: bool
    reasons: tuple[str, ...]
    is_last_used: bool


@view
class LifecycleStep:
    """A move a person may make now. `is_destructive` asks to be confirmed by typing the tenant's name."""

    to: str
    needs_reason: bool
    is_destructive: bool


@view
class TenantDetail:
    """A tenant's own page; `next_steps` are empty for whoever may not manage tenants."""

    row: TenantRow
    created_at: str
    lifecycle_at: str
    removal_due_at: str
    write_reasons: tuple[str, ...]
    next_steps: tuple[LifecycleStep, ...]
    may_manage: bool
    may_sync: bool
    may_check: bool
    may_manage_connection: bool
    connections_href: str
    new_connection_href: str
    permissions_href: str


@view
class TenantList:
    """All tenants the person reaches that fit the filters, and whether they may add one."""

    rows: tuple[TenantRow, ...]
    total: int
    may_manage: bool
