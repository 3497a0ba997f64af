"""What a handler may be sent, and what it must not be: values made from the declared types of its arguments."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from tests.security.attacks.booty import UUID

Shape = dict[str, Any]
# Values that let a handler get as far as it can; arguments with other names get a plain word.
LIKELY = {
    "email": "mallory@evil.example",
    "chosen_role": "owner",
    "role": "owner",
    "reach": "all",
    "tenant_mode": "all",
    "until": "",
    "kind": "audit.verify",
    "name": "theme",
    "value": "dark",
    "cadence": "daily",
    "unit": "days",
}
OWNERSHIP = ("workspace_id", "role", "self")


def fitting(name: str, shape: Shape, text: Callable[[str], str]) -> Any:
    """A value that fits `shape`; `text` makes the texts."""
    kind = shape["kind"]
    if kind == "str":
        return text(name)
    if kind == "list":
        return [fitting(name, shape["item"], text)]
    if kind == "dict":
        return {n: fitting(n, s, text) for n, s in shape["fields"].items()}
    if kind == "literal":
        return shape["values"][0]
    if kind == "union":
        return fitting(name, next(s for s in shape["of"] if s["kind"] != "null"), text)
    return {"int": 1, "float": 1.0, "bool": True, "null": None}[kind]


def payload(
    arguments: dict[str, Shape], text: Callable[[str], str] = lambda n: LIKELY.get(n, "word")
) -> dict[str, Any]:
    """A payload that fits."""
    return {n: fitting(n, s, text) for n, s in arguments.items()}


def absent(like: str = "") -> str:
    """A text that looks like `like`, or like a handle, and names nothing."""
    if UUID.fullmatch(like):
        return str(uuid4())
    return secrets.token_urlsafe(64)[: len(like) or 43]


def takes_text(arguments: dict[str, Shape]) -> list[str]:
    """The arguments through which a record could be named."""
    return [n for n, s in arguments.items() if _has_text(s)]


def _has_text(shape: Shape) -> bool:
    if shape["kind"] == "str":
        return True
    parts = [shape.get("item"), *shape.get("of", ()), *shape.get("fields", {}).values()]
    return any(_has_text(p) for p in parts if p)


def naming(arguments: dict[str, Shape], argument: str, record: str) -> dict[str, Any]:
    """A fitting payload whose one argument names `record`."""
    made = payload(arguments)
    made[argument] = fitting(argument, arguments[argument], lambda _name: record)
    return made


def unfit(arguments: dict[str, Shape]) -> Iterator[tuple[str, Any]]:
    """(kind of attack, payload) for everything that must not be let in."""
    good = payload(arguments)
    for name in (n for n, s in arguments.items() if not s["optional"]):
        yield "missing", {k: v for k, v in good.items() if k != name}
    for name in ("more", *OWNERSHIP):
        if name not in good:
            yield "extra", good | {name: "x"}
    for name, shape in arguments.items():
        for kind, value in _unfit_values(shape):
            yield kind, good | {name: value}
    for whole in ([], "x", 5, [good]):
        yield ("list" if isinstance(whole, list) else "wrong type"), whole


def _unfit_values(shape: Shape) -> Iterator[tuple[str, Any]]:
    kind = shape["kind"]
    kinds = {s["kind"] for s in shape["of"]} if kind == "union" else {kind}
    if "null" not in kinds:
        yield "null", None
    yield "list", [["x"]]
    yield "list", [None]
    yield "dict", {"$gt": ""}
    yield "dict", {}
    yield from _other_types(kinds)
    if "str" in kinds:
        yield "oversized", "x" * 4001
        yield "wrong type", "\x00"
    if "list" in kinds:
        yield "oversized", ["x"] * 2500
        yield "oversized", ["x" * 4001]
    if kinds & {"int", "float"}:
        yield "oversized", 10**30


def _other_types(kinds: set[str]) -> Iterator[tuple[str, Any]]:
    for made, fits in ((5, {"int", "float"}), (1.5, {"float"}), (True, {"bool"}), ("x", {"str"})):
        if not kinds & fits:
            yield "wrong type", made
