"""A year of what administrators do: edits, assignments, new names, new and deleted policies, some made anew."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import Json, Objects, Operation, TimelineEntry
from tenantpilot.sandbox.graph.demo import catalog, planted
from tenantpilot.sandbox.graph.demo.maker import YEAR, Maker, assignment, encoded, group_target, office_hours, stamp

# Nothing refers to objects of these, so they may come and go.
LEAVES = (
    "configurationPolicies", "deviceConfigurations", "deviceCompliancePolicies", "deviceHealthScripts",
    "deviceManagementScripts", "deviceShellScripts", "groupPolicyConfigurations", "mobileAppConfigurations",
    "windowsFeatureUpdateProfiles", "windowsDriverUpdateProfiles", "conditionalAccessPolicies", "managedAppPolicies",
)  # fmt: skip
EDITED = (*LEAVES, "mobileApps", "windowsAutopilotDeploymentProfiles", "assignmentFilters", "namedLocations",
          "targetedManagedAppConfigurations", "deviceEnrollmentConfigurations", "compliancePolicies")  # fmt: skip
RECENT = timedelta(days=6)
ROBOT_PART = 0.12
Kind = Callable[["Year", datetime], None]
_FIXED = frozenset(
    {
        "version", "priority", "isAssigned", "supportsScopeTags", "isBuiltIn", "isGlobalScript", "uploadState",
        "deployedAppCount", "usedLicenseCount", "dependentAppCount", "supersedingAppCount", "supersededAppCount",
        "newUpdates", "deviceReporting", "size", "qualityUpdatesPaused", "featureUpdatesPaused",
        "qualityUpdatesWillBeRolledBack", "featureUpdatesWillBeRolledBack", "hardwareHashExtractionEnabled",
        "preprovisioningAllowed",
    }
)  # fmt: skip


@dataclass(slots=True)
class Year:
    """The tenant as it stands while the year goes by, and what has happened so far."""

    maker: Maker
    objects: dict[str, Objects]
    unborn: list[tuple[str, Json]]
    entries: list[TimelineEntry] = field(default_factory=list)
    again: list[tuple[str, Json]] = field(default_factory=list)

    def happens(self, at: datetime, operation: Operation, collection: str, id_: str, item: Json | None) -> None:
        """Note a change and make it so."""
        maker = self.maker
        actor = maker.profile.robot if maker.chance(ROBOT_PART) else maker.pick(maker.profile.people)
        if item is None:
            self.objects[collection].pop(id_)
        else:
            self.objects[collection][id_] = item
        self.entries.append(TimelineEntry(at, actor, operation, collection, id_, item))

    def any_of(self, collections: tuple[str, ...]) -> tuple[str, Json]:
        """Some object, bigger families more often."""
        maker = self.maker
        present = [name for name in collections if self.objects.get(name)]
        sizes = [len(self.objects[name]) for name in present]
        name = maker.random.choices(present, sizes)[0]
        return name, maker.pick(list(self.objects[name].values()))


def timeline(maker: Maker, objects: dict[str, Objects], unborn: list[tuple[str, Json]]) -> list[TimelineEntry]:
    """The year before today; `objects` become what they are in the end."""
    year = Year(maker, objects, unborn)
    for at, kind in sorted(_plan(maker), key=lambda planned: planned[0]):
        kind(year, at)
    return year.entries


def _plan(maker: Maker) -> Iterator[tuple[datetime, Kind]]:
    """What happens when: the planted changes early in the year, everything else by chance."""
    yield office_hours(maker.today - YEAR + timedelta(days=40), 5400), _change_secrets
    count = maker.profile.changes - 2
    lately = count // 10
    for place, at in enumerate(_moments(maker, count, lately)):
        turn = place - (count - lately)
        kind = _LATELY[turn % len(_LATELY)] if turn >= 0 else maker.random.choices(range(len(_KINDS)), _WEIGHTS)[0]
        yield at, _KINDS[kind]


def _moments(maker: Maker, count: int, lately: int) -> Iterator[datetime]:
    """Working hours of the year in order, `lately` of them in its last days."""
    span = YEAR.days - RECENT.days - 2
    early = sorted(maker.number(4, span) for _ in range(count - lately))
    late = sorted(YEAR.days - maker.number(1, RECENT.days) for _ in range(lately))
    found = [office_hours(maker.today - YEAR + timedelta(days=day), maker.number(0, 32_000)) for day in (*early, *late)]
    yield from sorted(found)


def _change_secrets(year: Year, at: datetime) -> None:
    """Two planted secrets get another value, so that a history has seen both."""
    for kind, key, later in (
        ("windowsWifiConfiguration", "preSharedKey", planted.WIFI_KEY_LATER),
        ("windows10CustomConfiguration", "omaSettings", planted.OMA_SETTING_LATER),
    ):
        found = [one for one in year.objects["deviceConfigurations"].values() if one["@odata.type"].endswith(kind)]
        if not found:
            continue
        item = deepcopy(found[0])
        if key == "omaSettings":
            item[key][-1]["value"] = later
        else:
            item[key] = later
        year.happens(
            at, "Patch", "deviceConfigurations", item["id"], _moved("deviceConfigurations", item, at, year.maker)
        )


def _edit(year: Year, at: datetime) -> None:
    collection, old = year.any_of(EDITED)
    item = _EDITS.get(collection, _edited)(year.maker, old)
    year.happens(at, "Patch", collection, item["id"], _moved(collection, item, at, year.maker))


def _rename(year: Year, at: datetime) -> None:
    collection, old = year.any_of(LEAVES)
    key = COLLECTIONS[collection].name_property
    ending = year.maker.pick((" (revised)", " neu", " 2", " - reviewed"))
    item = {**old, key: old[key] + ending}
    year.happens(at, "Patch", collection, item["id"], _moved(collection, item, at, year.maker))


def _assign(year: Year, at: datetime) -> None:
    collection, old = year.any_of(tuple(name for name in EDITED if name not in _WITHOUT_ASSIGNMENTS))
    item = {**old, "assignments": _reassigned(year.maker, old)}
    if "isAssigned" in item:
        item["isAssigned"] = bool(item["assignments"])
    year.happens(at, "Assign", collection, item["id"], item)


def _create(year: Year, at: datetime) -> None:
    if year.again:
        collection, old = year.again.pop()
        old_id, new_id = old["id"], year.maker.guid()
        item: Json = json.loads(json.dumps(old).replace(old_id, _like(old_id, new_id)))
    elif year.unborn:
        collection, item = year.unborn.pop()
    else:
        _edit(year, at)
        return
    created = {"createdDateTime": stamp(at)} if "createdDateTime" in item else {}
    year.happens(
        at, "Create", collection, item["id"], _moved(collection, {**item, **created}, at, year.maker, new=True)
    )


def _like(old_id: str, new_id: str) -> str:
    """Ids with a prefix or an ending keep it."""
    return f"{old_id[:2]}{new_id}" if old_id[1:2] == "_" else new_id


def _delete(year: Year, at: datetime) -> None:
    collection, old = year.any_of(LEAVES)
    year.happens(at, "Delete", collection, old["id"], None)
    if collection != "managedAppPolicies" and year.maker.chance(0.4):
        year.again.append((collection, old))


_KINDS: tuple[Kind, ...] = (_edit, _assign, _rename, _create, _delete)
_WEIGHTS = (54, 17, 7, 13, 9)
_LATELY = (0, 4, 1, 0, 3, 2, 0)  # whoever looks at the last days sees something of everything
_WITHOUT_ASSIGNMENTS = frozenset({"conditionalAccessPolicies", "namedLocations", "assignmentFilters"})


def _moved(collection: str, item: Json, at: datetime, maker: Maker, *, new: bool = False) -> Json:
    """The object with the moment and version the service would write."""
    item = {**item}
    modified = "modifiedDateTime" if "modifiedDateTime" in item else "lastModifiedDateTime"
    item[modified] = stamp(at)
    if COLLECTIONS[collection].version == "number" and isinstance(item.get("version"), int):
        item["version"] = 1 if new else item["version"] + 1
    elif COLLECTIONS[collection].version == "etag":
        item["version"] = f'"{maker.guid()}"'
    return item


def _reassigned(maker: Maker, old: Json) -> list[Json]:
    """One target fewer, or one more, or groups instead of everybody."""
    before: list[Json] = old.get("assignments") or []
    grouped = [one for one in before if "groupId" in one["target"]]
    if len(grouped) > 1 and maker.chance(0.4):
        gone = maker.pick(grouped)
        return [one for one in before if one is not gone]
    present = {one["target"]["groupId"] for one in grouped}
    group = maker.pick([one for one in maker.groups if one not in present])
    if not grouped:
        return [assignment(str(old["id"]), group_target(group), group)] if not before or maker.chance(0.5) else []
    model: Json = json.loads(json.dumps(grouped[0]).replace(grouped[0]["target"]["groupId"], group))
    return [*before, model]


def _edited(maker: Maker, old: Json) -> Json:
    """Some switch turned or some number moved; a note in the description where there is neither."""
    switches = [key for key, value in old.items() if isinstance(value, bool) and key not in _FIXED]
    numbers = [key for key, value in old.items() if type(value) is int and key not in _FIXED]
    item = {**old}
    if switches and (not numbers or maker.chance(0.6)):
        key = maker.pick(switches)
        item[key] = not item[key]
    elif numbers:
        key = maker.pick(numbers)
        item[key] += maker.number(1, 3)
    else:
        item["description"] = f"{item.get('description') or ''} Checked in review {maker.number(1, 99)}.".strip()
    return item


def _edited_script(maker: Maker, old: Json) -> Json:
    key = "detectionScriptContent" if "detectionScriptContent" in old else "scriptContent"
    if not old[key]:
        return _edited(maker, old)
    text = base64.b64decode(old[key]).decode()
    line = maker.pick(("Start-Sleep -Seconds 5", "Write-Output 'done'", "# reviewed", "# ticket 4711"))
    return {**old, key: encoded(text.replace("\nexit 0", f"\n{line}\nexit 0"))}


def _edited_template(maker: Maker, old: Json) -> Json:
    item = deepcopy(old)
    value = maker.pick(item["definitionValues"])
    numbers = [one for one in value["presentationValues"] if isinstance(one.get("value"), int)]
    if numbers:
        numbers[0]["value"] += maker.number(1, 30)
    else:
        value["enabled"] = not value["enabled"]
        value["presentationValues"] = []
    return item


def _edited_access(maker: Maker, old: Json) -> Json:
    item = deepcopy(old)
    states = ("disabled", "enabledForReportingButNotEnforced", "enabled")
    if maker.chance(0.4):
        item["state"] = states[(states.index(item["state"]) + 1) % 3]
    else:
        users = item["conditions"]["users"]
        users["excludeGroups"] = [*users["excludeGroups"][-2:], maker.pick(maker.groups)]
    return item


_COUNTRIES = ("BE", "CZ", "DK", "ES", "FI", "IE", "IT", "JP", "LU", "NL", "NO", "PT", "SE")


def _edited_location(maker: Maker, old: Json) -> Json:
    if "countriesAndRegions" in old:
        return {
            **old,
            "countriesAndRegions": sorted({*old["countriesAndRegions"], maker.pick(("NO", "SE", "DK", "IT"))}),
        }
    further = {
        "@odata.type": "#microsoft.graph.iPv4CidrRange",
        "cidrAddress": f"198.51.100.{maker.number(0, 15) * 16}/28",
    }
    return {**old, "ipRanges": [*old["ipRanges"], further]}


def _edited_filter(maker: Maker, old: Json) -> Json:
    return {**old, "rule": f'{old["rule"]} and (device.osVersion -ne "10.0.{maker.number(17000, 22000)}")'}


_EDITS: dict[str, Callable[[Maker, Json], Json]] = {
    "configurationPolicies": catalog.changed,
    "compliancePolicies": catalog.changed,
    "deviceManagementScripts": _edited_script,
    "deviceShellScripts": _edited_script,
    "deviceHealthScripts": _edited_script,
    "groupPolicyConfigurations": _edited_template,
    "conditionalAccessPolicies": _edited_access,
    "namedLocations": _edited_location,
    "assignmentFilters": _edited_filter,
}
