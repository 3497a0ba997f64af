"""From an address to what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from tenantpilot.sandbox.graph.collections import ASSIGNMENTS, BOTH, COLLECTIONS, Collection, Part

_KEYED = re.compile(r"^(?P<name>[A-Za-z]\w*)\((?P<key>.*)\)$")
BY_APP = "appId='"
"""How applications are named by what they are everywhere instead of their id in the tenant."""
_PROTECTED = (ASSIGNMENTS, Part("apps"))


@dataclass(frozen=True, slots=True)
class Place:
    """A collection, seen through its subtype if `only_type` is set, and the steps below it (ids unquoted).

    `parts` are what may stand below an object here; it differs from the collection's where Graph wants a detour
    through a typed address.
    """

    collection: Collection
    path: str
    steps: tuple[str, ...] = ()
    only_type: str = ""
    parts: tuple[Part, ...] = ()
    further: tuple[str, ...] = ()
    """Other collections whose objects stand here too."""
    is_deleted: bool = False

    def part(self, name: str) -> Part | None:
        """The part of that name, if it may be asked for here."""
        return next((part for part in self.parts if part.name == name), None)


def _typed(path: str, element: str, *further: str) -> Place:
    return Place(
        COLLECTIONS["managedAppPolicies"],
        f"deviceAppManagement/{path}",
        only_type=f"#microsoft.graph.{element}",
        parts=_PROTECTED,
        further=further,
    )


def _alias(path: str, name: str) -> Place:
    collection = COLLECTIONS[name]
    return Place(collection, path, parts=collection.parts)


def _all_places() -> dict[tuple[str, ...], Place]:
    configurations = COLLECTIONS["targetedManagedAppConfigurations"]
    places = [Place(c, c.path, parts=c.parts, further=c.also) for c in COLLECTIONS.values()]
    places += [
        _typed("androidManagedAppProtections", "androidManagedAppProtection"),
        _typed("iosManagedAppProtections", "iosManagedAppProtection"),
        _typed("windowsManagedAppProtections", "windowsManagedAppProtection"),
        _typed("defaultManagedAppProtections", "defaultManagedAppProtection"),
        _typed("mdmWindowsInformationProtectionPolicies", "mdmWindowsInformationProtectionPolicy"),
        _typed("windowsInformationProtectionPolicies", "windowsInformationProtectionPolicy"),
        Place(configurations, configurations.path, parts=configurations.parts, further=("managedAppPolicies",)),
        _alias("identity/conditionalAccess/authenticationStrengths/policies", "authenticationStrengthPolicies"),
        _alias("conditionalAccess/namedLocations", "namedLocations"),
        _alias("conditionalAccess/policies", "conditionalAccessPolicies"),
        _alias("conditionalAccess/templates", "conditionalAccessTemplates"),
        _alias("agreements", "agreements"),
    ]
    for name, path in (("conditionalAccessPolicies", "policies"), ("namedLocations", "namedLocations")):
        deleted = f"identity/conditionalAccess/deletedItems/{path}"
        places.append(Place(COLLECTIONS[name], deleted, is_deleted=True))
    return {tuple(place.path.split("/")): place for place in places}


_PLACES = _all_places()
_LONGEST = max(len(path) for path in _PLACES)


def _steps(path: str) -> list[str]:
    """Address segments; `name('key')` is two of them, casts to a subtype are none."""
    steps: list[str] = []
    for raw in path.strip("/").split("/"):
        step = unquote(raw)
        if step.startswith("microsoft.graph.") or not step:
            continue
        keyed = _KEYED.match(step)
        if keyed and ("=" not in keyed["key"] or keyed["key"].startswith(BY_APP)):
            steps += [keyed["name"], keyed["key"].strip("'")]
        else:
            steps.append(step)
    return steps


@lru_cache(maxsize=65536)
def find(version: str, path: str) -> Place | None:
    """What stands at `path` (without version and query) in this version, or None where Graph has no such segment."""
    steps = _steps(path)
    for length in range(min(_LONGEST, len(steps)), 0, -1):
        place = _PLACES.get(tuple(steps[:length]))
        if place and version in (place.collection.versions if place.collection.service == "intune" else BOTH):
            rest = tuple(steps[length:])
            return Place(
                place.collection, place.path, rest, place.only_type, place.parts, place.further, place.is_deleted
            )
    return None


def unknown_segment(path: str) -> str:
    """The segment an error message names."""
    steps = _steps(path)
    return steps[1] if len(steps) > 1 else (steps or [""])[0]
