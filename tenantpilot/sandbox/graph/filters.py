"""The part of OData's $filter that clients of device management use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Predicate = Callable[[Json], bool]
Term = Callable[[Json], Any]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<date>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?(?![\w-]))"
    r"|(?P<guid>[0-9a-fA-F]{8}-[0-9a-fA-F-]{27})|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<word>[A-Za-z_@#][\w.@#/]*)|(?P<mark>[():,]))"
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d+))?)?(?:Z|\+00:00)?$")
_CONSTANTS = {"true": True, "false": False, "null": None}


class FilterError(ValueError):
    """The text is no filter that this service understands."""


def _comparable(value: Any) -> Any:
    """Strings compare without case and dates in any precision, as the service does."""
    if not isinstance(value, str):
        return value
    if found := _DATE.match(value):
        return f"{found[1]}t{found[2] or '00:00:00'}.{(found[3] or '').ljust(7, '0')}"
    return value.casefold()


def _property(path: str) -> Term:
    steps = [step for step in path.split("/") if not step.startswith("microsoft.graph.")]

    def read(item: Json) -> Any:
        value: Any = item
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    return read


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def both(left: Any, right: Any) -> bool:
        return left is not None and right is not None and type(left) is type(right) and compare(left, right)

    return both


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: bool(left == right),
    "ne": lambda left, right: bool(left != right),
    "gt": _ordered(lambda left, right: bool(left > right)),
    "ge": _ordered(lambda left, right: bool(left >= right)),
    "lt": _ordered(lambda left, right: bool(left < right)),
    "le": _ordered(lambda left, right: bool(left <= right)),
    "has": lambda left, right: right in str(left or "").split(","),
}
_FUNCTIONS: dict[str, Callable[[Any, Any], bool]] = {
    "startswith": lambda left, right: str(left or "").startswith(str(right)),
    "endswith": lambda left, right: str(left or "").endswith(str(right)),
    "contains": lambda left, right: str(right) in str(left or ""),
}


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at, text = 0, text.strip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found or not found.lastgroup:
                raise FilterError(f"Syntax error at position {at} in '{text}'.")
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()
        self._at = 0

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise FilterError("Syntax error: the expression ends too early.")
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, mark: str) -> None:
        if self._next()[1] != mark:
            raise FilterError(f"Syntax error: '{mark}' expected.")

    def whole(self) -> Predicate:
        """The predicate of the whole text."""
        predicate = self._either()
        if self._peek():
            raise FilterError(f"Syntax error at '{self._peek()}'.")
        return predicate

    def _either(self) -> Predicate:
        left = self._both()
        while self._peek() == "or":
            self._next()
            left = _or(left, self._both())
        return left

    def _both(self) -> Predicate:
        left = self._one()
        while self._peek() == "and":
            self._next()
            left = _and(left, self._one())
        return left

    def _one(self) -> Predicate:
        if self._peek() == "not":
            self._next()
            inner = self._one()
            return lambda item: not inner(item)
        if self._peek() == "(" and not self._is_term_in_brackets():
            self._next()
            inner = self._either()
            self._expect(")")
            return inner
        return self._comparison()

    def _is_term_in_brackets(self) -> bool:
        """`(microsoft.graph.managedApp/appAvailability) eq null`: brackets around a property."""
        return self._at + 2 < len(self._tokens) and self._tokens[self._at + 2][1] == ")"

    def _comparison(self) -> Predicate:
        kind, word = self._next()
        if word == "(":
            kind, word = self._next()
            self._expect(")")
        elif kind == "word" and self._peek() == "(":
            return self._function(word)
        left, operator = self._term(kind, word), self._next()[1]
        if operator == "in":
            return self._among(left)
        if operator not in _OPERATORS:
            raise FilterError(f"Syntax error: unknown operator '{operator}'.")
        compare, right = _OPERATORS[operator], self._term(*self._next())
        return lambda item: compare(_comparable(left(item)), _comparable(right(item)))

    def _term(self, kind: str, word: str) -> Term:
        if kind == "word" and word not in _CONSTANTS:
            return _property(word)
        value: Any = _CONSTANTS.get(word, word)
        if kind == "text":
            value = word[1:-1].replace("''", "'")
        elif kind == "number":
            value = float(word) if "." in word else int(word)
        return lambda _item: value

    def _among(self, left: Term) -> Predicate:
        self._expect("(")
        allowed = [_comparable(self._term(*self._next())({}))]
        while self._peek() == ",":
            self._next()
            allowed.append(_comparable(self._term(*self._next())({})))
        self._expect(")")
        return lambda item: _comparable(left(item)) in allowed

    def _function(self, name: str) -> Predicate:
        self._expect("(")
        if name.endswith(("/any", "/all")):
            return self._quantified(name)
        first = self._next()
        if name == "isof":
            self._expect(")")
            wanted = first[1].strip("'").removeprefix("#")
            return lambda item: str(item.get("@odata.type", "")).removeprefix("#") == wanted
        if name not in _FUNCTIONS:
            raise FilterError(f"An unknown function with name '{name}' was found.")
        self._expect(",")
        left, right, test = self._term(*first), self._term(*self._next()), _FUNCTIONS[name]
        self._expect(")")
        if self._peek() == "eq":
            self._next()
            wanted_answer = self._term(*self._next())({})
            return lambda item: test(_comparable(left(item)), _comparable(right(item))) == wanted_answer
        return lambda item: test(_comparable(left(item)), _comparable(right(item)))

    def _quantified(self, name: str) -> Predicate:
        path, _, word = name.rpartition("/")
        variable, members = self._next()[1], _property(path)
        self._expect(":")
        inner = self._either()
        self._expect(")")
        hold = any if word == "any" else all
        return lambda item: hold(inner({variable: member}) for member in members(item) or [])


def _and(left: Predicate, right: Predicate) -> Predicate:
    return lambda item: left(item) and right(item)


def _or(left: Predicate, right: Predicate) -> Predicate:
    return lambda item: left(item) or right(item)


def predicate(text: str) -> Predicate:
    """What `text` lets through.

    Raises:
        FilterError: the text cannot be understood.
    """
    return _Parser(text).whole()


def sort_key(path: str) -> Callable[[Json], tuple[bool, Any]]:
    """Order by a property, absent ones first."""
    read = _property(path)

    def key(item: Json) -> tuple[bool, Any]:
        value = _comparable(read(item))
        return (value is not None, value if value is not None else "")

    return key
