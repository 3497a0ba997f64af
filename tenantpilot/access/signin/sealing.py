"""Encryption of what sign-in must keep for a while in the database: a dump of the tables replays nothing."""

from __future__ import annotations

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenantpilot.kernel.crypto import derive_key

_NONCE = 12


@lru_cache(maxsize=1)
def _cipher() -> AESGCM:
    return AESGCM(derive_key("sign-in"))


def seal(plain: bytes, bound_to: bytes) -> bytes:
    """`plain` encrypted and tied to `bound_to`, under which alone it opens again."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, bound_to)


def unseal(sealed: bytes, bound_to: bytes) -> bytes | None:
    """The plain bytes, or None for anything altered, moved to another row, or made with another secret key."""
    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to)
    except (InvalidTag, ValueError):
        return None
