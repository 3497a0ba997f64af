"""What a client needs to reach one tenant: plain values, no database rows, so that they can leave a transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class SecretCredential:
    """A client secret in clear, in memory only."""

    secret: str = field(repr=False)

    @property
    def mark(self) -> str:
        """What tells this credential from another in a cache's key, without being it."""
        return hashlib.sha256(self.secret.encode()).hexdigest()


@dataclass(frozen=True)
class CertificateCredential:
    """A certificate and its private key, both PEM, in memory only."""

    certificate: bytes = field(repr=False)
    private_key: bytes = field(repr=False)

    @property
    def mark(self) -> str:
        """What tells this credential from another in a cache's key."""
        return hashlib.sha256(self.certificate).hexdigest()


@dataclass(frozen=True)
class Link:
    """One connection as the client sees it. `key` names it in caches; `tenant_id` is Microsoft's id of the tenant."""

    tenant_id: str
    client_id: str
    credential: SecretCredential | CertificateCredential = field(repr=False)
    graph_url: str
    login_url: str
    key: str

    @property
    def token_url(self) -> str:
        """The tenant's token endpoint."""
        return f"{self.login_url.rstrip('/')}/{quote(self.tenant_id, safe='')}/oauth2/v2.0/token"

    @property
    def scope(self) -> str:
        """Everything an administrator agreed to at this Graph. The sandbox stands for the real one."""
        graph = urlsplit(self.graph_url)
        host = "graph.microsoft.com" if self.is_local else graph.netloc
        return f"https://{host}/.default"

    @property
    def is_local(self) -> bool:
        """Whether Graph is a server on this machine, which no proxy stands before."""
        return urlsplit(self.graph_url).hostname in LOOPBACK

    def url(self, version: str, path: str, query: str = "") -> str:
        """The address of something in Graph."""
        address = f"{self.graph_url.rstrip('/')}/{version}/{path.lstrip('/')}"
        return f"{address}?{query}" if query else address
