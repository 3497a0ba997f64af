"""Answers as they came: bytes turned into JSON with limits, and shapes checked before anybody relies on them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.provider.client.problems import Problem, ProblemError, problem, refusal
from tenantpilot.provider.reading import State

MOST_BYTES = 32 * 1024 * 1024
_MOST_ID = 1024
_HALF_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
_SECONDS = re.compile(r"\d{1,9}")


class MalformedError(Exception):
    """Not what the protocol promises."""


@dataclass(frozen=True)
class Answer:
    """An answer of whatever status. `failure` is set when none arrived or it cannot be read; `status` is 0 without one.

    `is_final` says that asking again was tried already.
    """

    status: int
    body: Any = None
    request_id: str = ""
    retry_after: float | None = None
    failure: Problem | None = None
    is_final: bool = False

    @property
    def is_good(self) -> bool:
        """Whether there is a body to look at."""
        return self.failure is None and 200 <= self.status < 300

    def problem(self, *, is_collection: bool = False) -> Problem:
        """What went wrong with it."""
        return self.failure or refusal(self.status, self.body, self.request_id, is_collection=is_collection)

    def mapping(self, *, is_collection: bool = False) -> Mapping[str, Any]:
        """The body, which must be an object.

        Raises:
            ProblemError: it is not, or the answer is an error.
        """
        if not self.is_good:
            raise ProblemError(self.problem(is_collection=is_collection))
        if not isinstance(self.body, dict):
            raise ProblemError(self.malformed("not an object"))
        return self.body

    def entity(self) -> Mapping[str, Any]:
        """The body, which must be one object and not look like a list.

        Raises:
            ProblemError: it is something else, or the answer is an error.
        """
        body = self.mapping()
        if "value" in body:
            raise ProblemError(self.malformed("a list in the place of an object"))
        return body

    def malformed(self, detail: str) -> Problem:
        """The problem of an answer with another shape than agreed."""
        return problem("answer_malformed", detail=detail, request_id=self.request_id, status=self.status)


def parse(raw: bytes) -> Any:
    """JSON as the standard has it: no NaN, no half surrogate pairs, no depth that breaks the reader.

    Raises:
        MalformedError: it is something else.
    """
    try:
        found = json.loads(raw, parse_constant=_refuse)
        if _HALF_PAIR.search(raw):
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise MalformedError(type(error).__name__) from None
    return found


def retry_after(value: object) -> float | None:
    """Seconds to wait; of several numbers the first, of a date the time until then. Nonsense counts as no answer."""
    text = str(value).strip() if isinstance(value, str) or type(value) is int else ""
    found = _SECONDS.match(text)
    if found:
        return float(found[0])
    try:
        return max(0.0, (parsedate_to_datetime(text) - now()).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def challenge(status: int, header: object, request_id: str) -> Problem | None:
    """A refusal of the token for what it does not claim; its words stand in a header only."""
    if status != 401 or not isinstance(header, str) or "claims" not in header:
        return None
    return problem("claims_challenge", State.FORBIDDEN, request_id=request_id, status=status)


def identifier(item: Any) -> str | None:
    """The id of an object, or None when it has none that could stand in an address."""
    found = item.get("id") if isinstance(item, Mapping) else None
    if not isinstance(found, str) or not found or len(found) > _MOST_ID or not found.isprintable():
        return None
    return None if found in (".", "..") else found


def _refuse(constant: str) -> Any:
    raise MalformedError(constant)
