"""What a tenant's reading is for, and the least permissions that each purpose needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Feature:
    """A purpose of reading a tenant. All of `permissions` are needed; `is_optional` ones make no posture incomplete."""

    key: str
    permissions: tuple[str, ...]
    families: tuple[str, ...] = ()
    is_optional: bool = False


# Optional are names and authors, and what many tenants do not use at all.
_FEATURES = (
    Feature("device_configuration", ("DeviceManagementConfiguration.Read.All",)),
    Feature("scripts", ("DeviceManagementScripts.Read.All",)),
    Feature("enrollment", ("DeviceManagementServiceConfig.Read.All",)),
    Feature("apps", ("DeviceManagementApps.Read.All",)),
    Feature("policy_sets", ("DeviceManagementConfiguration.Read.All", "DeviceManagementApps.Read.All")),
    Feature("rbac", ("DeviceManagementRBAC.Read.All",)),
    Feature("devices", ("DeviceManagementManagedDevices.Read.All",)),
    Feature("conditional_access", ("Policy.Read.All",)),
    Feature("directory_policies", ("Policy.Read.All",)),
    Feature("terms_of_use", ("Agreement.Read.All",), is_optional=True),
    Feature("windows_365", ("CloudPC.Read.All",), is_optional=True),
    Feature("change_authors", ("DeviceManagementApps.Read.All",), is_optional=True),
    Feature("directory_change_authors", ("AuditLog.Read.All",), is_optional=True),
    Feature("group_names", ("GroupMember.Read.All",), is_optional=True),
    Feature("user_names", ("User.Read.All",), is_optional=True),
    Feature("application_names", ("Application.Read.All",), is_optional=True),
    Feature("role_names", ("RoleManagement.Read.Directory",), is_optional=True),
)  # fmt: skip


def features(families: Mapping[str, str]) -> Mapping[str, Feature]:
    """The features by key, each with the families that `families` (family to feature) gives it."""
    return MappingProxyType({
        known.key: Feature(known.key, known.permissions,
                           tuple(family for family, key in families.items() if key == known.key), known.is_optional)
        for known in _FEATURES
    })  # fmt: skip
