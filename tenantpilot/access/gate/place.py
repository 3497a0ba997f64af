"""Where an event says it comes from, rebuilt from the one path it sent.

Browsers send three things that can disagree (pattern, path, query); only the path is used, everything else is
computed from it. The result is still what the browser claims: it selects, it never authorises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tenantpilot.access.capabilities import Plane

MAX_PATH = 1024
MAX_ARGUMENT = 256
MAX_QUERY_FIELDS = 24
_PLANES = {plane.value: plane for plane in Plane}


@dataclass(frozen=True, slots=True)
class Place:
    """The plane of a route and the workspace it names (untrusted)."""

    plane: Plane | None
    space: str


NOWHERE = Place(None, "")


@dataclass(frozen=True, slots=True)
class Routed:
    """The three values Reflex wants, made to agree."""

    path: str
    as_path: str
    query: tuple[tuple[str, str], ...]


def _sane(raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > MAX_PATH or not raw.startswith("/") or raw.startswith(("//", "/\\")):
        return "/"
    return raw if raw.isprintable() else "/"


def _argument(value: str) -> str:
    """A decoded value; an escaped control character makes it empty."""
    return value[:MAX_ARGUMENT] if value.isprintable() else ""


def _argument_name(segment: str) -> str:
    return segment.strip("[].") if segment.startswith("[") else ""


class Routes:
    """Rebuilds routing data for the routes of one app."""

    def __init__(self, match: Callable[[str], str | None], patterns: Callable[[], list[str]]) -> None:
        self._match = match
        self._patterns = patterns
        self._argument_names: frozenset[str] | None = None
        self._rebuild = lru_cache(maxsize=4096)(self._compute)

    def rebuild(self, claimed: object) -> Routed:
        """Path, full path and query of what the browser claims in `asPath`."""
        return self._rebuild(_sane(claimed.get("asPath", "/") if isinstance(claimed, dict) else "/"))

    def _names(self) -> frozenset[str]:
        if self._argument_names is None:
            segments = (s for pattern in self._patterns() for s in pattern.split("/"))
            self._argument_names = frozenset(filter(None, map(_argument_name, segments)))
        return self._argument_names

    def _compute(self, raw: str) -> Routed:
        try:
            url = urlsplit(raw)
            pairs = parse_qsl(url.query, max_num_fields=MAX_QUERY_FIELDS)
        except ValueError:
            raw, url, pairs = "/", urlsplit("/"), []
        # A query field must not pose as a route argument on pages whose route has none of that name.
        query = {k[:MAX_ARGUMENT]: _argument(v) for k, v in pairs if k not in self._names()}
        pattern = (self._match(url.path) or "").strip("/").split("/")
        for segment, value in zip(pattern, url.path.strip("/").split("/"), strict=False):
            if name := _argument_name(segment):
                query[name] = _argument(unquote(value))
        return Routed(url.path, raw, tuple(query.items()))


def place_of(pattern: str, query: Mapping[str, Any]) -> Place:
    """The place of a rebuilt route: `/admin/[space]/…` is the admin plane, looking at `space`."""
    first, _, rest = pattern.strip("/").partition("/")
    plane = _PLANES.get(first)
    if plane is None:
        return NOWHERE
    space = query.get("space", "") if rest.split("/")[0] == "[space]" else ""
    return Place(plane, space if isinstance(space, str) else "")
