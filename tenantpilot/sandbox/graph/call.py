"""One request to Graph, whether it came alone or inside a batch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tenantpilot.sandbox.graph.answer import Answer, Ids, error, intune_error
from tenantpilot.sandbox.graph.places import Place
from tenantpilot.sandbox.graph.query import Query, parse
from tenantpilot.sandbox.graph.store import TenantStore


class RefusedError(Exception):
    """The request gets this answer instead of what it asked for."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Grant:
    """What an access token says: whose tenant, which application, what it may do."""

    tenant_id: str
    client_id: str
    roles: frozenset[str]


@dataclass(slots=True)
class Call:
    """`path` has no version; `base` is the address to which next links are appended, with the version.

    `part` is the id of a batch part, "" for a request of its own.
    """

    method: str
    version: str
    path: str
    raw_query: str
    base: str
    ids: Ids
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    part: str = ""

    @property
    def is_beta(self) -> bool:
        """Beta forgives missing dollar signs."""
        return self.version == "beta"

    @property
    def is_write(self) -> bool:
        """Anything that is not a reading."""
        return self.method not in {"GET", "HEAD"} and not self.path.rstrip("/").endswith("getByIds")

    def query(self) -> Query:
        """The options of the address.

        Raises:
            QueryError: one of them has no sense.
        """
        return parse(self.raw_query, is_beta=self.is_beta)

    def json(self) -> Any:
        """The body.

        Raises:
            RefusedError: it is no JSON object.
        """
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise RefusedError(
                error(self.ids, 400, "BadRequest", "Unable to read JSON request payload. Please ensure it is valid.")
            )
        return value


@dataclass(slots=True)
class Visit:
    """A call that was let in: where it goes and whose objects it sees."""

    call: Call
    place: Place
    store: TenantStore
    grant: Grant

    def refuse(self, status: int, code: str, message: str) -> RefusedError:
        """An error in the wording of the service that stands here."""
        if self.place.collection.service == "intune":
            return RefusedError(intune_error(self.call.ids, self.place.path, status, code, message))
        return RefusedError(error(self.call.ids, status, code, message))

    def plainly(self, status: int, code: str, message: str) -> RefusedError:
        """An error of the gateway in front of all services."""
        return RefusedError(error(self.call.ids, status, code, message))

    def missing(self, id_: str) -> RefusedError:
        """404 as the service words it."""
        if self.place.collection.service == "intune":
            return self.refuse(404, "ResourceNotFound", "Resource not found")
        message = f"Resource '{id_}' does not exist or one of its queried reference-property objects are not present."
        return self.refuse(404, "Request_ResourceNotFound", message)

    def no_segment(self, segment: str) -> RefusedError:
        """400: nothing of that name stands here."""
        return self.plainly(400, "BadRequest", f"Resource not found for the segment '{segment}'.")
