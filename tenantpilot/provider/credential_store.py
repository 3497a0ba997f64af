"""Credentials in the database: sealed when they come, opened for their own row only, wiped when they retire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenantpilot.access.members import iso
from tenantpilot.kernel.clock import now
from tenantpilot.provider import queries, vault
from tenantpilot.provider.credentials import Checked, packed
from tenantpilot.provider.tables import ProviderConnection, ProviderCredential
from tenantpilot.provider.vault import Binding, Sealed
from tenantpilot.store.scope import Scope


def add(scope: Scope, row: ProviderConnection, brought: Checked, *, state: str) -> ProviderCredential:
    """Seal and write down a credential that passed its checks; the caller records it."""
    made = ProviderCredential(
        workspace_id=scope.workspace_id,
        connection_id=row.id,
        tenant_id=row.tenant_id,
        kind=brought.kind,
        state=state,
        fingerprint=brought.fingerprint,
        expires_at=brought.expires_at,
    )
    sealed = vault.close(packed(brought.credential), Binding(scope.workspace_id, row.id, made.id))
    made.sealed, made.wrapped_key, made.key_id = sealed.content, sealed.wrapped_key, sealed.key_id
    return scope.add(made)


def sealed(row: ProviderCredential) -> tuple[Sealed, Binding]:
    """The seal and what it is bound to, for whoever opens it later and elsewhere."""
    held = Sealed(bytes(row.sealed or b""), bytes(row.wrapped_key or b""), row.key_id)
    return held, Binding(row.workspace_id, row.connection_id, row.id)


def retire(scope: Scope, row: ProviderCredential) -> ProviderCredential:
    """Destroy what the credential was; the caller records it."""
    row.state, row.retired_at, row.sealed, row.wrapped_key, row.key_id = "retired", now(), None, None, ""
    scope.session.add(row)
    scope.session.flush()
    return row


def retire_all(scope: Scope, row: ProviderConnection) -> Sequence[ProviderCredential]:
    """Destroy every credential of a connection that is not destroyed yet; the caller records them."""
    return [retire(scope, one) for one in queries.credentials(scope, row) if one.state != "retired"]


def described(row: ProviderCredential) -> dict[str, Any]:
    """A credential as the audit log keeps it: what kind, until when, which certificate; nothing of its content."""
    return {
        "kind": row.kind,
        "state": row.state,
        "fingerprint": row.fingerprint,
        "expires_at": iso(row.expires_at),
    }
