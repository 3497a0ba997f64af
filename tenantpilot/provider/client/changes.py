"""Who changed what, from the logs that the tenant keeps itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tenantpilot.provider.client.answers import identifier
from tenantpilot.provider.client.paging import Row, Rows, read_list
from tenantpilot.provider.client.problems import Problem, state_of
from tenantpilot.provider.client.together import together
from tenantpilot.provider.client.wire import Ask, Wire
from tenantpilot.provider.contracts.names import CHANGE_LOGS, ChangeLog
from tenantpilot.provider.reading import Change, ChangesReading, State

_LONGEST = 400


async def read_changes(wire: Wire, since: datetime) -> ChangesReading:
    """Successful changes since a moment, oldest first, of both logs. One log without the other is partial."""
    logs = list(CHANGE_LOGS.values())
    read = await together(_read(wire, log, since) for log in logs)
    problems = [found.about(log.key) for log, rows in zip(logs, read, strict=True) for found in rows.problems]
    changes = {
        (change.event_id, change.subject_id): change
        for log, rows in zip(logs, read, strict=True)
        for row in rows.rows
        for change in _changes(log, row)
    }
    return ChangesReading(
        state=_state(problems, any_whole=any(not rows.problems for rows in read)),
        changes=tuple(sorted(changes.values(), key=lambda change: (change.at, change.event_id))),
        troubles=tuple(found.trouble for found in problems),
    )


async def _read(wire: Wire, log: ChangeLog, since: datetime) -> Rows:
    moment = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    query = log.query.replace("{since}", moment).replace(" ", "%20")
    areas = {log.area: 1}
    return await read_list(
        wire.link, wire.link.url(log.version, log.path, query), lambda url: wire.ask(Ask(url, areas))
    )


def _state(problems: list[Problem], *, any_whole: bool) -> State:
    return State.PARTIAL if problems and any_whole else state_of(problems)


def _changes(log: ChangeLog, row: Row) -> Iterator[Change]:
    """One change per object of an entry. An entry that cannot be read names nobody, which is what it would be worth."""
    entry = row.item
    event_id, at = identifier(entry), _text(entry, log.at_property)
    if event_id is None or not at or not _succeeded(entry):
        return
    actor, kind = _actor(entry)
    subjects = entry.get("resources", entry.get("targetResources"))
    for subject in subjects if isinstance(subjects, list) else ():
        subject_id = _text(subject, "resourceId") or _text(subject, "id")
        if subject_id:
            yield Change(event_id, at, actor, kind, _operation(entry), subject_id, _text(subject, "displayName"))


def _succeeded(entry: Mapping[str, Any]) -> bool:
    result = _text(entry, "activityResult") or _text(entry, "result")
    return result.lower() in {"", "success", "succeeded"}


def _operation(entry: Mapping[str, Any]) -> str:
    """create, update, delete, assign or the provider's word for something else."""
    word = (_text(entry, "activityOperationType") or _text(entry, "operationType")).lower()
    if "assign" in _text(entry, "activityType").lower():
        return "assign"
    return {"patch": "update", "add": "create"}.get(word, word)


def _actor(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The name and whether it is a person or an application."""
    intune = entry.get("actor")
    if isinstance(intune, Mapping):
        person = _text(intune, "userPrincipalName")
        if person:
            return person, "person"
        return _text(intune, "servicePrincipalName") or _text(intune, "applicationDisplayName"), "application"
    by = entry.get("initiatedBy")
    user = by.get("user") if isinstance(by, Mapping) else None
    app = by.get("app") if isinstance(by, Mapping) else None
    person = _text(user, "userPrincipalName") or _text(user, "displayName")
    return (person, "person") if person else (_text(app, "displayName") or _text(app, "appId"), "application")


def _text(holder: Any, key: str) -> str:
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found[:_LONGEST] if isinstance(found, str) else ""
