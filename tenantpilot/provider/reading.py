"""What a reading of a tenant brings back. There is no list without its completeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How well a family was read. Only `READ` can say that something is gone."""

    READ = "read"
    PARTIAL = "partial"
    FORBIDDEN = "forbidden"
    THROTTLED = "throttled"
    UNSUPPORTED = "unsupported"
    UNLICENSED = "unlicensed"


@dataclass(frozen=True)
class Trouble:
    """One thing that could not be read: a snake_case reason code, the provider's words, and its request id."""

    code: str
    subject: str = ""
    detail: str = ""
    request_id: str = ""
    status: int = 0


@dataclass(frozen=True)
class ReadObject:
    """One policy as the provider gave it, whole when `is_whole`.

    `listed` is a digest of the object as its list showed it; an incremental reading leaves out (`body` is None) what
    is known to stand unchanged.
    """

    provider_id: str
    name: str
    listed: str
    body: Mapping[str, Any] | None
    is_whole: bool = True
    request_id: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True)
class FamilyReading:
    """All that could be read of a family. `listed_all` says that no object of it is missing from `objects`."""

    family: str
    state: State
    objects: tuple[ReadObject, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    listed_all: bool = False
    requests: int = 0
    missing_permissions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """An entry of the tenant's own log: who changed which object, when (UTC, ISO 8601)."""

    event_id: str
    at: str
    actor: str
    actor_kind: str
    operation: str
    subject_id: str
    subject_name: str = ""


@dataclass(frozen=True)
class ChangesReading:
    """The tenant's log since a moment, as far as it could be read."""

    state: State
    changes: tuple[Change, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class NamesReading:
    """Names of referenced objects by kind and id; `missing` exist no more, everything else is simply not known."""

    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    missing: frozenset[tuple[str, str]] = frozenset()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class CheckReading:
    """What one look at a connection found. With `trouble` nothing can be read through it; the code says why.

    `granted` are the application's permissions in this tenant, `service_plans` the licensed services; None where the
    provider does not let that be known. `is_same_tenant` is False when the answers came from another tenant.
    """

    trouble: Trouble | None = None
    granted: frozenset[str] | None = None
    tenant_id: str = ""
    tenant_name: str = ""
    domains: tuple[str, ...] = ()
    is_same_tenant: bool | None = None
    service_plans: tuple[str, ...] | None = None
    has_intune: bool | None = None
    troubles: tuple[Trouble, ...] = ()
