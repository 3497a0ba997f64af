"""What pages show of connections, credentials and permissions: codes, numbers, ISO times and handles. No credential."""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class CredentialRow:
    """A credential by what may be known of it. `state` is next, current or retired, `kind` secret or certificate.

    `expiry` is unknown, valid, month, fortnight, days or expired (30, 14 and 3 days before); `fingerprint` is the
    certificate's SHA-256 in hexadecimal, empty for secrets. `reason_code` says why its last check failed.
    """

    handle: str
    credential_ref: str
    kind: str
    state: str
    fingerprint: str
    created_at: str
    expires_at: str
    expires_in_days: int | None
    expiry: str
    checked_at: str
    reason_code: str
    may_promote: bool
    may_discard: bool


@view
class ConnectionRow:
    """A connection in a list. `health` is unknown, healthy, degraded or failing; `consent` unknown, granted, missing or
    withdrawn; `reason_code` a code of the reason table, from the last check.
    """

    handle: str
    connection_ref: str
    href: str
    name: str
    tenant_ref: str
    tenant_name: str
    tenant_href: str
    environment: str
    client_id: str
    is_enabled: bool
    health: str
    consent: str
    reason_code: str
    checked_at: str
    credential_kind: str
    credential_expires_at: str
    expiry: str
    missing_permissions: int


@view
class ConnectionList:
    """The connections the person reaches, of one tenant when `environment_id` says so.

    `new_href` is empty unless one tenant is chosen and the person may connect it.
    """

    rows: tuple[ConnectionRow, ...]
    environment_id: str
    tenant_name: str
    new_href: str
    may_manage: bool


@view
class ConnectionDetail:
    """A connection's own page. `next_steps` are codes (`next-step-…`), best first; `detail` is the provider's own code.

    `consent_href` starts the administrator's consent; empty for whoever may not manage connections.
    """

    row: ConnectionRow
    provider_tenant_id: str
    organization: str
    detail: str
    next_steps: tuple[str, ...]
    credentials: tuple[CredentialRow, ...]
    created_at: str
    check_run_href: str
    permissions_href: str
    consent_href: str
    redirect_uri: str
    may_check: bool
    may_manage: bool
    can_enable: bool
    can_disable: bool
    can_remove: bool
    can_add_credential: bool


@view
class NewConnection:
    """For whom a connection is about to be made; there is no such page without a tenant."""

    environment_id: str
    tenant_name: str
    tenant_href: str
    provider_tenant_id: str
    redirect_uri: str
    has_enabled: bool


@view
class PermissionRow:
    """One permission of a feature, by its Microsoft name."""

    name: str
    is_granted: bool


@view
class FeaturePosture:
    """A feature and what it needs. `state` is granted, missing, unlicensed or not_needed; `blocks` are families.

    `fix` is a code (`permission-fix-…`), empty when nothing is to be done. Without an optional feature nothing is left
    out of a reading: names or authors stay unknown.
    """

    feature: str
    state: str
    is_optional: bool
    permissions: tuple[PermissionRow, ...]
    missing: tuple[str, ...]
    blocks: tuple[str, ...]
    fix: str


@view
class ReportRow:
    """An earlier report; `has_changed` says that it found something else than the one before it."""

    report_ref: str
    created_at: str
    run_href: str
    features_blocked: int
    missing: int
    has_changed: bool


@view
class PermissionPosture:
    """What the tenant lets the product do, as the report of `created_at` found it; empty features: never checked."""

    tenant_ref: str
    tenant_name: str
    tenant_href: str
    connection_href: str
    report_ref: str
    created_at: str
    run_href: str
    consent: str
    reason_code: str
    features: tuple[FeaturePosture, ...]
    features_blocked: int
    missing: int
    consent_href: str
    portal_href: str
    may_check: bool
    check_handle: str
    history: tuple[ReportRow, ...]
