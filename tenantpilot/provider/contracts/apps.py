"""Apps, their configuration and protection, policy sets, purchase tokens."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.device_configuration import SETTING_SECRETS
from tenantpilot.provider.contracts.model import Contract, Part, Reference, Text

_declare = partial(
    Contract, group="apps", feature="apps", area="intune/applications",
    read_permissions=everywhere.APPS_READ, write_permissions=everywhere.APPS_WRITE, assign_path="{id}/assign",
)  # fmt: skip
_WIP = frozenset({
    "windowsInformationProtectionPolicy", "mdmWindowsInformationProtectionPolicy", "windowsInformationProtection",
})  # fmt: skip
_APP_TARGETS = ("apps", "customSettings")

APPS = _declare(
    "apps", 38, "deviceAppManagement/mobileApps", query="$expand=assignments", page_size=1000, restore_order=60,
    # Some of what the list shows is empty there: scope tags, icons, categories.
    parts=(Part("item", query="$expand=assignments,categories", is_collection=False),
           Part("relationships", "{id}/relationships")),
    volatile=frozenset({
        "uploadState", "publishingState", "isAssigned", "dependentAppCount", "supersedingAppCount",
        "supersededAppCount", "committedContentVersion", "size", "isFeatured", "usedLicenseCount",
        "relationships[].id", "relationships[].targetDisplayVersion",
    }),
    texts=(
        Text("installCommandLine"), Text("uninstallCommandLine"),
        Text("officeConfigurationXml", "xml", is_base64=True),
        Text("rules[].scriptContent", "script", is_base64=True),
        Text("detectionRules[].scriptContent", "script", is_base64=True),
        Text("requirementRules[].scriptContent", "script", is_base64=True),
        Text("preInstallScript.scriptContent", "script", is_base64=True),
        Text("postInstallScript.scriptContent", "script", is_base64=True),
        Text("activeInstallScript.scriptContent", "script", is_base64=True),
    ),
    secrets=everywhere.secret("vppTokenId", "vppTokenAppleId"), unordered=("categories", "relationships"),
    references=(Reference("relationships[].targetId", "app"),),
    create_statuses=(201,), update_statuses=(200, 204), assign_property="mobileAppAssignments",
)  # fmt: skip

APP_CONFIGURATION_DEVICES = _declare(
    "app_configuration_devices", 39, "deviceAppManagement/mobileAppConfigurations", query="$expand=assignments",
    volatile=frozenset({"version"}),
    texts=(Text("payloadJson", "json", is_base64=True), Text("encodedSettingXml", "xml", is_base64=True),
           Text("settings[].appConfigKeyValue")),
    unordered=("targetedMobileApps", "permissionActions", "settings"),
    references=(Reference("targetedMobileApps[]", "app"),),
    create_statuses=(201,), update_statuses=(204,),
)  # fmt: skip

APP_CONFIGURATION_APPS = _declare(
    "app_configuration_apps", 40, "deviceAppManagement/targetedManagedAppConfigurations",
    area="intune/managed_applications",
    parts=(Part("item", query="$expand=apps,assignments,settings", is_collection=False),),
    volatile=frozenset({"version", "deployedAppCount", "isAssigned", "apps[].id", "apps[].version"}),
    secrets=SETTING_SECRETS, texts=(Text("customSettings[].value"),),
    unordered=(*_APP_TARGETS, "settings", "settings[].**.children"),
    create_statuses=(201,), update_statuses=(204,), assign_statuses=(204,),
)  # fmt: skip

APP_PROTECTION = _declare(
    "app_protection", 41, "deviceAppManagement/managedAppPolicies", area="intune/managed_applications",
    not_types=frozenset({"targetedManagedAppConfiguration"}),
    parts=(
        Part("item", query="$expand=apps,assignments", is_collection=False, not_types=_WIP, typed_path=True),
        Part("item", query="$expand=assignments", is_collection=False, only_types=_WIP, typed_path=True),
    ),
    volatile=frozenset({"version", "deployedAppCount", "isAssigned", "apps[].id", "apps[].version"}),
    secrets=everywhere.secret("dataRecoveryCertificate.certificate"),
    unordered=(
        *_APP_TARGETS, "exemptedAppPackages", "exemptedAppProtocols", "allowedDataStorageLocations",
        "allowedDataIngestionLocations", "approvedKeyboards",
    ),
    create_statuses=(201,), update_statuses=(204,), delete_statuses=(204,), assign_statuses=(204,),
)  # fmt: skip

POLICY_SETS = _declare(
    "policy_sets", 42, "deviceAppManagement/policySets", scope_tags="roleScopeTags",
    read_permissions=(*everywhere.CONFIGURATION_READ, *everywhere.APPS_READ),
    write_permissions=everywhere.CONFIGURATION_WRITE,
    feature="policy_sets",
    parts=(Part("item", query="$expand=items,assignments", is_collection=False),),
    volatile=frozenset({"status", "errorCode", "lastModifiedDateTime", "items[].status", "items[].errorCode",
                        "items[].id"}),
    unordered=("items",), restore_order=2000, create_statuses=(201,), assign_path="",
)  # fmt: skip

VPP_TOKENS = _declare(
    "vpp_tokens", 43, "deviceAppManagement/vppTokens", area="intune/device_enrollment",
    write_permissions=everywhere.SERVICE_WRITE,
    read_alternatives=everywhere.SERVICE_READ, has_assignments=False, assign_path="",
    volatile=frozenset({"lastSyncDateTime", "lastSyncStatus", "usedLicenseCount", "tokenActionResults"}),
    secrets=everywhere.secret("token"),
)  # fmt: skip

CONTRACTS = (
    APPS, APP_CONFIGURATION_DEVICES, APP_CONFIGURATION_APPS, APP_PROTECTION, POLICY_SETS, VPP_TOKENS,
)  # fmt: skip
