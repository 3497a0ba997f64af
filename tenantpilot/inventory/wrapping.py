"""Texts inside texts: base64 of UTF-8 or UTF-16, opened to be searched and closed again as they were."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from dataclasses import dataclass

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{16,}={0,2}\s*")
_URL_SAFE = re.compile(r"[A-Za-z0-9_\-]{16,}={0,2}")
_READABLE = 0.97
_SAMPLE = 2000
_LAYOUT = str.maketrans("\r\n\t\f", "    ")


@dataclass(frozen=True)
class Wrapped:
    """An opened text; `close` wraps another one the same way."""

    inner: str
    encoding: str
    bom: bytes = b""

    def close(self, inner: str) -> str:
        """Base64 of a text in the encoding that the opened one had."""
        return base64.b64encode(self.bom + inner.encode(self.encoding, "replace")).decode()


def opened(text: str, *, binary: bool = False) -> Wrapped | None:
    """The text inside base64, or None where it is none or holds no readable text.

    With `binary` bytes that are no text are opened too, one character for each byte.
    """
    data = _decoded(text)
    if data is None:
        return None
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(bom):
            return _read(data[len(bom) :], encoding, bom)
    if data[1:2] == b"\0" and data[3:4] in (b"\0", b""):
        return _read(data, "utf-16-le")
    return _read(data, "utf-8") or (Wrapped(data.decode("latin-1"), "latin-1") if binary else None)


def is_readable(text: str) -> bool:
    """Whether a text is made of characters that people write."""
    sample = text[:_SAMPLE].translate(_LAYOUT)
    if sample.isprintable():
        return bool(sample)
    good = sum(map(str.isprintable, sample))
    return good >= _READABLE * len(sample)


def _read(data: bytes, encoding: str, bom: bytes = b"") -> Wrapped | None:
    try:
        inner = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Wrapped(inner, encoding, bom) if is_readable(inner) else None


def _decoded(text: str) -> bytes | None:
    stripped = text.strip()
    if _BASE64.fullmatch(stripped):
        stripped = "".join(stripped.split())
    elif _URL_SAFE.fullmatch(stripped):
        stripped = stripped.replace("-", "+").replace("_", "/")
    else:
        return None
    if len(stripped.rstrip("=")) % 4 == 1:
        return None
    try:
        return base64.b64decode(stripped.rstrip("=") + "=" * (-len(stripped.rstrip("=")) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
