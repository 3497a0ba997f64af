"""The marks that stand in the place of one tenant's secrets."""

from __future__ import annotations

import hashlib
import hmac

from tenantpilot.inventory.canonical import SECRET
from tenantpilot.kernel.crypto import derive_key

_SHORT = 32


class Veil:
    """Digests keyed with the installation's key and bound to workspace and tenant.

    An edit of a secret shows, the value does not, and equal secrets of two tenants look different.
    """

    def __init__(self, workspace: str, tenant: str) -> None:
        bound = f"{len(workspace)}:{workspace}:{tenant}".encode()
        self._key = hmac.new(derive_key("policy secrets"), bound, hashlib.sha256).digest()

    def digest(self, secret: str) -> str:
        """The keyed digest of a secret value, 64 hexadecimal digits."""
        return hmac.new(self._key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def mark(self, secret: str) -> dict[str, str]:
        """What stands in the place of a whole value."""
        return {SECRET: self.digest(secret)}

    def mark_in_text(self, secret: str) -> str:
        """What stands in the place of a part of a longer text; it looks like no credential itself."""
        return f"[secret#{self.digest(secret)[:_SHORT]}]"
