"""Everything that can go wrong with Graph and its login service, armed for the requests it shall happen to."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Any, Literal


class Fault(StrEnum):
    """One way to go wrong."""

    # An answer instead of the real one.
    THROTTLED = "throttled"
    THROTTLED_SILENTLY = "throttled_silently"
    THROTTLED_UNTIL = "throttled_until"
    FORBIDDEN = "forbidden"
    ROLE_REFUSED = "role_refused"
    TOKEN_REFUSED = "token_refused"  # noqa: S105  names a fault
    CLAIMS_CHALLENGE = "claims_challenge"
    UNLICENSED = "unlicensed"
    UNSUPPORTED = "unsupported"
    GONE = "gone"
    STATUS = "status"
    # The real answer, spoilt.
    HANG = "hang"
    CUT = "cut"
    CUT_PAGE = "cut_page"
    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"
    EMPTY_PAGE = "empty_page"
    LOST_PAGE = "lost_page"
    LOOPING_PAGE = "looping_page"
    REPEATED = "repeated"
    FOREIGN_LINK = "foreign_link"
    SHUFFLED = "shuffled"
    ADDED = "added"
    TWINS = "twins"
    LATENCY = "latency"
    # Writes that are seen later.
    DELAYED = "delayed"
    # At the login service; tokens that exist are refused too where the tenant or the consent is gone.
    CONSENT_WITHDRAWN = "consent_withdrawn"
    SECRET_EXPIRED = "secret_expired"  # noqa: S105  names a fault
    SECRET_WRONG = "secret_wrong"  # noqa: S105  names a fault
    ASSERTION_REFUSED = "assertion_refused"
    TENANT_GONE = "tenant_gone"
    TENANT_BLOCKED = "tenant_blocked"
    APP_DISABLED = "app_disabled"
    POLICY_BLOCKED = "policy_blocked"
    LOGIN_BUSY = "login_busy"
    LOGIN_DOWN = "login_down"
    LOGIN_HANGS = "login_hangs"


INSTEAD = frozenset(list(Fault)[: list(Fault).index(Fault.HANG)])
LOGIN = frozenset(list(Fault)[list(Fault).index(Fault.CONSENT_WITHDRAWN) :])
REVOKING = frozenset({Fault.CONSENT_WITHDRAWN, Fault.TENANT_GONE, Fault.TENANT_BLOCKED, Fault.APP_DISABLED})
SPOILING = frozenset(Fault) - INSTEAD - LOGIN - {Fault.DELAYED}


@dataclass(slots=True)
class ArmedFault:
    """A fault and the requests it waits for; an empty selector matches everything.

    `nth` counts matching requests from 1: earlier ones pass. From there it happens `times` times (None: until it is
    cleared), on every `every`-th of them. `parts`: whether only parts of batches, only requests of their own, or
    both. `pages`: first pages, following pages, or both. `seconds` is Retry-After, a hang's or delay's length.
    `variant` chooses among the ways of one kind. One that `is_standing` belongs to the start: resets leave it armed.
    `path` is a regular expression searched in the address without version.
    """

    kind: Fault
    tenant: str = ""
    collection: str = ""
    method: str = ""
    path: str = ""
    parts: Literal["any", "only", "never"] = "any"
    pages: Literal["any", "first", "next"] = "any"
    nth: int = 1
    every: int = 1
    times: int | None = None
    seconds: float = 0.0
    status: int = 503
    variant: str = ""
    is_standing: bool = False
    id: int = 0
    seen: int = field(default=0, compare=False)
    happened: int = field(default=0, compare=False)

    def is_for(self, subject: Subject) -> bool:
        """Whether the request is one of those it waits for."""
        return (
            self.tenant in {"", subject.tenant}
            and self.collection in {"", subject.collection}
            and self.method in {"", subject.method}
            and (self.parts == "any" or (self.parts == "only") == subject.is_part)
            and (self.pages == "any" or (self.pages == "next") == subject.is_next_page)
            and (not self.path or re.search(self.path, subject.path) is not None)
        )

    def strikes(self) -> bool:
        """Count a matching request; whether it is one that suffers."""
        self.seen += 1
        if self.seen < self.nth or (self.seen - self.nth) % self.every or self.is_spent:
            return False
        self.happened += 1
        return True

    @property
    def is_spent(self) -> bool:
        """It happened as often as it should."""
        return self.times is not None and self.happened >= self.times


@dataclass(frozen=True, slots=True)
class Subject:
    """What of a request decides about its faults."""

    tenant: str
    collection: str
    method: str
    path: str
    is_part: bool = False
    is_next_page: bool = False


class Faults:
    """The armed faults; may be armed from any thread."""

    def __init__(self) -> None:
        self._armed: list[ArmedFault] = []
        self._ids = itertools.count(1)
        self._lock = Lock()

    def add(self, kind: Fault | str, **selectors: Any) -> ArmedFault:
        """Arm a fault; `selectors` are the fields of ArmedFault. Returns it, with its counts as they grow.

        Raises:
            ValueError: no such fault, or a path that is no regular expression.
            TypeError: no such selector.
        """
        armed = ArmedFault(Fault(kind), **selectors)
        try:
            re.compile(armed.path)
        except re.error as reason:
            raise ValueError(f"no regular expression: {armed.path!r}") from reason
        if armed.every < 1:
            raise ValueError("`every` counts from 1")
        with self._lock:
            armed.id = next(self._ids)
            self._armed = [*self._armed, armed]
        return armed

    def remove(self, id_: int) -> bool:
        """Disarm one; whether it was there."""
        with self._lock:
            before = len(self._armed)
            self._armed = [armed for armed in self._armed if armed.id != id_]
            return len(self._armed) < before

    def clear(self) -> None:
        """Behave from now on."""
        with self._lock:
            self._armed = []

    def armed(self) -> tuple[ArmedFault, ...]:
        """All that wait or happened."""
        return tuple(self._armed)

    def take(self, subject: Subject, kinds: frozenset[Fault]) -> list[ArmedFault]:
        """Faults of these kinds that the request suffers."""
        if not self._armed:
            return []
        with self._lock:
            return [armed for armed in self._armed if armed.kind in kinds and armed.is_for(subject) and armed.strikes()]
