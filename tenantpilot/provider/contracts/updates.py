"""Update rings, feature, quality and driver updates."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.device_configuration import DEVICE_CONFIGURATION, UPDATE_RING_TYPES
from tenantpilot.provider.contracts.model import Contract

_declare = partial(
    Contract, group="updates", feature="device_configuration", query="$expand=assignments",
    read_permissions=everywhere.CONFIGURATION_READ, write_permissions=everywhere.CONFIGURATION_WRITE,
    assign_path="{id}/assign", assign_statuses=(200,), create_statuses=(201,), delete_statuses=(200,),
)  # fmt: skip
# These collections refuse pages of more than 200.
_profile = partial(_declare, area="intune/updates", platform="windows", page_size=200, update_statuses=(200,))

UPDATE_RINGS = _declare(
    "update_rings", 5, DEVICE_CONFIGURATION.path, area=DEVICE_CONFIGURATION.area, page_size=1000,
    only_types=UPDATE_RING_TYPES,
    volatile=frozenset({
        "version", "supportsScopeTags", "qualityUpdatesPauseStartDate", "featureUpdatesPauseStartDate",
        "qualityUpdatesWillBeRolledBack", "featureUpdatesWillBeRolledBack", "qualityUpdatesRollbackStartDateTime",
        "featureUpdatesRollbackStartDateTime", "qualityUpdatesPauseExpiryDateTime",
        "featureUpdatesPauseExpiryDateTime",
    }),
    volatile_when_null=DEVICE_CONFIGURATION.volatile_when_null, update_statuses=(204,),
)  # fmt: skip

FEATURE_UPDATES = _profile(
    "feature_updates", 27, "deviceManagement/windowsFeatureUpdateProfiles",
    volatile=frozenset({"deployableContentDisplayName", "endOfSupportDate"}),
)  # fmt: skip

QUALITY_UPDATES = _profile(
    "quality_updates", 28, "deviceManagement/windowsQualityUpdateProfiles",
    volatile=frozenset({"releaseDateDisplayName", "deployableContentDisplayName"}),
)  # fmt: skip

QUALITY_UPDATE_POLICIES = _profile(
    "quality_update_policies", 29, "deviceManagement/windowsQualityUpdatePolicies",
    unordered=("approvalSettings",),
)  # fmt: skip

DRIVER_UPDATES = _profile(
    "driver_updates", 30, "deviceManagement/windowsDriverUpdateProfiles",
    volatile=frozenset({"newUpdates", "deviceReporting", "inventorySyncStatus", "driverInventories"}),
)  # fmt: skip

CONTRACTS = (UPDATE_RINGS, FEATURE_UPDATES, QUALITY_UPDATES, QUALITY_UPDATE_POLICIES, DRIVER_UPDATES)
