"""Keys for single purposes, derived from the one installation secret (HKDF-SHA256, RFC 5869)."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tenantpilot.kernel.settings import settings


@lru_cache(maxsize=64)
def _derived(secret: bytes, purpose: str, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=b"tenantpilot:" + purpose.encode()).derive(secret)


def derive_key(purpose: str, length: int = 32) -> bytes:
    """`length` bytes that only this installation can make, different for each `purpose`."""
    return _derived(settings().secret_key_bytes, purpose, length)


def derive_former_keys(purpose: str, length: int = 32) -> tuple[bytes, ...]:
    """The same for each of the installation's former secrets, newest first, to open what they closed."""
    return tuple(_derived(secret, purpose, length) for secret in settings().former_secret_keys_bytes)


@lru_cache(maxsize=4)
def _signing_key(secret_digest: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derive_key("audit checkpoint signature"))


def signing_key() -> Ed25519PrivateKey:
    """The installation's Ed25519 key; its public half verifies checkpoints and exports offline."""
    return _signing_key(hashlib.sha256(settings().secret_key_bytes).digest())


def token_digest(token: str) -> bytes:
    """SHA-256 of a random bearer token, the only form in which one is stored."""
    return hashlib.sha256(token.encode()).digest()
