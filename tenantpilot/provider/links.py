"""Handing the way to a tenant from a proven transaction to whoever reads outside of one: sealed, as plain values.

`open_link` runs in `ask`; what it returns holds no row and nothing readable, so it may lie around. `unseal` runs in
`read`, where the credential stands in memory for as long as the client lives.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import BlockedError
from tenantpilot.kernel.settings import settings
from tenantpilot.provider import credential_store, queries, vault
from tenantpilot.provider.client.link import CertificateCredential, Link, SecretCredential
from tenantpilot.provider.credentials import Secret, unpacked
from tenantpilot.provider.tables import ProviderConnection, ProviderCredential
from tenantpilot.provider.vault import Binding, Sealed
from tenantpilot.store.scope import Scope


@dataclass(frozen=True)
class SealedLink:
    """One connection with one credential, still sealed."""

    key: str
    tenant_id: str
    client_id: str
    binding: Binding = field(repr=False)
    sealed: Sealed = field(repr=False)


def open_link(scope: Scope) -> SealedLink:
    """The way to the scope's tenant: its enabled connection with the current credential.

    Raises:
        BlockedError: there is none that may be used; the reason says what is missing.
    """
    if scope.tenant is None:
        raise BlockedError("connection_missing")
    row = queries.enabled(scope, scope.tenant[0])
    if row is None:
        raise BlockedError("connection_missing")
    return link_through(scope, row, queries.credential_in(scope, row, "current"))


def link_through(scope: Scope, row: ProviderConnection, credential: ProviderCredential | None) -> SealedLink:
    """The same through a given connection and one of its credentials.

    Raises:
        BlockedError: the credential is gone or expired, or the tenant is not identified.
    """
    tenant = queries.tenant_of(scope, row)
    if credential is None or credential.connection_id != row.id or credential.state == "retired":
        raise BlockedError("credential_missing")
    if credential.expires_at is not None and credential.expires_at <= now():
        raise BlockedError("credential_expired")
    if tenant.provider_tenant_id is None:
        raise BlockedError("tenant_draft")
    sealed, binding = credential_store.sealed(credential)
    return SealedLink(
        key=row.public_id,
        tenant_id=str(tenant.provider_tenant_id),
        client_id=str(row.client_id),
        binding=binding,
        sealed=sealed,
    )


def unseal(link: SealedLink) -> Link:
    """The link as the client uses it, with the credential in clear.

    Raises:
        VaultError: the credential does not open; `credential_key_unknown` or `credential_unreadable`.
    """
    found = unpacked(vault.open_sealed(link.sealed, link.binding))
    if isinstance(found, Secret):
        credential: SecretCredential | CertificateCredential = SecretCredential(found.value)
    else:
        credential = CertificateCredential(
            certificate=found.certificate_pem.encode(), private_key=found.key_pem.encode()
        )
    known = settings()
    return Link(link.tenant_id, link.client_id, credential, known.graph_url, known.login_url, link.key)
