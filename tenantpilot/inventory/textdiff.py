"""Differences of texts line by line, and how a single value is shown; both with an end."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from typing import Any

from tenantpilot.inventory.wrapping import opened

LONGEST_VALUE = 2000
LONGEST_LINE = 500
MOST_LINES = 400
# Comparing line by line costs the product of both lengths in the worst case.
_COMPARED_LINES = 20_000


@dataclass(frozen=True)
class TextDiff:
    """Lines of a unified difference (each begins with `+`, `-`, `@` or a blank); `left_out` counts the rest."""

    lines: tuple[str, ...]
    left_out: int = 0
    is_decoded: bool = False


def text_diff(before: Any, after: Any) -> TextDiff | None:
    """The difference of two texts, base64 opened; None where it is not about lines."""
    if not isinstance(before, str) or not isinstance(after, str):
        return None
    old, new = opened(before), opened(after)
    is_decoded = old is not None and new is not None
    if old is not None and new is not None:
        before, after = old.inner, new.inner
    if not is_decoded and "\n" not in before and "\n" not in after:
        return None
    left, right = before.splitlines(), after.splitlines()
    if len(left) + len(right) > _COMPARED_LINES:
        return TextDiff((), len(left) + len(right), is_decoded)
    lines = [line.rstrip("\n")[:LONGEST_LINE] for line in difflib.unified_diff(left, right, lineterm="", n=3)][2:]
    return TextDiff(tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES), is_decoded)


def shown(value: Any) -> str:
    """A single value as text: texts as they are, base64 of text opened, the rest as JSON; cut with an ellipsis."""
    if isinstance(value, str):
        wrapped = opened(value) if len(value) >= 24 else None
        text = wrapped.inner if wrapped else value
    else:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
