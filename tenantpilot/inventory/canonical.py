"""JSON in one writing, and the digest of what it means. Keys that begin with `$` are the product's own marks."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

import rfc8785

from tenantpilot.inventory.model import Canonical

MAX_DEPTH = 120
SECRET = "$secret"  # noqa: S105 - the mark, not a secret
UNREADABLE = "$unreadable"
LABEL = "$label"
# The largest whole number that every JSON reader keeps exactly.
_SAFE = 2**53 - 1
# From here on a fraction's writing has an exponent; below it looks like a whole number.
_WRITTEN_WITH_EXPONENT = 1e21


class UnreadableError(ValueError):
    """A value that has no canonical JSON; its text is a reason code and never the value."""


def scalar(value: Any) -> Any:
    """The one form of a single value: whole floats as integers, integers beyond 2^53 as their digits.

    Raises:
        UnreadableError: not finite, half a surrogate pair, or no JSON value.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return value if -_SAFE <= value <= _SAFE else _digits(value)
    raise UnreadableError("value_of_unknown_type")


def text(value: str) -> str:
    """The text itself.

    Raises:
        UnreadableError: it holds half a surrogate pair, which no encoding can keep.
    """
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise UnreadableError("text_not_unicode") from None
    return value


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError:
        raise UnreadableError("number_too_long") from None


def _number(value: float) -> Any:
    if not math.isfinite(value):
        raise UnreadableError("number_not_finite")
    if not value.is_integer() or abs(value) >= _WRITTEN_WITH_EXPONENT:
        return value
    return scalar(int(value))


def written(value: Any, *, is_plain: bool = False) -> bytes:
    """The canonical bytes of a value whose scalars went through `scalar`.

    `is_plain` promises that it holds no fraction and no key beyond ASCII: then the quick writer writes the same bytes.
    """
    if is_plain:
        return json.dumps(
            value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False
        ).encode()
    return rfc8785.dumps(value)


def is_nothing(value: Any) -> bool:
    """Whether a property with this value says no more than its absence."""
    if isinstance(value, dict):
        return not value or UNREADABLE in value
    return not value if isinstance(value, list | str) else value is None


def meaning(value: Any) -> Any:
    """The value without what says nothing: null and empty members of objects, masked values, labels."""
    if isinstance(value, dict):
        if SECRET in value:
            return value
        kept = ((key, meaning(item)) for key, item in value.items() if not key.startswith("$"))
        return {key: item for key, item in kept if not is_nothing(item)}
    if isinstance(value, list):
        return [meaning(item) for item in value]
    return value


def digest(value: Any, *, is_plain: bool = False) -> str:
    """SHA-256 over the meaning of a value, as 64 hexadecimal digits; `is_plain` as in `written`."""
    return hashlib.sha256(written(value, is_plain=is_plain)).hexdigest()


def digest_of(content: bytes) -> str:
    """The digest that belongs to a stored content."""
    return digest(meaning(json.loads(content)))


def canonical(value: Any) -> Canonical:
    """Content and digest of a value."""
    return Canonical(written(value), digest(meaning(value)))
