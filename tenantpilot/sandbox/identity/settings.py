"""What the sandbox provider must be told: its own address and the clients it knows."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Client:
    """A registered application."""

    client_id: str
    client_secret: str
    redirect_uris: tuple[str, ...]
    post_logout_redirect_uris: tuple[str, ...] = ()
    authentication: str = ""
    """The one way it may present its secret, as strict providers register it; empty allows both."""

    def knows(self, secret: str) -> bool:
        """Compare a presented secret in constant time."""
        return hmac.compare_digest(secret.encode(), self.client_secret.encode())


@dataclass(frozen=True, slots=True)
class IdentitySettings:
    """One provider. `origins` of the redirect addresses may be the target of the people page's form."""

    issuer: str
    clients: tuple[Client, ...]
    algorithm: str = "RS256"

    def client(self, client_id: str) -> Client | None:
        """The client registered under `client_id`."""
        return next((client for client in self.clients if client.client_id == client_id), None)

    def redirect_origins(self) -> list[str]:
        """Origins of all registered redirect addresses."""
        parts = [urlsplit(uri) for client in self.clients for uri in client.redirect_uris]
        return sorted({f"{part.scheme}://{part.netloc}" for part in parts})
