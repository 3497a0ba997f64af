"""What happened to a finding: events and comments in one line, with people, reasons and what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tenantpilot.access.members import iso
from tenantpilot.findings import record_queries as queries
from tenantpilot.findings.people import People, named, people
from tenantpilot.findings.views import Timeline, TimelineEntry, TimelineFact
from tenantpilot.operations.links import run_href
from tenantpilot.store.scope import Scope

# Columns whose change somebody wants to read about; the rest is bookkeeping.
_TOLD = ("severity", "kind", "differences", "occurrences", "subject_name")
_PEOPLE = {"assignee_id": "assignee", "owner_id": "owner"}
# What writers add to an event's data for the reader.
_SAID = ("exception", "duplicate_of", "reason_code", "source", "due_at")


def timeline(scope: Scope, finding_id: UUID, tenant_id: UUID, skip: int = 0) -> Timeline:
    """Fifty entries, newest first, from a place on."""
    found = queries.timeline(scope, finding_id, skip)
    shown = found[: queries.PAGE]
    told = [_data(one) for one in shown]
    wanted = [one.actor_id for one in shown] + [key for data in told for key in _people_in(data)]
    known = people(scope, wanted)
    mentioned = queries.names(scope, [ref for one in shown for ref in one.mentions.split()])
    entries = tuple(
        _entry(scope, one, data, known, mentioned, tenant_id) for one, data in zip(shown, told, strict=True)
    )
    more = len(found) > len(shown)
    return Timeline(entries, str(skip + len(shown)) if more else "", more)


def _data(row: Any) -> Mapping[str, Any]:
    found = json.loads(row.data)
    return found if isinstance(found, dict) else {}


def _people_in(data: Mapping[str, Any]) -> list[UUID]:
    return [
        UUID(value)
        for side in ("set", "was")
        for name, value in (data.get(side) or {}).items()
        if name in _PEOPLE and value
    ]


def _entry(
    scope: Scope, row: Any, data: Mapping[str, Any], known: People, mentioned: Mapping[str, str], tenant_id: UUID
) -> TimelineEntry:
    return TimelineEntry(
        kind=row.kind,
        entry_ref=row.ref or str(row.number),
        name=row.name,
        move=str(data.get("move", "")),
        at=iso(row.at),
        by=named(scope, known, row.actor_id, tenant_id),
        from_status=row.from_status,
        to_status=row.to_status,
        reason=row.reason,
        body=row.body,
        mentions=tuple(mentioned[ref] for ref in row.mentions.split() if ref in mentioned),
        facts=tuple(_facts(data, known)) if row.name != "finding.opened" else (),
        run_href=run_href(scope.workspace_ref, row.run_ref) if row.run_ref else "",
    )


def _facts(data: Mapping[str, Any], known: People) -> Sequence[TimelineFact]:
    after, before = data.get("set") or {}, data.get("was") or {}
    made = [
        TimelineFact(name, _text(before.get(name)), _text(after[name]))
        for name in _TOLD
        if name in after and after[name] != before.get(name)
    ]
    made += [
        TimelineFact(said, _name(before.get(name), known), _name(after[name], known))
        for name, said in _PEOPLE.items()
        if name in after and after[name] != before.get(name)
    ]
    return [*made, *(TimelineFact(name, "", _text(data[name])) for name in _SAID if data.get(name))]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _name(value: Any, known: People) -> str:
    found = known.get(UUID(value)) if value else None
    return found.name if found else ""
