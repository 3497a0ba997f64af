"""Access tokens: real signed JWTs, recognised by their whole text."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.call import Grant

AUDIENCE = "https://graph.microsoft.com"
LIFETIME = 3599


@dataclass(frozen=True, slots=True)
class _Issued:
    grant: Grant
    until: float
    """A moment of the clock, in seconds since 1970."""


@cache
def _signing_key() -> RSAKey:
    """One key for all sandboxes of the process: making one takes longer than starting a sandbox."""
    return RSAKey.generate_key(2048, {"kid": secrets.token_urlsafe(20), "use": "sig"}, private=True)


class Tokens:
    """Issues tokens and knows them again. The permissions inside stay what they were when the token was made."""

    def __init__(self) -> None:
        self.lifetime = LIFETIME
        self._issued: dict[str, _Issued] = {}

    def published(self) -> dict[str, Any]:
        """The key set document."""
        return {"keys": [_signing_key().as_dict(private=False)]}

    def issue(self, tenant_id: str, client_id: str, app_name: str, roles: Iterable[str]) -> str:
        """A token for an application; without any permission it has no roles claim at all."""
        at = int(now().timestamp())
        granted = frozenset(roles)
        subject = str(uuid.UUID(hashlib.sha256(f"{tenant_id}{client_id}".encode()).hexdigest()[:32]))
        claims: dict[str, Any] = {
            "aud": AUDIENCE,
            "iss": f"https://sts.windows.net/{tenant_id}/",
            "iat": at,
            "nbf": at,
            "exp": at + self.lifetime,
            "app_displayname": app_name,
            "appid": client_id,
            "appidacr": "1",
            "idtyp": "app",
            "oid": subject,
            "sub": subject,
            "tid": tenant_id,
            "uti": secrets.token_urlsafe(16),
            "ver": "1.0",
        }
        if granted:
            claims["roles"] = sorted(granted)
        key = _signing_key()
        token = jwt.encode({"alg": "RS256", "typ": "JWT", "kid": str(key.kid)}, claims, key)
        self._issued[token] = _Issued(Grant(tenant_id, client_id, granted), at + self.lifetime)
        return token

    def grant(self, token: str) -> Grant | None:
        """What a token allows; None when it is unknown, expired or revoked."""
        issued = self._issued.get(token)
        return issued.grant if issued and now().timestamp() < issued.until else None

    def revoke(self, tenant_id: str = "") -> None:
        """Refuse all tokens that exist, or those of one tenant."""
        self._issued = {
            token: issued for token, issued in self._issued.items() if tenant_id and issued.grant.tenant_id != tenant_id
        }
