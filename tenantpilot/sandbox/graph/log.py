"""What was asked of the sandbox, in the order of arrival; requests without an answer stand in it too."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Literal

Kind = Literal["login", "consent", "graph"]
_MOST = 200_000


@dataclass(slots=True)
class Part:
    """One request inside a batch."""

    id: str
    method: str
    url: str
    status: int = 0
    fault: str = ""


@dataclass(slots=True)
class Entry:
    """One HTTP request; `status` stays 0 until it is answered. Query strings of the login service are not kept."""

    number: int
    at: datetime
    kind: Kind
    method: str
    path: str
    query: str = ""
    tenant: str = ""
    client: str = ""
    request_id: str = ""
    client_request_id: str = ""
    status: int = 0
    fault: str = ""
    seconds: float = 0.0
    parts: list[Part] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON shows it."""
        return asdict(self) | {"at": self.at.isoformat()}


class RequestLog:
    """Holds the last requests; may be read from any thread."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_MOST)
        self._number = 0
        self._lock = Lock()

    def add(self, entry: Entry) -> Entry:
        """Keep an arriving request and give it its number."""
        with self._lock:
            self._number += 1
            entry.number = self._number
            self._entries.append(entry)
        return entry

    def mark(self) -> int:
        """A point in the order of arrival; `after(mark)` are the requests that came later."""
        return self._number

    def entries(self, *, tenant: str = "", kind: Kind | Literal[""] = "", after: int = 0) -> list[Entry]:
        """Requests that arrived after a mark, of one tenant or kind if named."""
        with self._lock:
            kept = list(self._entries)
        return [
            entry
            for entry in kept
            if entry.number > after and tenant in {"", entry.tenant} and kind in {"", entry.kind}
        ]

    def after(self, mark: int, *, tenant: str = "") -> list[Entry]:
        """Requests that arrived after `mark`."""
        return self.entries(tenant=tenant, after=mark)

    def clear(self) -> None:
        """Forget; numbers go on."""
        with self._lock:
            self._entries.clear()
