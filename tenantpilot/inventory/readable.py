"""A content as people read it: sections of labelled values, in pages, with secrets shown as secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from tenantpilot.inventory.canonical import LABEL, SECRET, UNREADABLE
from tenantpilot.inventory.labels import path_words, words_of
from tenantpilot.inventory.matching import identity_text
from tenantpilot.inventory.textdiff import shown
from tenantpilot.inventory.wrapping import opened

PAGE = 200
# "group" is a name without a value of its own: what stands one step further in belongs to it.
Shape = Literal["text", "number", "yes", "no", "empty", "group", "secret", "unreadable", "lines"]


@dataclass(frozen=True)
class Row:
    """A value with its words; `depth` indents what lies inside the row before it. `path` is technical."""

    section: str
    label: str
    value: str
    shape: Shape
    depth: int
    path: str

    @property
    def is_secret(self) -> bool:
        """Whether the value is a secret, which is known to be there and never shown."""
        return self.shape == "secret"


@dataclass(frozen=True)
class Page:
    """Rows of a content from `start`; `total` counts all of them."""

    rows: tuple[Row, ...]
    start: int
    total: int


def read(content: bytes | str, family: str = "", *, start: int = 0, size: int = PAGE, empty: bool = True) -> Page:
    """A page of the readable content; `empty` false leaves out what is not configured."""
    value = json.loads(content)
    rows = [row for row in _rows(value) if empty or row.shape != "empty"]
    start = max(0, min(start, len(rows)))
    return Page(tuple(islice(rows, start, start + size)), start, len(rows))


def _rows(value: Any) -> Iterator[Row]:
    if not isinstance(value, dict):
        yield from _member(value, "", "", 0)
        return
    for key in sorted(value, key=_general_first):
        section = words_of(key) if isinstance(value[key], dict | list) and value[key] else ""
        yield from _member(value[key], section, key, 0)


def _general_first(key: str) -> tuple[int, str]:
    first = ("displayName", "name", "description", "state", "@odata.type", "platforms", "technologies")
    return (first.index(key) if key in first else len(first), key)


def _member(value: Any, section: str, path: str, depth: int) -> Iterator[Row]:
    if isinstance(value, dict) and SECRET in value:
        yield _row(section, path, "", "secret", depth)
    elif isinstance(value, dict) and UNREADABLE in value:
        yield _row(section, path, str(value[UNREADABLE]), "unreadable", depth)
    elif isinstance(value, dict) and value:
        yield from _mapping(value, section, path, depth)
    elif isinstance(value, list) and value:
        yield from _list(value, section, path, depth)
    else:
        yield _row(section, path, *_single(value), depth)


def _mapping(value: dict[str, Any], section: str, path: str, depth: int) -> Iterator[Row]:
    setting = value.get("settingInstance", value)
    if isinstance(setting, dict) and isinstance(setting.get("settingDefinitionId"), str):
        yield from _setting(setting, section, path, depth)
        return
    if isinstance(value.get(LABEL), str):
        yield Row(section, str(value[LABEL]), "", "group", depth, path)
        depth += 1
    for key in sorted(value):
        if not key.startswith("$"):
            yield from _member(value[key], section, f"{path}.{key}", depth)


def _setting(setting: dict[str, Any], section: str, path: str, depth: int) -> Iterator[Row]:
    """A setting of the catalogue: its name with its value, and the settings inside it one step further in."""
    definition = str(setting["settingDefinitionId"])
    own = [value for key, value in sorted(setting.items()) if key.endswith("Value") and isinstance(value, dict)]
    lists = [
        value for key, value in sorted(setting.items()) if key.endswith("CollectionValue") and isinstance(value, list)
    ]
    single = own[0].get("value") if own else None
    said, shape = _setting_value(single, definition)
    has_inside = any(value.get("children") for value in own) or any(lists)
    yield Row(section, words_of(definition), said, "group" if shape == "empty" and has_inside else shape, depth, path)
    for inside in own:
        yield from _children(inside, section, path, depth + 1)
    for members in lists:
        for at, member in enumerate(members):
            below = f"{path}[{at}]"
            if isinstance(member, dict) and "value" in member:
                yield Row(section, str(at + 1), *_setting_value(member["value"], definition), depth + 1, below)
            if isinstance(member, dict):
                yield from _children(member, section, below, depth + 1)


def _children(value: dict[str, Any], section: str, path: str, depth: int) -> Iterator[Row]:
    for child in value.get("children") or []:
        yield from _member(child, section, f"{path}[{identity_text(child)}]", depth)


def _setting_value(value: Any, definition: str) -> tuple[str, Shape]:
    if isinstance(value, dict) and SECRET in value:
        return "", "secret"
    if isinstance(value, dict) and UNREADABLE in value:
        return str(value[UNREADABLE]), "unreadable"
    if isinstance(value, str) and value.startswith(definition + "_"):
        return words_of(value[len(definition) + 1 :]), "text"
    return _single(value)


def _list(value: list[Any], section: str, path: str, depth: int) -> Iterator[Row]:
    if all(isinstance(item, str | int | float) for item in value):
        text = "\n".join(shown(item) for item in value[:200])
        yield _row(section, path, text, "lines" if len(value) > 1 else "text", depth)
        return
    for at, item in enumerate(value):
        yield from _member(item, section, f"{path}[{identity_text(item) or at}]", depth)


def _single(value: Any) -> tuple[str, Shape]:
    if value is None or value in ("", [], {}):
        return "", "empty"
    if isinstance(value, bool):
        return "", "yes" if value else "no"
    if isinstance(value, int | float):
        return shown(value), "number"
    text = shown(value)
    return text, "lines" if "\n" in text or opened(value) else "text"


def _row(section: str, path: str, value: str, shape: Shape, depth: int) -> Row:
    words = path_words(path)
    return Row(section, words[-1] if words else path, value, shape, depth, path)
