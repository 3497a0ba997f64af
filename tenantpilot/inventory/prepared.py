"""What a reading becomes before it meets the database: without secrets, in pieces that a transaction takes in at once.

This work is done while no transaction is open. What is known of the past plays no part in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tenantpilot.inventory.model import FoundReference, Normalised
from tenantpilot.inventory.normalise import normalise
from tenantpilot.inventory.references import IdsByName
from tenantpilot.inventory.veil import Veil
from tenantpilot.inventory.words import sort_key, tokens
from tenantpilot.kernel.clock import now
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.reading import ChangesReading, FamilyReading, NamesReading, ReadObject, State, Trouble

OBJECTS_PER_CHUNK = 500
CHARACTERS_PER_CHUNK = 16_000_000
LONGEST_ID = 400
LONGEST_DESCRIPTION = 2000
_KEPT_TROUBLES = 5
_LONGEST_DETAIL = 1000


@dataclass(frozen=True)
class Text:
    """A text and the digest under which it is kept."""

    digest: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Prepared:
    """A policy as it is now. Where the object came without its assignments, those that are known stand."""

    provider_id: str
    name: str
    sort_key: str
    description: str
    platform: str
    type: str
    listed: str
    settings: Text
    assignments: Text
    assignments_known: bool
    raw: Text
    assigned: str
    assignment_count: int
    references: tuple[FoundReference, ...]
    tokens: frozenset[str]
    rules_version: int


@dataclass(frozen=True)
class FamilyEnd:
    """How the reading of a family ended. `listed` are the ids of everything that its list showed."""

    state: State
    listed_all: bool
    listed: tuple[str, ...]
    reason_code: str = ""
    detail: str = ""
    request_ids: tuple[str, ...] = ()
    missing_permissions: tuple[str, ...] = ()
    troubles: int = 0
    requests: int = 0


@dataclass(frozen=True)
class FamilyChunk:
    """A piece of a family: policies with their content, ids of policies that stand as they are known, the end.

    Nothing of it is older than `as_of` nor newer than `read_at`.
    """

    family: str
    as_of: datetime
    read_at: datetime
    objects: tuple[Prepared, ...] = ()
    unchanged: tuple[str, ...] = ()
    end: FamilyEnd | None = None


@dataclass(frozen=True)
class ContextChunk:
    """What is asked beside the families: the tenant's own log and the names of what policies point at."""

    changes: ChangesReading
    names: NamesReading
    wanted: tuple[tuple[str, str], ...]


def chunks(
    reading: FamilyReading, contract: Contract, veil: Veil, as_of: datetime, ids_by_name: IdsByName
) -> Iterator[FamilyChunk]:
    """A family's reading in pieces; the last one says how it ended."""
    read_at = now()
    troubles: list[Trouble] = []
    objects: list[Prepared] = []
    unchanged: list[str] = []
    size = 0
    for one in _distinct(reading.objects):
        made = _prepare(one, contract, veil, ids_by_name)
        if isinstance(made, Trouble):
            troubles.append(made)
            continue
        if made is None:
            unchanged.append(one.provider_id)
            continue
        objects.append(made)
        size += len(made.raw.text)
        if len(objects) >= OBJECTS_PER_CHUNK or size >= CHARACTERS_PER_CHUNK:
            yield FamilyChunk(reading.family, as_of, read_at, tuple(objects))
            objects, size = [], 0
    end = _end(reading, contract, troubles)
    yield FamilyChunk(reading.family, as_of, read_at, tuple(objects), tuple(unchanged), end)


def packed(pieces: Iterable[FamilyChunk]) -> Iterator[tuple[FamilyChunk, ...]]:
    """As many pieces together as one transaction takes in: most families are small, and a commit costs the same."""
    pack: list[FamilyChunk] = []
    objects = size = 0
    for piece in pieces:
        characters = sum(len(one.raw.text) for one in piece.objects)
        if pack and (objects + len(piece.objects) > OBJECTS_PER_CHUNK or size + characters > CHARACTERS_PER_CHUNK):
            yield tuple(pack)
            pack, objects, size = [], 0, 0
        pack.append(piece)
        objects, size = objects + len(piece.objects), size + characters
    if pack:
        yield tuple(pack)


def _distinct(objects: tuple[ReadObject, ...]) -> list[ReadObject]:
    """Each object once: an object that was shown twice is taken as it was shown first."""
    found: dict[str, ReadObject] = {}
    for one in objects:
        found.setdefault(one.provider_id, one)
    return list(found.values())


def _prepare(one: ReadObject, contract: Contract, veil: Veil, ids_by_name: IdsByName) -> Prepared | Trouble | None:
    """The policy, None where it stands as known, or why it says nothing."""
    if not one.is_whole:
        return one.trouble or Trouble("object_incomplete", subject=one.provider_id, request_id=one.request_id)
    if one.body is None:
        return None
    if len(one.provider_id) > LONGEST_ID or "\x00" in one.provider_id:
        return Trouble("policy_unreadable", subject=one.provider_id[:80], detail="id", request_id=one.request_id)
    made = normalise(one.body, contract, veil, ids_by_name=ids_by_name)
    if isinstance(made, Trouble):
        return Trouble(made.code, one.provider_id, made.detail, one.request_id, made.status)
    return prepared(one, made, contract)


def prepared(one: ReadObject, made: Normalised, contract: Contract) -> Prepared:
    """A normalised policy as it is written down. NUL, which no column can hold, becomes its escape."""
    name = _plain(made.name or one.name)
    description = _plain(made.description)[:LONGEST_DESCRIPTION]
    assignments = Text(made.assignments.digest, _plain(made.assignments.content.decode()))
    return Prepared(
        provider_id=one.provider_id,
        name=name,
        sort_key=sort_key(name),
        description=description,
        platform=made.platform,
        type=_plain(made.type)[:200],
        listed=one.listed,
        settings=Text(made.settings.digest, _plain(made.settings.content.decode())),
        assignments=assignments,
        assignments_known=made.assignments_known or not contract.has_assignments,
        raw=raw_text(made.raw),
        assigned=_assigned(made, contract),
        assignment_count=_count(made),
        references=made.references,
        tokens=tokens(name, one.provider_id, made.type, description),
        rules_version=made.rules_version,
    )


def raw_text(raw: bytes) -> Text:
    """The object as it came, under a digest that no content of policies can have."""
    return Text("raw:" + hashlib.sha256(raw).hexdigest(), _plain(raw.decode()))


def _plain(value: str) -> str:
    return value.replace("\x00", "\ufffd")


def _assigned(made: Normalised, contract: Contract) -> str:
    if not contract.has_assignments:
        return "not_assignable"
    if not made.assignments_known:
        return "unknown"
    return "assigned" if made.is_assigned else "unassigned"


def _count(made: Normalised) -> int:
    found = json.loads(made.assignments.content)
    return len(found) if isinstance(found, list) else 0


def _end(reading: FamilyReading, contract: Contract, unreadable: list[Trouble]) -> FamilyEnd:
    """The family's state, and no better one than its policies allow.

    What a tenant has once or never was set up cannot be told from what is not found just now.
    """
    state = State.PARTIAL if reading.state is State.READ and (unreadable or not reading.listed_all) else reading.state
    troubles = list(dict.fromkeys((*reading.troubles, *unreadable)))
    if contract.is_singleton and state is State.READ and not reading.objects:
        state, troubles = State.UNSUPPORTED, [Trouble("object_not_found")]
    return FamilyEnd(
        state=state,
        listed_all=reading.listed_all,
        listed=tuple(dict.fromkeys(one.provider_id for one in reading.objects)),
        reason_code="" if state is State.READ else f"family_{state.value}",
        detail=told(troubles),
        request_ids=tuple(dict.fromkeys(one.request_id for one in troubles if one.request_id))[:_KEPT_TROUBLES],
        missing_permissions=reading.missing_permissions,
        troubles=len(troubles),
        requests=reading.requests,
    )


def told(troubles: list[Trouble] | tuple[Trouble, ...]) -> str:
    """The first troubles in one text for diagnosis: code, what it was about, the provider's words, its request id."""
    lines = []
    for one in troubles[:_KEPT_TROUBLES]:
        words = (one.code, one.subject, f"{one.status}" if one.status else "", one.detail, one.request_id)
        lines.append(" · ".join(word for word in words if word))
    if len(troubles) > _KEPT_TROUBLES:
        lines.append(f"+{len(troubles) - _KEPT_TROUBLES}")
    return _plain("\n".join(lines))[:_LONGEST_DETAIL]
