"""Pages and their next links: whole addresses that nobody but this server can read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, quote_plus, unquote

from tenantpilot.sandbox.graph.collections import Collection
from tenantpilot.sandbox.graph.query import Query

_RANGE = {"min": "114FC998234D2B737DB891EED734C675", "max": "19F7AE6434F3C12D3C94DAE642CF29B0"}
_MARK = "[cosmosdb]"


class TopError(ValueError):
    """More was asked for than a page may hold."""


class TokenError(ValueError):
    """A continuation that this server did not make."""


def size(query: Query, page: int, top: int) -> int:
    """How many objects the page holds.

    Raises:
        TopError: $top is over the limit.
    """
    if query.top is None:
        return page
    if query.top > top:
        raise TopError(
            "The query specified in the URI is not valid. "
            f"The limit of '{top}' for Top query has been exceeded. "
            f"The value from the incoming request is '{query.top}'."
        )
    return max(query.top, 1)


_REMEMBERED = 25
"""How many ids of a page its token remembers, so that objects that vanish meanwhile hide no others."""


def _token(offset: int, last: list[str]) -> str:
    inside: list[dict[str, Any]] = [
        {
            "compositeToken": {"token": None, "range": _RANGE},
            "resumeValues": last[-_REMEMBERED:],
            "rid": f"EWA-AIIdN8{offset:06d}AAAAACA==",
            "skipCount": offset,
        }
    ]
    return quote(_MARK + json.dumps(inside, separators=(",", ":")), safe="")


def _read(token: str) -> tuple[int, list[str]]:
    text = unquote(token)
    if token == text or not text.startswith(_MARK):
        raise TokenError("The skip token is not valid.")
    try:
        inside = json.loads(text.removeprefix(_MARK))[0]
        return int(inside["skipCount"]), [str(value) for value in inside["resumeValues"]]
    except (ValueError, KeyError, IndexError, TypeError) as reason:
        raise TokenError("The skip token is not valid.") from reason


def start(query: Query, ids: list[str]) -> int:
    """Where the page begins: after the last object of the page before that is still there.

    Raises:
        TokenError: the token is not one of this server's.
    """
    if not query.skiptoken:
        return query.skip
    offset, last = _read(query.skiptoken)
    if not last or ids[offset - 1 : offset] == last[-1:]:
        return offset
    places = {id_: place for place, id_ in enumerate(ids)}
    known = [places[id_] for id_ in last if id_ in places]
    return max(known) + 1 if known else max(offset - len(last), 0)


def next_link(base: str, path: str, query: Query, offset: int, last: list[str]) -> str:
    """The address of the page after `last`: all options again, and a token that is encoded twice."""
    options = [
        f"${name}={quote_plus(value, safe='=()*')}".replace("%2C", "%2c").replace("%2F", "%2f")
        for name, value in query.plain
        if name not in {"skiptoken", "skip"}
    ]
    options.append(f"$skiptoken={quote(_token(offset, last), safe='')}")
    return f"{base}/{quote(path, safe='/')}?{'&'.join(options)}"


def counted(collection: Collection | None, query: Query, on_page: int, total: int) -> int | None:
    """The @odata.count of an answer, with all its lies."""
    kind = collection.count if collection else "none"
    if kind == "page":
        return on_page
    if kind == "zero":
        return 0
    return total if query.count and not query.skiptoken else None
