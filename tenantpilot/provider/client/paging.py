"""Lists over as many pages as there are; a link to the next page is followed as it came, to our own Graph only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tenantpilot.provider.client.answers import Answer
from tenantpilot.provider.client.link import Link
from tenantpilot.provider.client.problems import Problem, ProblemError, problem

NEXT = "@odata.nextLink"
MOST_PAGES = 5_000
MOST_EMPTY_PAGES = 50
_MOST_LINK = 32_768
Fetch = Callable[[str], Awaitable[Answer]]


@dataclass(frozen=True)
class Row:
    """A member of a list and the request that brought it."""

    item: Mapping[str, Any]
    request_id: str


@dataclass
class Rows:
    """As much of a list as could be read; all of it when there are no problems."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    requests: int = 0

    @property
    def items(self) -> list[Mapping[str, Any]]:
        """The members alone."""
        return [row.item for row in self.rows]


async def read_list(link: Link, url: str, fetch: Fetch) -> Rows:
    """The list at an address."""
    found = Rows()
    await _follow(found, link, url, fetch, is_first=True)
    return found


async def rest_of_list(link: Link, first: Answer, fetch: Fetch) -> Rows:
    """The list of which the first page is here already (a part of a batch)."""
    found = Rows(requests=1)
    try:
        following = _take(found, first, link)
    except ProblemError as error:
        found.problems.append(error.problem)
        return found
    if following:
        await _follow(found, link, following, fetch, is_first=False)
    return found


def checked_link(body: Mapping[str, Any], link: Link, answer: Answer, key: str = NEXT) -> str | None:
    """The address of the next page, if there is one.

    Raises:
        ProblemError: it is no address within the Graph we ask; a token must not go anywhere else.
    """
    found = body.get(key)
    if found is None:
        return None
    if not isinstance(found, str) or len(found) > _MOST_LINK:
        raise ProblemError(answer.malformed("nextLink"))
    if not _is_ours(found, link):
        raise ProblemError(problem("paging_foreign", request_id=answer.request_id, status=answer.status))
    return found


async def _follow(found: Rows, link: Link, url: str, fetch: Fetch, *, is_first: bool) -> None:
    seen, empty, following = {url}, 0, url
    while True:
        answer = await fetch(following)
        found.requests += 1
        before = len(found.rows)
        try:
            following = _take(found, answer, link, is_first=is_first and found.requests == 1) or ""
            if not following:
                return
            empty = 0 if len(found.rows) > before else empty + 1
            _refuse_endless(answer, following in seen, found.requests, empty)
        except ProblemError as error:
            found.problems.append(error.problem)
            return
        seen.add(following)


def _refuse_endless(answer: Answer, is_known: bool, pages: int, empty: int) -> None:
    if is_known:
        raise ProblemError(problem("paging_loop", request_id=answer.request_id, status=answer.status))
    if pages >= MOST_PAGES or empty >= MOST_EMPTY_PAGES:
        raise ProblemError(problem("paging_flood", request_id=answer.request_id, status=answer.status))


def _take(found: Rows, answer: Answer, link: Link, *, is_first: bool = False) -> str | None:
    body = answer.mapping(is_collection=is_first)
    members = body.get("value")
    if not isinstance(members, list):
        raise ProblemError(answer.malformed("value is no list"))
    found.rows += [Row(member, answer.request_id) for member in members if isinstance(member, dict)]
    if any(not isinstance(member, dict) for member in members):
        found.problems.append(answer.malformed("a member is no object"))
    return checked_link(body, link, answer)


def _is_ours(found: str, link: Link) -> bool:
    try:
        theirs, ours = urlsplit(found), urlsplit(link.graph_url)
        same = (theirs.scheme, theirs.hostname, theirs.port) == (ours.scheme, ours.hostname, ours.port)
    except ValueError:
        return False
    if not same or theirs.username is not None or theirs.password is not None or not found.isprintable():
        return False
    base = ours.path.rstrip("/")
    segments = theirs.path.split("/")
    return ".." not in segments and any(theirs.path.startswith(f"{base}/{version}/") for version in ("v1.0", "beta"))
