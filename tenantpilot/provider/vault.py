"""Sealing of credentials: each under a random key of its own, and that key under one derived from the installation's.

AES-256-GCM both times. Workspace, connection and credential are bound to the ciphertext, so a row that was moved,
swapped or cut does not open. `key_id` names the wrapping key, so that the installation's secret can be changed: the
former one opens, the present one closes (`tenantpilot credentials rewrap`).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenantpilot.kernel.crypto import derive_former_keys, derive_key
from tenantpilot.kernel.errors import BlockedError

PURPOSE = "provider credential wrapping key"
_VERSION = b"\x01"
_NONCE, _KEY = 12, 32


class VaultError(BlockedError):
    """A credential does not open: `credential_key_unknown` or `credential_unreadable`."""


@dataclass(frozen=True)
class Binding:
    """Whose credential it is; part of what the seal proves."""

    workspace_id: UUID
    connection_id: UUID
    credential_id: UUID

    @property
    def data(self) -> bytes:
        """The three keys as the cipher is told them."""
        return b"tenantpilot credential" + b"".join(
            key.bytes for key in (self.workspace_id, self.connection_id, self.credential_id)
        )


@dataclass(frozen=True, repr=False)
class Sealed:
    """A credential as the database holds it."""

    content: bytes
    wrapped_key: bytes
    key_id: str


def key_id(key: bytes) -> str:
    """The name of a wrapping key; it tells nothing about the key."""
    return hashlib.sha256(b"tenantpilot credential key" + key).hexdigest()[:16]


def current_key_id() -> str:
    """The name of the key that closes today."""
    return key_id(derive_key(PURPOSE))


def _wrapping_key(wanted: str) -> bytes:
    for key in (derive_key(PURPOSE), *derive_former_keys(PURPOSE)):
        if key_id(key) == wanted:
            return key
    raise VaultError("credential_key_unknown")


def _close(key: bytes, content: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, bound)


def _open(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    if sealed[:1] != _VERSION:
        raise VaultError("credential_unreadable")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound)
    except (InvalidTag, ValueError):
        raise VaultError("credential_unreadable") from None


def close(content: bytes, binding: Binding) -> Sealed:
    """Seal `content` for the credential that `binding` names."""
    data_key, wrapping = secrets.token_bytes(_KEY), derive_key(PURPOSE)
    name = key_id(wrapping)
    return Sealed(
        content=_close(data_key, content, binding.data),
        wrapped_key=_close(wrapping, data_key, binding.data + name.encode()),
        key_id=name,
    )


def open_sealed(sealed: Sealed, binding: Binding) -> bytes:
    """What was sealed for this very credential.

    Raises:
        VaultError: the key is not among those the installation knows, or the bytes are not what was sealed here.
    """
    wrapping = _wrapping_key(sealed.key_id)
    data_key = _open(wrapping, sealed.wrapped_key, binding.data + sealed.key_id.encode())
    return _open(data_key, sealed.content, binding.data)


def rewrapped(sealed: Sealed, binding: Binding) -> Sealed:
    """The same credential with its key under today's wrapping key; the content is opened too, as a proof.

    Raises:
        VaultError: as open_sealed.
    """
    open_sealed(sealed, binding)
    data_key = _open(_wrapping_key(sealed.key_id), sealed.wrapped_key, binding.data + sealed.key_id.encode())
    wrapping = derive_key(PURPOSE)
    name = key_id(wrapping)
    return Sealed(sealed.content, _close(wrapping, data_key, binding.data + name.encode()), name)
