"""Query options of a Graph address, read as tolerantly as Graph reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote_plus

_OPTIONS = frozenset({"select", "expand", "top", "skip", "filter", "orderby", "count", "search", "skiptoken"})


@dataclass(frozen=True, slots=True)
class Expansion:
    """One member of $expand with the options in its brackets."""

    name: str
    select: tuple[str, ...] = ()
    expand: tuple[Expansion, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """The options that were given; `plain` holds them in the order in which they came, for a next link."""

    select: tuple[str, ...] = ()
    expand: tuple[Expansion, ...] = ()
    top: int | None = None
    skip: int = 0
    filter: str = ""
    orderby: str = ""
    count: bool = False
    search: str = ""
    skiptoken: str = ""
    plain: tuple[tuple[str, str], ...] = field(default=())


class QueryError(ValueError):
    """An option has a value that Graph refuses."""


def split_outside(text: str, separator: str) -> list[str]:
    """Split at `separator` where no bracket or quotation mark is open."""
    parts, depth, quoted, current = [], 0, False, ""
    for letter in text:
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if letter == separator and depth == 0 and not quoted:
            parts.append(current)
            current = ""
        else:
            current += letter
    return [part.strip() for part in (*parts, current) if part.strip()]


def _expansion(text: str) -> Expansion:
    name, _, inside = text.partition("(")
    select: tuple[str, ...] = ()
    expand: tuple[Expansion, ...] = ()
    for option in split_outside(inside.removesuffix(")"), ";"):
        key, _, value = option.partition("=")
        if key.strip().lstrip("$").lower() == "expand":
            expand = expansions(value)
        elif key.strip().lstrip("$").lower() == "select":
            select = tuple(split_outside(value, ","))
    return Expansion(name.strip().rpartition("/")[2], select, expand)


def expansions(text: str) -> tuple[Expansion, ...]:
    """Members of an $expand option."""
    return tuple(_expansion(part) for part in split_outside(text, ","))


def _whole(name: str, value: str) -> int:
    if not value.strip().isdigit():
        raise QueryError(f"Invalid value '{value}' for ${name} query option found.")
    return int(value)


@lru_cache(maxsize=4096)
def parse(raw: str, *, is_beta: bool) -> Query:
    """Read a query string as it stood in the address; on beta the dollar sign may be missing.

    Raises:
        QueryError: a number is none.
    """
    found: dict[str, str] = {}
    plain = []
    for pair in raw.lstrip("?").split("&"):
        name, _, value = pair.partition("=")
        name, value = unquote_plus(name), unquote_plus(value)
        option = name.removeprefix("$").lower()
        if option in _OPTIONS and (is_beta or name.startswith("$")):
            found[option] = value
            plain.append((option, value))
    return Query(
        select=tuple(part for part in split_outside(found.get("select", ""), ",")),
        expand=expansions(found.get("expand", "")),
        top=_whole("top", found["top"]) if found.get("top") else None,
        skip=_whole("skip", found["skip"]) if found.get("skip") else 0,
        filter=found.get("filter", ""),
        orderby=found.get("orderby", ""),
        count=found.get("count", "").lower() == "true",
        search=found.get("search", "").strip('"'),
        skiptoken=found.get("skiptoken", ""),
        plain=tuple(plain),
    )
