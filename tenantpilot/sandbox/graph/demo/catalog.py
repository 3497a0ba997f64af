"""Policies of the Settings Catalog, endpoint security, device preparation and Linux compliance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo import planted
from tenantpilot.sandbox.graph.demo.areas import Area
from tenantpilot.sandbox.graph.demo.areas_apple import LINUX_COMPLIANCE, OTHER_AREAS
from tenantpilot.sandbox.graph.demo.areas_security import BASELINE, SECURITY_AREAS
from tenantpilot.sandbox.graph.demo.areas_windows import DEVICE_PREPARATION, WINDOWS_AREAS
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, numbered, odata

AREAS = (*SECURITY_AREAS, *WINDOWS_AREAS, *OTHER_AREAS)
_LINE = re.compile(r"(?P<child>> )?(?P<open>\{)?(?P<id>[^:}]+)\}?(?:: (?P<values>.*))?")
_VALUE = "deviceManagementConfiguration"


@dataclass(slots=True)
class Definition:
    """One setting as it can be chosen; children belong to a group or to a choice's last value."""

    id: str
    values: str
    children: list[Definition] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether it holds nothing but children."""
        return not self.values


@cache
def definitions(area: Area) -> tuple[Definition, ...]:
    """The lines of an area, understood."""
    found: list[Definition] = []
    for raw in area.lines.splitlines():
        text = raw.strip()
        match = _LINE.fullmatch(text)
        if not text or match is None:
            continue
        one = Definition(_full(area, match["id"]), match["values"] or "")
        inside = bool(match["child"]) or (found and found[-1].is_group and _indent(raw) > 8 and not match["open"])
        (found[-1].children if inside else found).append(one)
    return tuple(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _full(area: Area, name: str) -> str:
    return f"{name}_{name}" if name == area.prefix.rstrip("_") else area.prefix + name


def instance(maker: Maker, one: Definition) -> Json:
    """The setting with a value chosen for it."""
    if one.is_group:
        inner = [instance(maker, child) for child in maker.some(one.children, 3, len(one.children))]
        value = {"settingValueTemplateReference": None, "children": inner}
        return _instance(one, "GroupSettingCollection", "groupSettingCollectionValue", [value])
    if one.values.startswith("["):
        texts = maker.some(one.values.strip("[]").split("|"), 1, 4)
        return _instance(
            one, "SimpleSettingCollection", "simpleSettingCollectionValue", [_simple("String", text) for text in texts]
        )
    if one.values.startswith("#"):
        least, _, most = one.values[1:].partition("-")
        return _instance(
            one, "SimpleSetting", "simpleSettingValue", _simple("Integer", maker.number(int(least), int(most)))
        )
    if one.values.startswith("="):
        return _instance(
            one, "SimpleSetting", "simpleSettingValue", _simple("String", maker.pick(one.values[1:].split("|")))
        )
    if one.values == "!":
        hidden = {**_simple("Secret", planted.CATALOG_SECRET), "valueState": "notEncrypted"}
        return _instance(one, "SimpleSetting", "simpleSettingValue", hidden)
    return _choice(maker, one)


def _choice(maker: Maker, one: Definition) -> Json:
    endings = one.values.split("|")
    ending = endings[-1] if maker.chance(0.55) else maker.pick(endings)
    children = [instance(maker, child) for child in one.children] if ending == endings[-1] else []
    value = {"settingValueTemplateReference": None, "value": f"{one.id}_{ending}", "children": children}
    return _instance(one, "ChoiceSetting", "choiceSettingValue", value)


def _instance(one: Definition, kind: str, key: str, value: Any) -> Json:
    return {
        "@odata.type": odata(f"{_VALUE}{kind}Instance"),
        "settingDefinitionId": one.id,
        "settingInstanceTemplateReference": None,
        key: value,
    }


def _simple(kind: str, value: str | int) -> Json:
    return {
        "@odata.type": odata(f"{_VALUE}{kind}SettingValue"),
        "settingValueTemplateReference": None,
        "value": value,
    }


def settings(instances: list[Json]) -> list[Json]:
    """Settings as their sub-collection lists them: the id is the place."""
    return [{"id": str(place), "settingInstance": one} for place, one in enumerate(instances)]


def configuration_policies(maker: Maker, count: int) -> Iterator[Made]:
    """Every area in turn, then endpoint security's whole baselines and device preparation."""
    whole = max(1, count // 60)
    for index, area in numbered(count - 2 * whole, AREAS):
        turn = index // len(AREAS)
        every = definitions(area)
        chosen = maker.some(every, (len(every) + 1) // 2, len(every))
        yield "configurationPolicies", _policy(maker, area, turn, chosen)
    for turn in range(whole):
        several = [one for area in AREAS[:16] for one in definitions(area) if maker.chance(0.8)]
        baseline = Area("Security Baseline", "windows10", "mdm", "", "", BASELINE)
        yield "configurationPolicies", _policy(maker, baseline, turn, several)
        chosen = list(definitions(DEVICE_PREPARATION))
        yield "configurationPolicies", _policy(maker, DEVICE_PREPARATION, turn, chosen)


def _policy(maker: Maker, area: Area, turn: int, chosen: list[Definition]) -> Json:
    header = maker.header(area.short, area.name, turn, key="name")
    family, template, title = area.template or ("none", "", None)
    assigned = maker.assignments(header["id"], area.platform)
    return {
        **header,
        "creationSource": None,
        "isAssigned": bool(assigned),
        "platforms": area.platform,
        "priorityMetaData": None,
        "settingCount": len(chosen),
        "technologies": area.technologies,
        "templateReference": {
            "templateId": template,
            "templateFamily": family,
            "templateDisplayName": title,
            "templateDisplayVersion": f"Version {template[-1]}" if template else None,
        },
        "settings": settings([instance(maker, one) for one in chosen]),
        "assignments": assigned,
    }


def linux_compliance(maker: Maker, count: int) -> Iterator[Made]:
    """Compliance of the second generation, made of settings."""
    for turn in range(count):
        header = maker.header("LNX", "Compliance", turn, key="name")
        chosen = [instance(maker, one) for one in definitions(LINUX_COMPLIANCE)]
        assigned = maker.assignments(header["id"])
        action = {
            "id": maker.guid(),
            "gracePeriodHours": 24 * (turn % 4),
            "actionType": "block",
            "notificationTemplateId": "00000000-0000-0000-0000-000000000000",
            "notificationMessageCCList": [],
        }
        yield (
            "compliancePolicies",
            {
                **header,
                "creationSource": None,
                "isAssigned": bool(assigned),
                "platforms": "linux",
                "settingCount": len(chosen),
                "technologies": "linuxMdm",
                "settings": settings(chosen),
                "scheduledActionsForRule": [
                    {"id": maker.guid(), "ruleName": None, "scheduledActionConfigurations": [action]}
                ],
                "assignments": assigned,
            },
        )


def large_policy(maker: Maker, size: int) -> Made:
    """One policy of about `size` bytes: a list of allowed websites that nobody has ever cleaned up."""
    sites = [
        f"https://application-{place:06d}.department-{place % 97}.partner.example/sign-in"
        for place in range(size // 190)
    ]
    one = Definition(
        "device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge~contentsettings_popupsallowedforurls", ""
    )
    values = _instance(
        one, "SimpleSettingCollection", "simpleSettingCollectionValue", [_simple("String", site) for site in sites]
    )
    area = Area("Allowed websites", "windows10", "mdm", "", "")
    policy = _policy(maker, area, 0, [])
    return "configurationPolicies", {**policy, "settingCount": 1, "settings": settings([values])}


@cache
def _every_definition() -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for area in (*AREAS, DEVICE_PREPARATION, LINUX_COMPLIANCE):
        for one in definitions(area):
            found[one.id] = one
    return found


def changed(maker: Maker, policy: Json) -> Json:
    """The policy with one setting another, one more or one fewer, as an administrator would leave it."""
    instances = [entry["settingInstance"] for entry in policy["settings"]]
    draw = maker.random.random()
    if draw < 0.12 and len(instances) > 3:
        instances.pop(maker.number(0, len(instances) - 1))
    elif draw < 0.28 or not _another_value(maker, instances):
        instances.append(_one_more(maker, instances))
    return {**policy, "settings": settings(instances), "settingCount": len(instances)}


def _another_value(maker: Maker, instances: list[Json]) -> bool:
    """Choose one of the settings anew; False when it is one that has only one value."""
    place = maker.number(0, len(instances) - 1)
    one = _every_definition().get(instances[place]["settingDefinitionId"])
    for _ in range(12 if one else 0):
        other = instance(maker, one)  # type: ignore[arg-type]  # None makes no turns
        if other != instances[place]:
            instances[place] = other
            return True
    return False


def _one_more(maker: Maker, instances: list[Json]) -> Json:
    """A setting that is not in the policy yet, of its area while there are any."""
    present = {one["settingDefinitionId"] for one in instances}
    stem = str(instances[0]["settingDefinitionId"]).rsplit("_", 1)[0]
    spare = [one for name, one in _every_definition().items() if name not in present]
    near = [one for one in spare if one.id.startswith(stem)]
    return instance(maker, maker.pick(near or spare))
