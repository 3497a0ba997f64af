"""Writing a piece of a reading down, in the transaction that proved the authority: what is new, changed, back, gone.

Identity is the provider's id within tenant and family. A version is made only where content or assignments mean
something else than before; only a complete reading says that something is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.inventory import ingest_queries as queries
from tenantpilot.inventory.diff import is_same
from tenantpilot.inventory.prepared import FamilyChunk, FamilyEnd, Prepared, Text
from tenantpilot.inventory.renewal import Stored, renewed
from tenantpilot.inventory.tables import (
    CaptureFamily,
    Policy,
    PolicyReference,
    PolicyToken,
    PolicyVersion,
)
from tenantpilot.inventory.veil import Veil
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.reading import State
from tenantpilot.store.scope import Scope

Row = dict[str, Any]
_MANY = 25
"""So many new policies change what their tables look like."""


@dataclass
class Counts:
    """What a piece of a reading brought."""

    objects: int = 0
    created: int = 0
    changed: int = 0
    deleted: int = 0
    restored: int = 0


@dataclass(frozen=True)
class Place:
    """Where a reading belongs."""

    scope: Scope
    tenant_id: UUID
    capture_id: UUID
    contract: Contract
    veil: Veil


@dataclass
class _Sheet:
    """Rows to write for one piece, collected before anything is written."""

    place: Place
    chunk: FamilyChunk
    complete_at: datetime | None = None
    before: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    created: list[Row] = field(default_factory=list)
    updated: list[Row] = field(default_factory=list)
    versions: list[Row] = field(default_factory=list)
    found_anew: dict[UUID, Prepared] = field(default_factory=dict)
    back: list[UUID] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)


def write_chunk(place: Place, chunk: FamilyChunk) -> Counts:
    """Write one piece of a family down; the caller holds the tenant (`ingest_queries.hold`)."""
    counts = _write_objects(place, chunk)
    if chunk.end is not None:
        _write_end(place, chunk, chunk.end, counts)
    numbers = {"families": int(chunk.end is not None), "requests": chunk.end.requests if chunk.end else 0}
    queries.add_to_capture(place.scope, place.capture_id, vars(counts) | numbers)
    return counts


def _write_objects(place: Place, chunk: FamilyChunk) -> Counts:
    scope, sheet = place.scope, _Sheet(place, chunk)
    stored = queries.known(scope, place.tenant_id, chunk.family, [one.provider_id for one in chunk.objects])
    known = renewed(scope, stored, place.contract, place.veil)
    sheet.before = queries.contents(scope, _suspicious(chunk, known))
    if len(known) < len(chunk.objects):
        sheet.complete_at = queries.complete_at(scope, place.tenant_id, chunk.family)
    for one in chunk.objects:
        _judge(sheet, one, known.get(one.provider_id))
    _write(sheet)
    seen = [*sheet.seen, *chunk.unchanged]
    if seen:
        queries.touch(scope, place.tenant_id, chunk.family, seen, chunk.as_of)
    return Counts(
        objects=len(chunk.objects) + len(chunk.unchanged),
        created=len(sheet.created),
        changed=len(sheet.versions) - len(sheet.created),
        restored=len(sheet.back),
    )


def _suspicious(chunk: FamilyChunk, known: Mapping[str, Stored]) -> set[str]:
    """Digests of stored contents that have to be looked at, because what was read has another digest."""
    found: set[str] = set()
    for one in chunk.objects:
        if (stored := known.get(one.provider_id)) is not None:
            pairs = {(stored.content_digest, one.settings.digest), (stored.assignments_digest, one.assignments.digest)}
            found |= {old for old, new in pairs if old != new}
    return found


def _settled(sheet: _Sheet, old: str, new: Text) -> str:
    """The digest that holds from now on: the old one where the new content says nothing else."""
    if old == new.digest or (old in sheet.before and is_same(sheet.before[old], new.text)):
        return old
    return new.digest


def _judge(sheet: _Sheet, one: Prepared, stored: Stored | None) -> None:
    """What one policy means for what is stored of it."""
    if stored is None:
        _create(sheet, one)
        return
    if stored.last_seen_at > sheet.chunk.as_of:
        return  # somebody has read it after us
    sheet.seen.append(one.provider_id)
    content = _settled(sheet, stored.content_digest, one.settings)
    assignments = stored.assignments_digest
    if one.assignments_known:
        assignments = _settled(sheet, stored.assignments_digest, one.assignments)
    content_changed, assignments_changed = content != stored.content_digest, assignments != stored.assignments_digest
    number = stored.version
    if content_changed or assignments_changed:
        number += 1
        change = "both" if content_changed and assignments_changed else "content" if content_changed else "assignments"
        _version(sheet, one, stored.id, number, change, (content, assignments), stored.last_seen_at)
    row = _current(one, number, (content, assignments), stored)
    if number != stored.version or any(getattr(stored, name) != value for name, value in row.items()):
        sheet.updated.append({"workspace_id": sheet.place.scope.workspace_id, "id": stored.id, **row})
        if number != stored.version or (row["name"], row["description"]) != (stored.name, stored.description):
            sheet.found_anew[stored.id] = one
    if stored.is_ghost:
        sheet.back.append(stored.id)


def _create(sheet: _Sheet, one: Prepared) -> None:
    place, chunk, key = sheet.place, sheet.chunk, new_id()
    digests = (one.settings.digest, one.assignments.digest)
    sheet.created.append({
        "workspace_id": place.scope.workspace_id, "id": key, "public_id": new_public_id("pol"),
        "tenant_id": place.tenant_id, "family": chunk.family, "provider_id": one.provider_id,
        **_current(one, 1, digests, None), "sort_key": one.sort_key,
        "first_seen_at": chunk.read_at, "last_seen_at": chunk.as_of, "changed_at": chunk.read_at,
        "changed_by": "", "changed_by_kind": "", "is_ghost": False,
    })  # fmt: skip
    _version(sheet, one, key, 1, "first", digests, sheet.complete_at)
    sheet.found_anew[key] = one


def _current(one: Prepared, number: int, digests: tuple[str, str], stored: Stored | None) -> Row:
    """The columns of a policy that say how it is now."""
    return {
        "name": one.name, "description": one.description, "platform": one.platform, "type": one.type, "version": number,
        "content_digest": digests[0], "assignments_digest": digests[1], "listed_digest": one.listed,
        "rules_version": one.rules_version,
        "assigned": stored.assigned if stored and not one.assignments_known else one.assigned,
        "assignment_count": stored.assignment_count if stored and not one.assignments_known else one.assignment_count,
    }  # fmt: skip


def _version(
    sheet: _Sheet,
    one: Prepared,
    policy: UUID,
    number: int,
    change: str,
    digests: tuple[str, str],
    before: datetime | None,
) -> None:
    place, chunk = sheet.place, sheet.chunk
    sheet.versions.append({
        "workspace_id": place.scope.workspace_id, "id": new_id(), "public_id": new_public_id("ver"),
        "tenant_id": place.tenant_id, "policy_id": policy, "capture_id": place.capture_id, "number": number,
        "change": change, "name": one.name, "content_digest": digests[0],
        "assignments_digest": digests[1], "raw_digest": one.raw.digest, "rules_version": one.rules_version,
        "seen_before_at": before, "observed_at": chunk.read_at, "author": "", "author_kind": "",
    })  # fmt: skip
    sheet.contents |= {text.digest: text.text for text in (one.settings, one.assignments, one.raw)}


def _write(sheet: _Sheet) -> None:
    scope = sheet.place.scope
    queries.keep(scope, sheet.contents.items(), sheet.chunk.read_at)
    bulk.insert(scope.session, Policy, sheet.created)
    if len(sheet.created) >= _MANY:
        queries.forget_plans(scope)
    _write_updates(sheet)
    bulk.insert(scope.session, PolicyVersion, sheet.versions)
    if sheet.back:
        queries.bring_back(scope, sheet.back, sheet.chunk.read_at)
    _write_words(sheet)


def _write_updates(sheet: _Sheet) -> None:
    """Policies with a new version have changed; the others are only called or listed otherwise now."""
    session, changed = sheet.place.scope.session, {row["policy_id"] for row in sheet.versions}
    keys = {key: one.sort_key for key, one in sheet.found_anew.items()}
    plain = [row for row in sheet.updated if row["id"] not in changed]
    bulk.update(session, Policy, ("workspace_id", "id"), [row for row in plain if row["id"] not in keys])
    renamed = [row | {"sort_key": keys[row["id"]]} for row in plain if row["id"] in keys]
    bulk.update(session, Policy, ("workspace_id", "id"), renamed)
    news = {"changed_at": sheet.chunk.read_at, "changed_by": "", "changed_by_kind": ""}
    newer = [row | {"sort_key": keys[row["id"]]} | news for row in sheet.updated if row["id"] in changed]
    bulk.update(session, Policy, ("workspace_id", "id"), newer)


def _write_words(sheet: _Sheet) -> None:
    """What finds these policies, and what they point at."""
    scope, tenant_id = sheet.place.scope, sheet.place.tenant_id
    older = sheet.found_anew.keys() - {row["id"] for row in sheet.created}
    if older:
        for table in ("policy_token", "policy_reference"):
            queries.forget(scope, table, older)
    own = {"workspace_id": scope.workspace_id, "tenant_id": tenant_id}
    tokens = [
        {**own, "id": new_id(), "policy_id": key, "token": token}
        for key, one in sheet.found_anew.items() for token in sorted(one.tokens)
    ]  # fmt: skip
    bulk.insert(scope.session, PolicyToken, tokens)
    references = [
        {**own, "id": new_id(), "policy_id": key, "usage": usage, "kind": kind, "provider_id": ref}
        for key, one in sheet.found_anew.items()
        for usage, kind, ref in sorted({(_usage(r.kind, r.mode), r.kind, r.id) for r in one.references})
    ]
    bulk.insert(scope.session, PolicyReference, references)


def _usage(kind: str, mode: str) -> str:
    return "filter" if kind == "filter" else mode or "refers"


def _write_end(place: Place, chunk: FamilyChunk, end: FamilyEnd, counts: Counts) -> None:
    """How the family was read; what a complete reading did not show is gone from now on."""
    scope = place.scope
    if end.state is State.READ and end.listed_all:
        gone = queries.mark_gone(
            scope, place.tenant_id, chunk.family, end.listed, chunk.as_of, chunk.read_at
        )  # fmt: skip
        counts.deleted += len(gone)
    told = {"detail": end.detail, "request_ids": " ".join(end.request_ids)}
    bulk.insert(
        scope.session, CaptureFamily,
        [{"workspace_id": scope.workspace_id, "id": new_id(), "tenant_id": place.tenant_id,
          "capture_id": place.capture_id, "family": chunk.family, "state": end.state.value,
          "reason_code": end.reason_code, **told, **vars(counts), "objects": len(end.listed),
          "troubles": end.troubles, "requests": end.requests, "read_at": chunk.read_at}],
        unless="workspace_id, capture_id, family",
    )  # fmt: skip
    queries.cover(scope, {
        "tenant": place.tenant_id, "capture": place.capture_id, "family": chunk.family, "state": end.state.value,
        "reason": end.reason_code, **told, "missing": " ".join(end.missing_permissions), "at": chunk.read_at,
        "objects": queries.count_there(scope, place.tenant_id, chunk.family),
    })  # fmt: skip
