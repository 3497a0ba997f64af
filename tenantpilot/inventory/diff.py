"""What differs between two contents, by meaning: members of lists are matched by what they are, never by position."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from tenantpilot.inventory.canonical import SECRET, UNREADABLE, is_nothing, meaning
from tenantpilot.inventory.labels import path_words
from tenantpilot.inventory.matching import Pair, identity_text, matched
from tenantpilot.inventory.textdiff import TextDiff, shown, text_diff

DiffKind = Literal["added", "removed", "changed"]
LIMIT = 500
_NO_VALUE = object()
# They name what they stand in, which the path tells already.
_NAMING = ("@odata.type", "settingDefinitionId")
# What a property of which the provider sent nothing before says: no more than its absence. A null that was there
# and is one of these now is an edit.
_DEFAULTS = frozenset({"notConfigured", "none", "unspecified", "unknown", "deviceDefault", "userDefined"})


@dataclass(frozen=True)
class Difference:
    """One difference. `path` is technical, `words` the readable way there; a secret's values are never told."""

    path: str
    words: tuple[str, ...]
    kind: DiffKind
    before: str | None
    after: str | None
    is_secret: bool = False
    text: TextDiff | None = None


@dataclass(frozen=True)
class Diff:
    """The differences, at most as many as asked for; `left_out` counts the rest."""

    differences: tuple[Difference, ...]
    left_out: int = 0

    @property
    def total(self) -> int:
        """How many differences there are, those left out included."""
        return len(self.differences) + self.left_out


@dataclass(frozen=True)
class _Raw:
    path: str
    kind: DiffKind
    before: Any
    after: Any


def is_same(before: bytes | str, after: bytes | str) -> bool:
    """Whether two contents say the same, so that the later one is no new version.

    Ask it when the digests differ: a property that the provider added with its default value, and a value that it
    masked, change the content but say nothing new.
    """
    return next(_changes(json.loads(before), json.loads(after), "", False), None) is None


def diff(before: bytes | str, after: bytes | str, *, family: str = "", limit: int = LIMIT) -> Diff:
    """The differences between two contents of one policy, in the order of their paths."""
    raw = _changes(json.loads(before), json.loads(after), "", True)
    kept = tuple(_told(item, family) for item in islice(raw, limit))
    return Diff(kept, sum(1 for _ in raw))


def _changes(before: Any, after: Any, path: str, deep: bool) -> Iterator[_Raw]:
    if before is after or _unknown(before) or _unknown(after):
        return
    if isinstance(before, dict) and isinstance(after, dict) and SECRET not in before and SECRET not in after:
        yield from _in_mappings(before, after, path, deep)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _in_lists(before, after, path, deep)
    elif _differ(before, after):
        yield from _replaced(before, after, path, deep)


def _in_mappings(before: dict[str, Any], after: dict[str, Any], path: str, deep: bool) -> Iterator[_Raw]:
    for key in sorted(before.keys() | after.keys()):
        if key.startswith("$"):
            continue
        below = f"{path}.{key}" if path else key
        old, new = before.get(key, _NO_VALUE), after.get(key, _NO_VALUE)
        if old is _NO_VALUE or new is _NO_VALUE:
            there = new if old is _NO_VALUE else old
            if not says_nothing(there):
                yield from _only(there, below, "added" if old is _NO_VALUE else "removed", deep)
        else:
            yield from _changes(old, new, below, deep)


def _in_lists(before: list[Any], after: list[Any], path: str, deep: bool) -> Iterator[_Raw]:
    for pair in matched(before, after):
        below = f"{path}[{pair.name}]"
        if pair.after is Pair.NOTHING:
            yield from _only(pair.before, below, "removed", deep)
        elif pair.before is Pair.NOTHING:
            yield from _only(pair.after, below, "added", deep)
        else:
            yield from _changes(pair.before, pair.after, below, deep)


def _replaced(before: Any, after: Any, path: str, deep: bool) -> Iterator[_Raw]:
    if _secret_or_nothing(before, after):
        return
    if _empty(before):
        yield from _only(after, path, "changed" if _single(after) else "added", deep)
    elif _empty(after):
        yield from _only(before, path, "removed", deep)
    else:
        yield _Raw(path, "changed", before, after)


def _only(value: Any, path: str, kind: DiffKind, deep: bool) -> Iterator[_Raw]:
    """Everything in what is only on one side, single value by single value."""
    if _unknown(value):
        return
    if deep and isinstance(value, dict) and SECRET not in value:
        yield from _only_mapping(value, path, kind)
    elif deep and isinstance(value, list) and value:
        for name, item in _named(value):
            yield from _only(item, f"{path}[{name}]", kind, deep)
    else:
        yield _Raw(path, kind, *((value, _NO_VALUE) if kind == "removed" else (_NO_VALUE, value)))


def _only_mapping(value: dict[str, Any], path: str, kind: DiffKind) -> Iterator[_Raw]:
    inner = [(key, item) for key, item in sorted(value.items()) if not key.startswith("$") and not _empty(item)]
    telling = [(key, item) for key, item in inner if key not in _NAMING] or inner
    found = False
    for key, item in telling:
        for one in _only(item, f"{path}.{key}" if path else key, kind, True):
            found = True
            yield one
    if not found:
        yield _Raw(path, kind, *(({}, _NO_VALUE) if kind == "removed" else (_NO_VALUE, {})))


def _named(members: list[Any]) -> Iterator[tuple[str, Any]]:
    for at, item in enumerate(members):
        yield identity_text(item) or str(at), item


def _differ(before: Any, after: Any) -> bool:
    """True is not 1, and nothing written differently is still nothing."""
    return (type(before) is not type(after) or before != after) and not (_empty(before) and _empty(after))


def _unknown(value: Any) -> bool:
    return isinstance(value, dict) and UNREADABLE in value


def _empty(value: Any) -> bool:
    return is_nothing(meaning(value))


def says_nothing(value: Any) -> bool:
    """Whether a property that came with this value says no more than its absence did."""
    if value is False or (value == 0 and not isinstance(value, bool)):
        return True
    if isinstance(value, dict) and SECRET not in value:
        return all(key == "@odata.type" or says_nothing(item) for key, item in value.items())
    return is_nothing(value) or (isinstance(value, str) and value in _DEFAULTS)


def _secret_or_nothing(before: Any, after: Any) -> bool:
    """A secret that is not shown is not a secret that is gone."""
    return (is_nothing(before) and _is_secret(after)) or (is_nothing(after) and _is_secret(before))


def _is_secret(value: Any) -> bool:
    return isinstance(value, dict) and SECRET in value


def _single(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _told(raw: _Raw, family: str) -> Difference:
    words = path_words(raw.path, family)
    if _is_secret(raw.before) or _is_secret(raw.after):
        return Difference(raw.path, words, raw.kind, None, None, is_secret=True)
    texts = text_diff(raw.before, raw.after) if raw.kind == "changed" else None
    before = None if raw.before is _NO_VALUE else shown(raw.before)
    after = None if raw.after is _NO_VALUE else shown(raw.after)
    return Difference(raw.path, words, raw.kind, before, after, text=texts)
