"""Changing a tenant, whoever does it: a client, a person on the control page, or the timeline."""

from __future__ import annotations

import re
from datetime import datetime

from tenantpilot.sandbox.graph.audit import Actor, Deed, directory_audit, intune_event, is_intune, stamp
from tenantpilot.sandbox.graph.collections import COLLECTIONS, Collection
from tenantpilot.sandbox.graph.data import Json, TimelineEntry
from tenantpilot.sandbox.graph.tenant import Tenant

_ETAG = re.compile(r"[0-9a-f]{8}")


def aged(collection: Collection, before: Json | None, after: Json, at: datetime) -> Json:
    """The object with the dates and version that its service sets by itself."""
    changed = dict(after)
    if collection.modified:
        changed[collection.modified] = stamp(at)
        if before is None:
            changed["createdDateTime"] = stamp(at)
        elif "createdDateTime" in before:
            changed["createdDateTime"] = before["createdDateTime"]
    if collection.version == "number":
        known = before.get("version") if before else 0
        changed["version"] = known + 1 if isinstance(known, int) else 1
    elif collection.version == "etag":
        changed["version"] = f'"{_ETAG.search(format(int(at.timestamp() * 1000), "012x")[-8:])[0]}-0000-0d00-0000-0"'  # type: ignore[index]
    return changed


def record(tenant: Tenant, deed: Deed) -> None:
    """Write the change into the log it belongs to."""
    if is_intune(deed.collection):
        tenant.store.note("auditEvents", intune_event(deed))
    else:
        tenant.store.note("directoryAudits", directory_audit(deed))


def save(
    tenant: Tenant, collection: str, item: Json, *, actor: Actor, at: datetime, operation: str, at_once: bool = False
) -> Json:
    """Put a whole object and write it down; an Assign leaves dates and version as they were."""
    before = tenant.store.newest(collection, str(item["id"]))
    after = item if operation == "Assign" else aged(COLLECTIONS[collection], before, item, at)
    tenant.store.put(collection, after, at_once=at_once)
    record(tenant, Deed(at, actor, operation, collection, str(item["id"]), before, after))
    return after


def erase(
    tenant: Tenant, collection: str, id_: str, *, actor: Actor, at: datetime, at_once: bool = False
) -> Json | None:
    """Delete an object, softly where the service does so; returns what was deleted."""
    before = tenant.store.newest(collection, id_)
    if before is None:
        return None
    if COLLECTIONS[collection].is_softly_deleted:
        tenant.store.bury(collection, before | {"deletedDateTime": stamp(at)})
    tenant.store.remove(collection, id_, at_once=at_once)
    record(tenant, Deed(at, actor, "Delete", collection, id_, before, None))
    return before


def revive(tenant: Tenant, collection: str, id_: str, *, actor: Actor, at: datetime) -> Json | None:
    """Bring a softly deleted object back; None when there is none."""
    gone = tenant.store.unbury(collection, id_)
    if gone is None:
        return None
    back = gone | {"deletedDateTime": None}
    tenant.store.put(collection, back)
    record(tenant, Deed(at, actor, "Restore", collection, id_, None, back))
    return back


def advance(tenant: Tenant, until: datetime) -> int:
    """Let the timeline happen up to a moment; how many entries did."""
    due = sum(entry.at <= until for entry in tenant.data.timeline)
    return advance_by(tenant, due - tenant.applied)


def advance_by(tenant: Tenant, count: int) -> int:
    """Let the next entries of the timeline happen. They are not journaled: the timeline itself remembers them."""
    due = sorted(tenant.data.timeline, key=lambda entry: entry.at)[tenant.applied : tenant.applied + max(count, 0)]
    store = tenant.store
    told, store.happened = store.happened, None
    try:
        for entry in due:
            _happen(tenant, entry)
    finally:
        store.happened = told
    tenant.applied += len(due)
    return len(due)


def _happen(tenant: Tenant, entry: TimelineEntry) -> None:
    actor = Actor(entry.actor, _client_of(tenant, entry.actor))
    if entry.object is None:
        erase(tenant, entry.collection, entry.id, actor=actor, at=entry.at, at_once=True)
        return
    item = entry.object | {"id": entry.id}
    save(tenant, entry.collection, item, actor=actor, at=entry.at, operation=entry.operation, at_once=True)


def _client_of(tenant: Tenant, name: str) -> str:
    """People have addresses; whatever has none is an application of the tenant."""
    if "@" in name:
        return ""
    applications = tenant.store.objects.get("servicePrincipals", {}).values()
    return next((str(app["appId"]) for app in applications if app.get("displayName") == name), name)
