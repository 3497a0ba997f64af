"""What every family's generator draws on: chosen values, ids, moments, names and the tenant's own groups."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random  # noqa: TID251 - the same tenant every time
from typing import Any, TypeVar
from uuid import UUID

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.profiles import Profile

T = TypeVar("T")
Made = tuple[str, Json]
"""A collection's name and a hydrated object of it."""

EVERY_DEVICE = "adadadad-808e-44e2-905a-0b7873a8a531"
EVERY_USER = "acacacac-9df4-4c7d-9d50-4ef0226f57a9"
YEAR = timedelta(days=365)
STAGES = ("Pilot", "Early", "Broad", "Test", "VIP")


class Maker:
    """Choices of one tenant. Only dates depend on `today`; what is chosen follows from the profile's seed alone."""

    def __init__(self, profile: Profile, today: datetime) -> None:
        self.profile = profile
        self.today = today.replace(hour=0, minute=0, second=0, microsecond=0)
        self.random = Random(profile.seed)  # noqa: S311 - nothing secret is drawn
        self.groups: list[str] = []
        self.dynamic_groups: list[str] = []
        self.filters: dict[str, list[str]] = {}
        self.tags: list[str] = ["0"]
        self.apps: list[tuple[str, str]] = []
        self.users: list[str] = []
        self.notifications: list[str] = []

    def pick(self, options: Sequence[T]) -> T:
        """One of `options`."""
        return options[int(self.random.random() * len(options))]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Between `least` and `most` different ones of `options`, in their order."""
        count = min(len(options), self.number(least, most))
        return [options[place] for place in sorted(self.random.sample(range(len(options)), count))]

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self.random.random() * (most - least + 1))

    def chance(self, part: float) -> bool:
        """True in that part of all cases."""
        return self.random.random() < part

    def guid(self) -> str:
        """The next id."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def long_ago(self) -> datetime:
        """A working moment between four years and a year ago."""
        return office_hours(self.today - YEAR - timedelta(days=self.number(5, 1090)), self.number(0, 32_000))

    def dates(self) -> Json:
        """Creation and last change, both before the year of the timeline."""
        made = self.long_ago()
        moved = min(made + timedelta(days=self.number(0, 300), seconds=self.number(0, 9000)), self.today - YEAR)
        return {"createdDateTime": stamp(made), "lastModifiedDateTime": stamp(max(made, moved))}

    def scope_tags(self) -> list[str]:
        """Mostly the default tag alone."""
        return ["0"] if self.chance(0.7) or len(self.tags) < 2 else sorted({"0", self.pick(self.tags)}, key=int)

    def name(self, platform: str, subject: str, index: int = 0) -> str:
        """A policy's name as this tenant's administrators write it."""
        stage = STAGES[index % len(STAGES)]
        place = self.profile.sites[index // 2 % len(self.profile.sites)]
        if self.profile.style == "dashes":
            where = stage if index % 2 else place
            return f"{self.profile.short}-{platform}-{subject}-{where}-v{1 + index % 4}.{index % 7}"
        if self.profile.style == "pipes":
            team = self.profile.teams[index % len(self.profile.teams)]
            return f"[{self.profile.short}] {platform} | {subject} | {team}" + (f" ({stage})" if index % 3 else "")
        named = subject if platform == "ALL" else f"{platform} {subject}"
        return f"{named} {place}" if index % 2 else named

    def header(self, platform: str, subject: str, index: int = 0, *, key: str = "displayName") -> Json:
        """Id, name, description, dates and scope tags of one more object."""
        return {
            "id": self.guid(),
            key: self.name(platform, subject, index),
            "description": describe(subject, index),
            **self.dates(),
            "roleScopeTagIds": self.scope_tags(),
        }

    def assignments(self, policy_id: str, platform: str = "") -> list[Json]:
        """Who gets a policy: nobody, everybody, or some groups with and without a filter and exclusions."""
        draw = self.random.random()
        if draw < 0.14:
            return []
        if draw < 0.26:
            return [assignment(policy_id, self.everybody("allDevices"), EVERY_DEVICE)]
        if draw < 0.36:
            return [assignment(policy_id, self.everybody("allLicensedUsers"), EVERY_USER)]
        included = self.some(self.groups, 1, 3)
        excluded = [one for one in self.some(self.groups, 0, 1) if one not in included]
        return [
            *(assignment(policy_id, self.group_target(one, platform), one) for one in included),
            *(assignment(policy_id, group_target(one, kind="exclusionGroup"), one) for one in excluded),
        ]

    def everybody(self, kind: str) -> Json:
        """A target that needs no group."""
        return {
            "@odata.type": f"#microsoft.graph.{kind}AssignmentTarget",
            "deviceAndAppManagementAssignmentFilterId": None,
            "deviceAndAppManagementAssignmentFilterType": "none",
        }

    def group_target(self, group: str, platform: str = "") -> Json:
        """A group's target, sometimes narrowed by a filter of the platform."""
        target = group_target(group)
        filters = self.filters.get(platform, [])
        if filters and self.chance(0.25):
            target["deviceAndAppManagementAssignmentFilterId"] = self.pick(filters)
            target["deviceAndAppManagementAssignmentFilterType"] = self.pick(("include", "exclude"))
        return target


def group_target(group: str, *, kind: str = "group") -> Json:
    """A target that names one group, without a filter."""
    return {
        "@odata.type": f"#microsoft.graph.{kind}AssignmentTarget",
        "deviceAndAppManagementAssignmentFilterId": None,
        "deviceAndAppManagementAssignmentFilterType": "none",
        "groupId": group,
    }


def assignment(policy_id: str, target: Json, suffix: str) -> Json:
    """One direct assignment with the id Graph would make of policy and target."""
    return {"id": f"{policy_id}_{suffix}", "source": "direct", "sourceId": policy_id, "target": target}


def stamp(moment: datetime) -> str:
    """A moment with the seven digits Intune writes; they follow from the moment."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{int(moment.timestamp()) * 7_919_311 % 10_000_000:07d}Z"


def office_hours(day: datetime, seconds: int) -> datetime:
    """`seconds` (of nine hours) after seven in the morning UTC, on a day that is none of a weekend."""
    day = day.replace(hour=7, minute=0, second=0, microsecond=0)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day + timedelta(seconds=seconds % 32_400)


def encoded(text: str) -> str:
    """Base64, as Graph carries scripts and payloads."""
    return base64.b64encode(text.encode()).decode()


_PURPOSES = (
    "Owned by the endpoint team.",
    "Agreed with information security.",
    "Reviewed every quarter.",
    "Requested by the service desk.",
    "Replaces the former group policy object.",
    "",
)


def describe(subject: str, index: int) -> str:
    """A sentence or nothing, as administrators leave it."""
    purpose = _PURPOSES[index % len(_PURPOSES)]
    return f"{subject}. {purpose}" if purpose else ""


def odata(kind: str) -> str:
    """The value of @odata.type."""
    return f"#microsoft.graph.{kind}"


def numbered(count: int, options: Sequence[T]) -> Iterator[tuple[int, T]]:
    """`count` turns through `options`, with the turn's number."""
    for index in range(count):
        yield index, options[index % len(options)]


def value_or_null(options: Sequence[Any], index: int) -> Any:
    """`options` and null in turn."""
    place = index % (len(options) + 1)
    return options[place] if place < len(options) else None
