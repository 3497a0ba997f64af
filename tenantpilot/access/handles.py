"""Handles: what a page holds instead of an id. Useless in another session, after a role change, or as another kind.

AES-SIV over the reference with a key from (installation, session, epoch) and the kind as associated data: nothing is
stored, the same record keeps the same handle while the session's authority lasts, and anything forged fails to open.
A handle identifies, it never authorises: open a scope and load the record through it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from tenantpilot.access.context import Context
from tenantpilot.kernel.crypto import derive_key
from tenantpilot.kernel.errors import NotFoundError

_MAX = 400


@lru_cache(maxsize=1)
def _root() -> bytes:
    return derive_key("view handle", 64)


@lru_cache(maxsize=4096)
def _cipher(session_ref: str, epoch: int) -> AESSIV:
    return AESSIV(hmac.digest(_root(), f"{session_ref}\0{epoch}".encode(), "sha512"))


def seal(ctx: Context, kind: str, ref: str) -> str:
    """The handle under which this session's pages may name the record `ref` of `kind`."""
    sealed = _cipher(ctx.session_ref, ctx.session_epoch).encrypt(ref.encode(), [kind.encode()])
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def unseal(ctx: Context, kind: str, handle: str) -> str:
    """The reference behind a handle of this session and kind.

    Raises:
        NotFoundError: forged, foreign, stale, of another kind, or not a handle at all.
    """
    try:
        sealed = base64.b64decode(handle[:_MAX] + "=" * (-len(handle[:_MAX]) % 4), altchars=b"-_", validate=True)
        return _cipher(ctx.session_ref, ctx.session_epoch).decrypt(sealed, [kind.encode()]).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise NotFoundError("handle does not open here") from None
