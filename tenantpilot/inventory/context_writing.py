"""Writing down what is asked beside the families: the tenant's log, names, and with them who changed what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from tenantpilot.inventory import aggregate_queries, sync_queries
from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.inventory.attribution import Author, attribute
from tenantpilot.inventory.tables import DirectoryName, Policy, PolicyAbsence, PolicyVersion, TenantChange
from tenantpilot.kernel.clock import moment, now
from tenantpilot.kernel.ids import new_id
from tenantpilot.provider.reading import Change, ChangesReading, NamesReading, State
from tenantpilot.store.scope import Scope

# Microsoft's log is late by hours at times: authors are looked for that long after a change was seen.
LOOKED_FOR = timedelta(days=7)
_LONGEST = 400
_RESOLVED = """update set name = excluded.name, state = excluded.state, asked_at = excluded.asked_at,
  resolved_at = coalesce(excluded.resolved_at, directory_name.resolved_at)"""
_ASKED = "update set asked_at = excluded.asked_at"


def write_changes(scope: Scope, tenant_id: UUID, reading: ChangesReading) -> None:
    """Keep the log's new entries; only a complete reading moves the mark up to which it is known."""
    at = now()
    rows = [row for change in reading.changes if (row := _change(scope, tenant_id, change)) is not None]
    bulk.insert(
        scope.session, TenantChange, rows, unless="workspace_id, tenant_id, event_id, subject_id"
    )  # fmt: skip
    is_complete = reading.state is State.READ
    aggregate_queries.note_log(scope, tenant_id, reading.state.value, at if is_complete else None)


def _change(scope: Scope, tenant_id: UUID, change: Change) -> dict[str, Any] | None:
    at = moment(change.at)
    if at is None or not change.subject_id or len(change.event_id) > _LONGEST or len(change.subject_id) > _LONGEST:
        return None
    kept = {name: getattr(change, name).replace("\x00", "")[:_LONGEST]
            for name in ("actor", "actor_kind", "operation", "subject_name")}  # fmt: skip
    return {
        "workspace_id": scope.workspace_id, "id": new_id(), "tenant_id": tenant_id, "at": at,
        "event_id": change.event_id, "subject_id": change.subject_id.lower(), **kept,
    }  # fmt: skip


def name_authors(scope: Scope, tenant_id: UUID) -> int:
    """Look in the kept log for who made the versions and disappearances of the last days; answers how many it found."""
    after = now() - LOOKED_FOR
    versions = sync_queries.unattributed(scope, tenant_id, after)
    absences = sync_queries.unattributed_absences(scope, tenant_id, after)
    log = _log(scope, tenant_id, {row.provider_id.lower() for row in (*versions, *absences)})
    found = [(row, author) for row in versions if (author := _author(row, log)) is not None]
    gone = [(row, author) for row in absences if (author := _author(row, log)) is not None]
    own = {"workspace_id": scope.workspace_id}
    keys = ("workspace_id", "id")
    bulk.update(scope.session, PolicyVersion, keys, [own | {"id": row.id, **_told(author)} for row, author in found])
    bulk.update(scope.session, PolicyAbsence, keys, [own | {"id": row.id, **_told(author)} for row, author in gone])
    current = [(row, author) for row, author in found if row.number == row.version]
    bulk.update(scope.session, Policy, keys, [
        own | {"id": row.policy_id, "changed_by": author.actor, "changed_by_kind": _told(author)["author_kind"]}
        for row, author in current
    ])  # fmt: skip
    return len(found) + len(gone)


def _log(scope: Scope, tenant_id: UUID, subjects: set[str]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for row in sync_queries.changes_of(scope, tenant_id, subjects) if subjects else ():
        change = Change(row.event_id, row.at.isoformat(), row.actor, row.actor_kind, row.operation, row.subject_id)
        found.setdefault(row.subject_id, []).append(change)
    return found


def _author(row: Any, log: dict[str, list[Change]]) -> Author | None:
    entries = log.get(row.provider_id.lower())
    if not entries:
        return None
    author = attribute(row.provider_id, entries, since=row.since, until=row.until)
    return None if author.sureness == "unknown" else author


def _told(author: Author) -> dict[str, Any]:
    kind = "several" if author.sureness == "several" else author.actor_kind or "unknown"
    return {"author": author.actor, "author_kind": kind, "author_at": author.at}


def write_names(scope: Scope, tenant_id: UUID, reading: NamesReading, wanted: Iterable[tuple[str, str]]) -> None:
    """Keep names that were told, and ids that are no more; what could not be asked stays as it was known."""
    at, told, unknown = now(), [], []
    for kind, ref in wanted:
        row = {"workspace_id": scope.workspace_id, "id": new_id(), "tenant_id": tenant_id, "kind": kind,
               "provider_id": ref, "asked_at": at}  # fmt: skip
        name = reading.names.get((kind, ref))
        if name is not None:
            told.append(row | {"name": name.replace("\x00", ""), "state": "resolved", "resolved_at": at})
        elif (kind, ref) in reading.missing:
            told.append(row | {"name": "", "state": "missing", "resolved_at": None})
        else:
            unknown.append(row | {"name": "", "state": "unknown", "resolved_at": None})
    key = "workspace_id, tenant_id, kind, provider_id"
    bulk.insert(scope.session, DirectoryName, told, unless=key, then=_RESOLVED)
    bulk.insert(scope.session, DirectoryName, unknown, unless=key, then=_ASKED)
