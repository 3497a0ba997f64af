"""What a tenant lets the product do: permissions needed against permissions granted. Pure rules, no I/O."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tenantpilot.provider.contracts.features import Feature
from tenantpilot.provider.contracts.registry import FEATURES

State = Literal["granted", "missing", "not_needed"]
Fix = Literal["", "grant_permissions", "consent_again"]

# Wider permissions by the narrower one that they include, beside `….ReadWrite.All`, which includes `….Read.All`.
_WIDER: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "GroupMember.Read.All": ("GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All"),
    "RoleManagement.Read.Directory": ("RoleManagement.ReadWrite.Directory", "RoleManagement.Read.All"),
    "Policy.Read.AuthenticationMethod": ("Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod"),
})  # fmt: skip
_IN_DIRECTORY = frozenset({
    "GroupMember.Read.All", "Group.Read.All", "User.Read.All", "Application.Read.All", "Organization.Read.All",
    "RoleManagement.Read.Directory",
})  # fmt: skip
_DIRECTORY = ("Directory.Read.All", "Directory.ReadWrite.All")


@dataclass(frozen=True)
class Standing:
    """How one feature stands. `missing` and `blocked` (families) are empty unless it is missing something."""

    feature: str
    state: State
    permissions: tuple[str, ...]
    missing: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    is_optional: bool = False
    fix: Fix = ""


@dataclass(frozen=True)
class Posture:
    """All features, the permissions still to be granted, and those granted that no feature needs."""

    features: tuple[Standing, ...]
    missing: tuple[str, ...]
    excess: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing that matters is missing; names and authors may be."""
        return not any(item.state == "missing" and not item.is_optional for item in self.features)

    @property
    def blocked(self) -> tuple[str, ...]:
        """Families that cannot be read."""
        return tuple(family for item in self.features for family in item.blocked)


def covers(granted: Collection[str], needed: str) -> bool:
    """Whether what is granted includes a permission, by its own name or by a wider one."""
    held = frozenset(granted)
    return not held.isdisjoint(_sufficient(needed))


def missing_for(feature: Feature, granted: Collection[str]) -> tuple[str, ...]:
    """The permissions that a feature still needs, the least ones."""
    return tuple(needed for needed in feature.permissions if not covers(granted, needed))


def assess(granted: Collection[str], *, wanted: Collection[str] | None = None) -> Posture:
    """The posture under the permissions that the tenant's token carries.

    `wanted` are the features somebody asked for, all of them without it: the others are not needed.
    """
    standings = tuple(_standing(feature, granted, wanted) for feature in FEATURES.values())
    missing = tuple(dict.fromkeys(name for item in standings for name in item.missing))
    return Posture(standings, missing, _excess(granted, wanted))


def _standing(feature: Feature, granted: Collection[str], wanted: Collection[str] | None) -> Standing:
    if wanted is not None and feature.key not in wanted:
        return Standing(feature.key, "not_needed", feature.permissions, is_optional=feature.is_optional)
    missing = missing_for(feature, granted)
    if not missing:
        return Standing(feature.key, "granted", feature.permissions, is_optional=feature.is_optional)
    # A token without any permission is what a tenant gives before anybody agreed, or after it was taken back.
    fix: Fix = "grant_permissions" if granted else "consent_again"
    return Standing(feature.key, "missing", feature.permissions, missing, feature.families, feature.is_optional, fix)


def _excess(granted: Collection[str], wanted: Collection[str] | None) -> tuple[str, ...]:
    needed = {
        name
        for feature in FEATURES.values()
        if wanted is None or feature.key in wanted
        for permission in feature.permissions
        for name in _narrow(permission, granted)
    }
    return tuple(sorted(frozenset(granted) - needed))


def _narrow(permission: str, granted: Collection[str]) -> frozenset[str]:
    """What of the granted is there for a permission: itself, or whatever stands in for it while it is not granted."""
    return frozenset({permission}) if permission in granted else frozenset(granted) & _sufficient(permission)


def _sufficient(needed: str) -> frozenset[str]:
    writing = needed.replace(".Read.", ".ReadWrite.") if needed.endswith(".Read.All") else needed
    directory = _DIRECTORY if needed in _IN_DIRECTORY else ()
    return frozenset({needed, writing, *_WIDER.get(needed, ()), *directory})
