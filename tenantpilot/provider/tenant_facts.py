"""What this package tells the tenants' one rule about their connections."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from tenantpilot.kernel.clock import now
from tenantpilot.provider import queries
from tenantpilot.provider.credentials import expiry
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import facts
from tenantpilot.tenants.operability import ConnectionFacts


@facts.register_connections
def connection_facts(scope: Scope, tenants: Collection[UUID]) -> Mapping[UUID, ConnectionFacts]:
    """The enabled connection of each tenant, or the newest one, or that there is none."""
    if not tenants:
        return {}
    moment = now()
    known = {key: ConnectionFacts(state="missing") for key in tenants}
    reports = queries.newest_reports(scope, tenants)
    for row, credential in queries.connections_with_credentials(scope, tenants):
        missing = reports.get(row.tenant_id)
        known[row.tenant_id] = ConnectionFacts(
            state="enabled" if row.is_enabled else "disabled",
            consent=row.consent,
            health=row.health,
            connection_ref=row.public_id,
            credential_expires_at=credential.expires_at if credential else None,
            has_credential=credential is not None,
            expiry=expiry(credential.expires_at, moment) if credential else "unknown",
            checked_at=row.checked_at,
            posture="unknown" if missing is None else "incomplete" if missing else "complete",
            missing_permissions=missing or 0,
            name=row.name,
            reason_code=row.reason_code,
        )
    return known
