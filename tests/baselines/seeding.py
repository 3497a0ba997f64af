"""Policies of the settings catalogue, each with settings of its own, and every kind of change somebody can make to one.

A change says what a compare must say of it: of which policies, by their number, and what.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tenantpilot.sandbox.graph.data import Json, Objects
from tests.inventory.rules.bodies import assignments, catalog, choice, collection, simple, target

CATALOGUE, LINUX = "configurationPolicies", "compliancePolicies"
Said = dict[int, str]


@dataclass(frozen=True)
class House:
    """What a tenant calls its objects."""

    name: str
    everybody: str
    excluded: str
    other: str
    tag: str

    def ident(self, number: int, again: int = 0) -> str:
        """The id of the tenant's policy with this number."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.name}/{number}/{again}"))


def house(name: str, tag: str) -> House:
    """A tenant with groups of its own."""
    return House(name, *(str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{name}-{one}")) for one in ("all", "out", "other")), tag)


REFERENCE, CUSTOMER = house("Reference", "7"), house("Customer", "9")


def policy(own: House, number: int, *, again: int = 0) -> Json:
    """The policy with this number, with settings that no other number has."""
    area = f"device_vendor_msft_policy_config_area{number}"
    ident = own.ident(number, again)
    parent = choice(f"{area}_parent", "1", simple(f"{area}_child", f"inner {number}"),
                    collection(f"{area}_items", "one", "two", "three"))  # fmt: skip
    targets = assignments(ident, target("group", own.everybody), target("exclusionGroup", own.excluded))
    return catalog(
        parent, choice(f"{area}_first", "1"), choice(f"{area}_second", "0"), simple(f"{area}_third", number, "Integer"),
        id=ident, name=f"{own.name} {number:03}", roleScopeTagIds=["0", own.tag], assignments=targets,
    )  # fmt: skip


def stocked(own: House, numbers: range) -> dict[str, Objects]:
    """A tenant's collections with these policies."""
    return {CATALOGUE: {one["id"]: one for one in (policy(own, number) for number in numbers)}, LINUX: {}}


class Editor:
    """Somebody who changes a tenant's policies."""

    def __init__(self, own: House, collections: dict[str, Objects]) -> None:
        self.own, self.collections = own, collections

    def of(self, number: int) -> Json:
        """The policy itself."""
        return self.collections[CATALOGUE][self.own.ident(number)]

    def instance(self, number: int, at: int) -> Json:
        """A setting of it."""
        return self.of(number)["settings"][at]["settingInstance"]

    def children(self, number: int) -> list[Json]:
        """Settings inside its first one."""
        return self.instance(number, 0)["choiceSettingValue"]["children"]

    def deleted(self, number: int) -> Said:
        del self.collections[CATALOGUE][self.own.ident(number)]
        return {number: "missing"}

    def renamed(self, number: int) -> Said:
        self.of(number)["name"] += " (old)"
        return {number: "different"}

    def reassigned(self, number: int) -> Said:
        self.of(number)["assignments"][0]["target"] = target("allDevices")
        return {number: "different"}

    def excluded(self, number: int) -> Said:
        del self.of(number)["assignments"][1]
        return {number: "different"}

    def excluded_more(self, number: int) -> Said:
        more = assignments("x", target("exclusionGroup", self.own.other))
        self.of(number)["assignments"] += more
        return {number: "different"}

    def nested(self, number: int) -> Said:
        self.children(number)[0]["simpleSettingValue"]["value"] = "something else"
        return {number: "different"}

    def nested_gone(self, number: int) -> Said:
        del self.children(number)[0]
        return {number: "different"}

    def member_added(self, number: int) -> Said:
        members = self.children(number)[1]["simpleSettingCollectionValue"]
        members.append(copy.deepcopy(members[0]) | {"value": "four"})
        return {number: "different"}

    def member_gone(self, number: int) -> Said:
        del self.children(number)[1]["simpleSettingCollectionValue"][1]
        return {number: "different"}

    def tagged(self, number: int) -> Said:
        self.of(number)["roleScopeTagIds"] = ["0"]
        return {number: "different"}

    def valued(self, number: int) -> Said:
        value = self.instance(number, 1)["choiceSettingValue"]
        value["value"] = value["value"][:-1] + "0"
        return {number: "different"}

    def recreated(self, number: int) -> Said:
        self.deleted(number)
        self._put(policy(self.own, number, again=1))
        return {number: "covered"}

    def recreated_otherwise(self, number: int) -> Said:
        self.deleted(number)
        again = policy(self.own, number, again=1)
        again["settings"][3]["settingInstance"]["simpleSettingValue"]["value"] = 0
        self._put(again)
        return {number: "missing"}

    def split(self, number: int) -> Said:
        rest = policy(self.own, number, again=1) | {"name": f"Rest of {number}"}
        rest["settings"] = rest["settings"][2:]
        self.of(number)["settings"] = self.of(number)["settings"][:2]
        self._put(rest)
        return {number: "covered"}

    def merged(self, number: int) -> Said:
        """Into the policy after it."""
        self.of(number + 1)["settings"] += self.of(number)["settings"]
        self.deleted(number)
        return {number: "covered", number + 1: "different"}

    def moved(self, number: int) -> Said:
        """To another kind of policy."""
        there = copy.deepcopy(self.of(number)) | {"id": self.own.ident(number, 2), "scheduledActionsForRule": []}
        self.deleted(number)
        self.collections[LINUX][there["id"]] = there
        return {number: "covered"}

    def _put(self, one: Json) -> None:
        self.collections[CATALOGUE][one["id"]] = one


Kind = Callable[[Editor, int], Said]
KINDS: tuple[Kind, ...] = (
    Editor.deleted, Editor.renamed, Editor.reassigned, Editor.excluded, Editor.excluded_more, Editor.nested,
    Editor.nested_gone, Editor.member_added, Editor.member_gone, Editor.tagged, Editor.valued, Editor.recreated,
    Editor.recreated_otherwise, Editor.split, Editor.merged, Editor.moved,
)  # fmt: skip


def seeded(editor: Editor, each: int) -> tuple[Said, dict[int, str]]:
    """Make `each` changes of every kind to policies of their own; what must be said, and which change was made."""
    said: dict[int, str] = {}
    made: dict[int, str] = {}
    number = 0
    for kind in KINDS:
        for _ in range(each):
            said |= kind(editor, number)
            made[number] = kind.__name__
            number += 2 if kind is Editor.merged else 1
    for one in (*editor.collections[CATALOGUE].values(), *editor.collections[LINUX].values()):
        one["settingCount"] = len(one["settings"])
    return said, made


def policies_needed(each: int) -> int:
    """How many policies so many changes are made to."""
    return each * (len(KINDS) + 1)


def mapping() -> dict[str, Any]:
    """The customer's objects for those of the reference tenant, as they are kept."""
    pairs = [(getattr(REFERENCE, one), getattr(CUSTOMER, one)) for one in ("everybody", "excluded", "other")]
    return {**{f"group:{here}": there for here, there in pairs}, f"scope_tag:{REFERENCE.tag}": CUSTOMER.tag}
