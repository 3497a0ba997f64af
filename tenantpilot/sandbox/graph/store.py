"""One tenant's objects: kept as they are, replaced and never changed in place, served from bytes made once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import RLock

from tenantpilot.sandbox.graph.data import Json, Objects, TenantData
from tenantpilot.sandbox.graph.places import BY_APP, Place

_MOST_PAGES = 4000
Key = tuple[str, str]
_LOGS = ("auditEvents", "directoryAudits")


@dataclass(slots=True)
class _Late:
    """A write that readers do not see yet."""

    due: float
    key: Key
    item: Json | None


@dataclass(slots=True)
class TenantStore:
    """Objects of `data`, which itself stays as it was given: `reset` goes back to it.

    `delay` seconds pass before readers see a write; writers always see the newest object.
    """

    data: TenantData
    monotonic: Callable[[], float] = time.monotonic
    delay: float = 0.0
    happened: Callable[..., None] | None = None
    """Told about every change: its kind and what it consists of."""
    lock: RLock = field(default_factory=RLock)
    objects: dict[str, Objects] = field(default_factory=dict)
    deleted: dict[str, Objects] = field(default_factory=dict)
    audit_events: list[Json] = field(default_factory=list)
    directory_audits: list[Json] = field(default_factory=list)
    pages: dict[tuple[object, ...], bytes] = field(default_factory=dict)
    views: dict[Key, dict[object, bytes]] = field(default_factory=dict)
    _late: list[_Late] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget every change."""
        with self.lock:
            self.objects = {name: dict(items) for name, items in self.data.collections.items()}
            self.deleted = {name: dict(items) for name, items in self.data.deleted.items()}
            self.audit_events = list(self.data.audit_events)
            self.directory_audits = list(self.data.directory_audits)
            self._late.clear()
            self.forget_bytes()

    def forget_bytes(self) -> None:
        """Throw away what was serialised."""
        self.pages.clear()
        self.views.clear()

    def newest(self, collection: str, id_: str) -> Json | None:
        """The object as the last writer left it."""
        for late in reversed(self._late):
            if late.key == (collection, id_):
                return late.item
        return self.objects.get(collection, {}).get(id_)

    def put(self, collection: str, item: Json, *, at_once: bool = False) -> None:
        """Replace or add a whole object."""
        self._change((collection, str(item["id"])), item, at_once=at_once)

    def remove(self, collection: str, id_: str, *, at_once: bool = False) -> None:
        """Take an object away; an unknown one stays unknown."""
        self._change((collection, id_), None, at_once=at_once)

    def _change(self, key: Key, item: Json | None, *, at_once: bool) -> None:
        with self.lock:
            self._tell("object", collection=key[0], id=key[1], object=item)
            if self.delay and not at_once:
                self._late.append(_Late(self.monotonic() + self.delay, key, item))
            else:
                self._show(key, item)

    def _tell(self, kind: str, **values: object) -> None:
        if self.happened is not None:
            self.happened(kind, **values)

    def bury(self, collection: str, item: Json) -> None:
        """Keep a deleted object where it can be brought back from."""
        with self.lock:
            self.deleted.setdefault(collection, {})[item["id"]] = item
            self._tell("deleted", collection=collection, id=item["id"], object=item)
            self.pages.clear()

    def unbury(self, collection: str, id_: str) -> Json | None:
        """Take a deleted object out again, for a new life or for good."""
        with self.lock:
            item = self.deleted.get(collection, {}).pop(id_, None)
            self._tell("deleted", collection=collection, id=id_, object=None)
            self.pages.clear()
            return item

    def note(self, log: str, event: Json) -> None:
        """Add to `auditEvents` or `directoryAudits`."""
        with self.lock:
            (self.audit_events if log == "auditEvents" else self.directory_audits).append(event)
            self._tell("event", log=log, event=event)
            self.pages.clear()

    def _show(self, key: Key, item: Json | None) -> None:
        collection, id_ = key
        if item is None:
            self.objects.get(collection, {}).pop(id_, None)
        else:
            self.objects.setdefault(collection, {})[id_] = item
        self.views.pop(key, None)
        self.pages.clear()

    def settle(self) -> None:
        """Show the writes whose time has come."""
        if self._late:
            with self.lock:
                moment = self.monotonic()
                for late in [late for late in self._late if late.due <= moment]:
                    self._late.remove(late)
                    self._show(late.key, late.item)

    def singleton(self, collection: str) -> Json | None:
        """The one object of a singleton."""
        return next(iter(self.objects.get(collection, {}).values()), None)

    def members(self, place: Place) -> list[tuple[str, Json]]:
        """Objects that stand at `place`, each with the collection it is kept in."""
        self.settle()
        name = place.collection.name
        if name in _LOGS:
            return [(name, event) for event in self._newest_events(name)]
        if place.is_deleted:
            return [(name, item) for item in self.deleted.get(name, {}).values()]
        own = self.objects.get(name, {})
        if place.only_type:
            return [(name, item) for item in own.values() if item.get("@odata.type") == place.only_type]
        listed = [(name, item) for item in own.values()]
        listed += [(other, item) for other, item in self._further(place) if item["id"] not in own]
        return listed

    def _newest_events(self, name: str) -> list[Json]:
        events = self.audit_events if name == "auditEvents" else self.directory_audits
        return sorted(events, key=lambda event: str(event["activityDateTime"]), reverse=True)

    def _further(self, place: Place) -> Iterator[tuple[str, Json]]:
        wanted = f"#microsoft.graph.{place.collection.element}"
        for other in place.further:
            for item in self.objects.get(other, {}).values():
                kind = item.get("@odata.type", "#microsoft.graph.targetedManagedAppConfiguration")
                if place.collection.name == "managedAppPolicies":
                    yield other, {"@odata.type": kind} | item
                elif kind == wanted:
                    yield other, item

    def find(self, place: Place, id_: str) -> tuple[str, Json] | None:
        """The object `id_` at `place`, with the collection it is kept in."""
        self.settle()
        if place.only_type or place.further or place.is_deleted or place.collection.name in _LOGS:
            return next(((name, item) for name, item in self.members(place) if item["id"] == id_), None)
        kept = self.objects.get(place.collection.name, {})
        if id_.startswith(BY_APP):
            app = id_.removeprefix(BY_APP)
            return next(((place.collection.name, one) for one in kept.values() if one.get("appId") == app), None)
        item = kept.get(id_)
        return (place.collection.name, item) if item is not None else None

    def remember_page(self, key: tuple[object, ...], body: bytes) -> None:
        """Keep a serialised answer until something changes."""
        if len(self.pages) >= _MOST_PAGES:
            self.pages.clear()
        self.pages[key] = body
