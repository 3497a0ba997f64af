"""The tenant's own logs: Intune's audit events and Entra's directory audits, in their own shapes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenantpilot.sandbox.graph.collections import COLLECTIONS, Collection
from tenantpilot.sandbox.graph.data import Json

_SPACE = uuid.UUID("2c9a1f44-6f0e-4b0e-8a55-0d7d3a4b9c11")
_ENTRA_WORDS = {"Create": "Add", "Patch": "Update", "Delete": "Delete", "Assign": "Update", "Restore": "Restore"}
_ENTRA_SUBJECTS = {
    "conditionalAccessPolicies": ("conditional access policy", "Conditional Access"),
    "namedLocations": ("named location", "Conditional Access"),
    "authenticationStrengthPolicies": ("authentication strength policy", "Authentication Methods"),
    "groups": ("group", "Core Directory"),
}
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a person by principal name, or an application."""

    name: str
    client_id: str = ""

    @property
    def is_application(self) -> bool:
        """An application acted for itself."""
        return bool(self.client_id)


@dataclass(frozen=True, slots=True)
class Deed:
    """One change, before it is written in the words of a log."""

    at: datetime
    actor: Actor
    operation: str
    collection: str
    id: str
    before: Json | None = None
    after: Json | None = None


def stamp(at: datetime) -> str:
    """A moment as Graph writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f0Z")


def is_intune(collection: str) -> bool:
    """Whether changes of this collection stand in Intune's log."""
    return COLLECTIONS[collection].service == "intune"


def _id(deed: Deed) -> str:
    return str(uuid.uuid5(_SPACE, f"{deed.collection}/{deed.id}/{deed.operation}/{deed.at.isoformat()}"))


def _text(value: Any) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:_LONGEST]


def _modified(before: Json | None, after: Json | None) -> list[Json]:
    old, new = before or {}, after or {}
    names = sorted(name for name in old.keys() | new.keys() if "@" not in name and old.get(name) != new.get(name))
    return [
        {"displayName": name[:1].upper() + name[1:], "oldValue": _text(old.get(name)), "newValue": _text(new.get(name))}
        for name in names[:20]
    ]


def _name(collection: Collection, deed: Deed) -> str:
    item: Mapping[str, Any] = deed.after or deed.before or {}
    return str(item.get(collection.name_property) or item.get("displayName") or item.get("name") or "")


def intune_event(deed: Deed) -> Json:
    """An entry of deviceManagement/auditEvents."""
    collection = COLLECTIONS[deed.collection]
    component = collection.element[:1].upper() + collection.element[1:]
    actor = deed.actor
    activity = f"{deed.operation} {component}"
    return {
        "id": _id(deed),
        "displayName": activity,
        "componentName": component,
        "activity": None,
        "activityDateTime": stamp(deed.at),
        "activityType": activity,
        "activityOperationType": "Action" if deed.operation == "Assign" else deed.operation,
        "activityResult": "Success",
        "correlationId": _id(deed),
        "category": "Application" if collection.area == "applications" else "DeviceConfiguration",
        "actor": {
            "auditActorType": "Application" if actor.is_application else "ItPro",
            "type": "Application" if actor.is_application else "ItPro",
            "userPermissions": ["*"],
            "applicationId": actor.client_id or "5926fc8e-304e-4f59-8bed-58ca97cc39a4",
            "applicationDisplayName": actor.name if actor.is_application else "Microsoft Intune portal extension",
            "userPrincipalName": None if actor.is_application else actor.name,
            "servicePrincipalName": actor.name if actor.is_application else None,
            "ipAddress": None,
            "userId": None if actor.is_application else str(uuid.uuid5(_SPACE, actor.name)),
        },
        "resources": [
            {
                "displayName": _name(collection, deed),
                "auditResourceType": component,
                "type": component,
                "resourceId": deed.id,
                "modifiedProperties": _modified(deed.before, deed.after),
            }
        ],
    }


def directory_audit(deed: Deed) -> Json:
    """An entry of auditLogs/directoryAudits."""
    collection, actor = COLLECTIONS[deed.collection], deed.actor
    subject, service = _ENTRA_SUBJECTS.get(deed.collection, (collection.element, "Core Directory"))
    word = _ENTRA_WORDS[deed.operation]
    user = {"id": str(uuid.uuid5(_SPACE, actor.name)), "displayName": None, "userPrincipalName": actor.name}
    app = {"appId": actor.client_id, "displayName": actor.name, "servicePrincipalId": None}
    return {
        "id": f"Directory_{_id(deed)}",
        "category": "Policy" if subject != "group" else "GroupManagement",
        "correlationId": _id(deed),
        "result": "success",
        "resultReason": "",
        "activityDisplayName": f"{word} {subject}",
        "activityDateTime": stamp(deed.at),
        "loggedByService": service,
        "operationType": word,
        "initiatedBy": {
            "user": None if actor.is_application else user,
            "app": app if actor.is_application else None,
        },
        "targetResources": [
            {
                "id": deed.id,
                "displayName": _name(collection, deed),
                "type": "Group" if subject == "group" else "Policy",
                "userPrincipalName": None,
                "groupType": None,
                "modifiedProperties": _modified(deed.before, deed.after),
            }
        ],
        "additionalDetails": [],
    }
