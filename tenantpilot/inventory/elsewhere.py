"""A secret that was found once is replaced wherever else the object holds it, in every usual writing."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

from tenantpilot.inventory.canonical import SECRET, UNREADABLE
from tenantpilot.inventory.scanner import BLOB, DEPTH, SHORTEST_BLOB, is_secret_value
from tenantpilot.inventory.veil import Veil
from tenantpilot.inventory.wrapping import opened

# Shorter secrets are words that stand everywhere for something else.
_SHORTEST = 6


class Elsewhere:
    """The writings of some secrets, and what stands in their place."""

    def __init__(self, secrets: Iterable[str], veil: Veil) -> None:
        self._marks = {
            writing: veil.mark_in_text(secret)
            for secret in sorted(secrets, key=len)
            if len(secret.strip()) >= _SHORTEST and is_secret_value(secret)
            for writing in _writings(secret)
        }
        longest_first = sorted(self._marks, key=lambda writing: (-len(writing), writing))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def clean(self, value: Any) -> Any:
        """The value with each writing of a secret replaced."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.clean(item) for item in value]
        if isinstance(value, dict) and SECRET not in value and UNREADABLE not in value:
            return {self._text(key): self.clean(item) for key, item in value.items()}
        return value

    def _text(self, text: str, depth: int = 0) -> str:
        if self._pattern is None:
            return text
        text = self._pattern.sub(lambda match: self._marks[match[0]], text)
        if len(text) >= SHORTEST_BLOB and depth < DEPTH:
            text = BLOB.sub(lambda match: self._blob(match[0], depth), text)
        return text

    def _blob(self, blob: str, depth: int) -> str:
        wrapped = opened(blob, binary=True)
        if wrapped is None:
            return blob
        clean = self._text(wrapped.inner, depth + 1)
        return blob if clean == wrapped.inner else wrapped.close(clean)


def _writings(secret: str) -> Iterator[str]:
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield html.escape(secret)
    yield html.escape(secret, quote=False)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = secret.encode(encoding, "replace")
        yield base64.b64encode(data).decode()
        yield base64.b64encode(data).decode().rstrip("=")
        yield base64.urlsafe_b64encode(data).decode().rstrip("=")
