"""What protected apps may do with company data, and their settings."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, assignment, numbered, odata

_PACKAGES = UUID("c64ad5a5-4ee0-4b52-9d2c-4f0a7d3c51b2")


def managed_configurations(maker: Maker, count: int) -> Iterator[Made]:
    """Settings for protected apps, whoever manages the device."""
    for index in range(count):
        header = maker.header("MAM", "Outlook settings" if index % 2 else "Edge settings", index)
        header["id"] = f"A_{header['id']}"
        yield (
            "targetedManagedAppConfigurations",
            {
                **header,
                "version": _etag(maker),
                "deployedAppCount": 2,
                "isAssigned": True,
                "targetedAppManagementLevels": "unspecified",
                "appGroupType": "selectedPublicApps",
                "customSettings": [
                    {
                        "name": "com.microsoft.intune.mam.managedbrowser.homepage",
                        "value": f"https://start.{maker.profile.domain}",
                    },
                    {
                        "name": "com.microsoft.outlook.Mail.BlockExternalImagesEnabled",
                        "value": "true" if index % 2 else "false",
                    },
                ],
                "settings": [],
                "apps": _targeted(("com.microsoft.office.outlook", "com.microsoft.msedge")),
                "assignments": _included(maker),
            },
        )


def app_protection(maker: Maker, count: int) -> Iterator[Made]:
    """What protected apps may do with company data, by platform."""
    for index, platform in numbered(count, ("ios", "android", "ios", "android", "windows")):
        header = maker.header("MAM", f"Protection {platform}", index)
        header["id"] = f"T_{header['id']}"
        content = _windows_protection(maker) if platform == "windows" else _phone_protection(maker, platform, index)
        yield (
            "managedAppPolicies",
            {
                "@odata.type": odata(f"{platform}ManagedAppProtection"),
                **header,
                "version": _etag(maker),
                "deployedAppCount": 3,
                "isAssigned": True,
                **content,
                "apps": _targeted(
                    ("com.microsoft.office.outlook", "com.microsoft.skype.teams", "com.microsoft.msedge")
                ),
                "assignments": _included(maker),
            },
        )


def _phone_protection(maker: Maker, platform: str, index: int) -> Json:
    content = {
        "periodOfflineBeforeAccessCheck": "PT12H",
        "periodOnlineBeforeAccessCheck": "PT30M",
        "periodOfflineBeforeWipeIsEnforced": "P90D",
        "allowedInboundDataTransferSources": maker.pick(("allApps", "managedApps")),
        "allowedOutboundDataTransferDestinations": "managedApps",
        "allowedOutboundClipboardSharingLevel": maker.pick(("managedAppsWithPasteIn", "managedApps", "blocked")),
        "allowedDataStorageLocations": ["oneDriveForBusiness", "sharePoint"],
        "organizationalCredentialsRequired": False,
        "dataBackupBlocked": True,
        "deviceComplianceRequired": True,
        "managedBrowserToOpenLinksRequired": maker.chance(0.7),
        "saveAsBlocked": True,
        "pinRequired": True,
        "maximumPinRetries": 5,
        "simplePinBlocked": maker.chance(0.5),
        "minimumPinLength": 4 + index % 3,
        "pinCharacterSet": "numeric",
        "contactSyncBlocked": False,
        "printBlocked": maker.chance(0.6),
        "fingerprintBlocked": False,
        "minimumRequiredOsVersion": maker.pick((None, "16.7", "17.0")),
        "appActionIfMaximumPinRetriesExceeded": "block",
        "targetedAppManagementLevels": maker.pick(("unspecified", "unmanaged")),
        "appGroupType": "selectedPublicApps",
    }
    if platform == "ios":
        return content | {"appDataEncryptionType": "whenDeviceLocked", "faceIdBlocked": False}
    return content | {
        "screenCaptureBlocked": maker.chance(0.5),
        "encryptAppData": True,
        "minimumRequiredPatchVersion": "0000-00-00",
    }


def _windows_protection(maker: Maker) -> Json:
    return {
        "allowedInboundDataTransferSources": "none",
        "allowedOutboundClipboardSharingLevel": "none",
        "allowedOutboundDataTransferDestinations": "none",
        "printBlocked": maker.chance(0.5),
        "periodOfflineBeforeAccessCheck": "PT12H",
        "periodOfflineBeforeWipeIsEnforced": "P90D",
        "maximumAllowedDeviceThreatLevel": "low",
    }


def _targeted(packages: tuple[str, ...]) -> list[Json]:
    return [
        {
            "id": f"{package}.ios",
            "version": str(uuid5(_PACKAGES, package).int % 2_000_000_000),
            "mobileAppIdentifier": {"@odata.type": odata("iosMobileAppIdentifier"), "bundleId": package},
        }
        for package in packages
    ]


def _included(maker: Maker) -> list[Json]:
    found = []
    for group in maker.some(maker.groups, 1, 2):
        one = assignment(group, {"@odata.type": odata("groupAssignmentTarget"), "groupId": group}, "incl")
        one["target"] |= {
            "deviceAndAppManagementAssignmentFilterId": None,
            "deviceAndAppManagementAssignmentFilterType": "none",
        }
        found.append({**one, "sourceId": "00000000-0000-0000-0000-000000000000"})
    return found


def _etag(maker: Maker) -> str:
    return f'"{maker.guid()}"'
