"""Single values inside a content by their path, as differences name them: to find, to replace, to offer as variables.

Secrets and what the provider masked are no places: nobody can give them per tenant, and nobody is told that they could.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tenantpilot.baselines.noise import steps
from tenantpilot.inventory.canonical import SECRET, UNREADABLE, UnreadableError, scalar
from tenantpilot.inventory.matching import identity_text
from tenantpilot.inventory.scanner import is_credential_name, scrub

Kind = Literal["text", "number", "yes_no", "list"]
LONGEST = 4000
MOST_LINES = 500
_MARK_IN_TEXT = "[secret#"
_NAMING = frozenset({"settingDefinitionId", "settingInstanceTemplateReference", "settingValueTemplateReference"})
# A property with one of these in its name has no path.
_UNNAMED = frozenset(".[]")
_MISSING = object()


@dataclass(frozen=True)
class Place:
    """A value that a tenant may have of its own."""

    path: str
    kind: Kind
    value: Any

    @property
    def text(self) -> str:
        """The value as people type it; the members of a list are lines."""
        return written(self.value)


class ValueRefusedError(ValueError):
    """A text that is no value of the kind; its own text is a message key."""


def places(content: str) -> Iterator[Place]:
    """Every place of a content, in the order of its paths."""
    yield from _inside(json.loads(content), "")


def find(content: str, path: str) -> Place | None:
    """The place with this very path."""
    value = _at(json.loads(content), steps(path))
    if value is _MISSING or is_secret(content, path):
        return None
    kind = _kind(value)
    return Place(path, kind, value) if kind else None


def is_secret(content: str, path: str) -> bool:
    """Whether a secret stands there, around there or inside, or the place is named like one."""
    way = steps(path)
    if any(_is_closed(step) for step in way):
        return True
    value: Any = json.loads(content)
    for step in way:
        value = _step(value, step)
        if isinstance(value, dict) and (SECRET in value or UNREADABLE in value):
            return True
    return value is not _MISSING and _holds_secret(value)


def put(content: str, path: str, text: str) -> str | None:
    """The content with another value at the path, written like the one there; None where there is no such place.

    Raises:
        ValueRefusedError: the text is no value of the kind that stands there.
    """
    found = find(content, path)
    if found is None:
        return None
    whole = json.loads(content)
    way = steps(path)
    holder = _at(whole, way[:-1])
    holder[_key(holder, way[-1])] = parsed(found.kind, text)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def parsed(kind: str, text: str) -> Any:
    """The value that a person's text means.

    Raises:
        ValueRefusedError: too long, looks like a credential, no number, or neither true nor false.
    """
    if len(text) > LONGEST or "\0" in text:
        raise ValueRefusedError("error-field-too-long" if "\0" not in text else "error-field-format")
    if looks_secret(text):
        raise ValueRefusedError("error-field-secret")
    if kind == "yes_no":
        if text.strip().lower() not in ("true", "false"):
            raise ValueRefusedError("error-field-choice")
        return text.strip().lower() == "true"
    if kind == "number":
        return _number(text)
    if kind == "list":
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValueRefusedError("error-field-too-long")
        return list(dict.fromkeys(lines))
    return text


def written(value: Any) -> str:
    """A value as people type it."""
    if isinstance(value, list):
        return "\n".join(written(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value)


def looks_secret(text: str) -> bool:
    """Whether a typed text holds a credential in a usual form."""
    return _MARK_IN_TEXT in text or scrub(text, lambda _: "\0") != text


def _number(text: str) -> Any:
    try:
        value = scalar(json.loads(text.strip(), parse_constant=_no_number))
    except (ValueError, UnreadableError, RecursionError):
        value = None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueRefusedError("error-field-number")
    return value


def _no_number(_: str) -> Any:
    raise ValueError


def _inside(value: Any, path: str) -> Iterator[Place]:
    kind = _kind(value)
    if kind and path:
        if not _holds_secret(value):
            yield Place(path, kind, value)
    elif isinstance(value, dict) and SECRET not in value and UNREADABLE not in value:
        for key in sorted(value):
            if not _is_closed(key) and not _UNNAMED.intersection(key):
                yield from _inside(value[key], f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield from _in_members(value, path)


def _in_members(members: list[Any], path: str) -> Iterator[Place]:
    names = [identity_text(item) or str(at) for at, item in enumerate(members)]
    for name, item in zip(names, members, strict=True):
        if names.count(name) == 1 and not _is_closed(name):
            yield from _inside(item, f"{path}[{name}]")


def _is_closed(step: str) -> bool:
    """Whether a step leads to what is no value of a tenant: credentials, marks, and what says which setting it is."""
    name = step.strip("[]")
    return name in _NAMING or name.startswith(("$", "@")) or is_credential_name(name)


def _kind(value: Any) -> Kind | None:
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "list"
    return None


def _at(value: Any, way: tuple[str, ...]) -> Any:
    for step in way:
        value = _step(value, step)
    return value


def _step(value: Any, step: str) -> Any:
    key = _key(value, step)
    return _MISSING if key is None else value[key]


def _key(holder: Any, step: str) -> Any:
    """The name or position of a step in what holds it; members are known by what they are before where they stand."""
    if isinstance(holder, dict):
        return step if step in holder else None
    if not isinstance(holder, list) or not step.startswith("["):
        return None
    name = step[1:-1]
    named = [at for at, item in enumerate(holder) if identity_text(item) == name]
    if named:
        return named[0] if len(named) == 1 else None
    return int(name) if name.isascii() and name.isdigit() and int(name) < len(holder) else None


def _holds_secret(value: Any) -> bool:
    if isinstance(value, str):
        return _MARK_IN_TEXT in value
    if isinstance(value, dict):
        return SECRET in value or UNREADABLE in value or any(_holds_secret(item) for item in value.values())
    return isinstance(value, list) and any(_holds_secret(item) for item in value)
