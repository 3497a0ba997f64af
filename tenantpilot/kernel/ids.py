"""Identifiers: internal uuids stay inside, public ids stand in URLs and never authorise."""

from __future__ import annotations

import re
import secrets
from uuid import UUID, uuid4

NIL = UUID(int=0)
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_PUBLIC = re.compile(r"^[a-z]{3}_[a-kmnp-z2-9]{20}$")


def new_id() -> UUID:
    """A random internal key; it must never reach a browser, a log or an export."""
    return uuid4()


def new_public_id(prefix: str) -> str:
    """A public id such as `run_…`: three letters and 20 characters (just under 100 bits)."""
    return f"{prefix}_" + "".join(_ALPHABET[b & 31] for b in secrets.token_bytes(20))


def is_public_id(value: object, prefix: str | None = None) -> bool:
    """Whether `value` has the shape of a public id (of the kind `prefix`); says nothing about existence."""
    return isinstance(value, str) and bool(_PUBLIC.match(value)) and (prefix is None or value.startswith(f"{prefix}_"))
