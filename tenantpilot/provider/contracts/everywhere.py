"""What holds for every family: what the provider changes by itself, what is secret anywhere, what points where."""

from __future__ import annotations

from tenantpilot.provider.contracts.model import Part, Reference, Secret, Text

# Kept by the provider; an object that differs in nothing else is unchanged. Paths as in `paths`.
VOLATILE = frozenset({
    "id", "version", "isAssigned", "supportsScopeTags", "settingCount", "creationSource", "priorityMetaData",
    "modifiedDateTime", "**.createdDateTime", "**.lastModifiedDateTime",
    "assignments[].id", "assignments[].source", "assignments[].sourceId", "settings[].id",
    "scheduledActionsForRule[].id", "scheduledActionsForRule[].scheduledActionConfigurations[].id",
})  # fmt: skip

# Names of which no schema of the provider uses one for anything but a secret.
SECRET_NAMES = (
    "preSharedKey", "sharedSecret", "password", "adminAccountPassword", "wifiPassword", "enrollmentPassword",
    "clientSecret", "secretValue", "privateKey", "pfxBlob", "encryptedPfxBlob", "encryptedPfxPassword", "productKey",
    "tokenValue", "qrCodeContent", "qrCodeImage", "enrollmentToken", "accessToken", "refreshToken", "sasToken",
    "recoveryKey", "kioskModeExitCode", "advancedThreatProtectionOnboardingBlob",
    "advancedThreatProtectionOffboardingBlob",
)  # fmt: skip
SECRETS = tuple(Secret(f"**.{name}") for name in SECRET_NAMES)

UNORDERED = ("assignments",)
REFERENCES = (
    Reference("assignments[].target.groupId", "group"),
    Reference("assignments[].target.deviceAndAppManagementAssignmentFilterId", "filter"),
)

ASSIGNMENTS = Part("assignments", "{id}/assignments")
# The item shows what its list leaves null.
ITEM = Part("item", is_collection=False)
ITEM_ASSIGNED = Part("item", query="$expand=assignments", is_collection=False)

CONFIGURATION_READ = ("DeviceManagementConfiguration.Read.All",)
CONFIGURATION_WRITE = ("DeviceManagementConfiguration.ReadWrite.All",)
SCRIPTS_READ = ("DeviceManagementScripts.Read.All",)
SCRIPTS_WRITE = ("DeviceManagementScripts.ReadWrite.All",)
SERVICE_READ = ("DeviceManagementServiceConfig.Read.All",)
SERVICE_WRITE = ("DeviceManagementServiceConfig.ReadWrite.All",)
APPS_READ = ("DeviceManagementApps.Read.All",)
APPS_WRITE = ("DeviceManagementApps.ReadWrite.All",)
RBAC_READ = ("DeviceManagementRBAC.Read.All",)
RBAC_WRITE = ("DeviceManagementRBAC.ReadWrite.All",)
DEVICES_READ = ("DeviceManagementManagedDevices.Read.All",)
DEVICES_WRITE = ("DeviceManagementManagedDevices.ReadWrite.All",)


def secret(*paths: str) -> tuple[Secret, ...]:
    """Secrets without a condition."""
    return tuple(Secret(path) for path in paths)


def scripts(*paths: str) -> tuple[Text, ...]:
    """Script bodies, which the provider hands over in base64."""
    return tuple(Text(path, "script", is_base64=True) for path in paths)
