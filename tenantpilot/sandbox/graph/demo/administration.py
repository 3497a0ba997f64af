"""How the tenant itself is run: roles, branding, categories, partners, approvals, clean-up, settings."""

from __future__ import annotations

from collections.abc import Iterator

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, odata

_ACTIONS = (
    "Microsoft.Intune_ManagedDevices_Read", "Microsoft.Intune_ManagedDevices_Update",
    "Microsoft.Intune_DeviceConfigurations_Read", "Microsoft.Intune_DeviceConfigurations_Create",
    "Microsoft.Intune_DeviceConfigurations_Assign", "Microsoft.Intune_MobileApps_Read",
    "Microsoft.Intune_MobileApps_Assign", "Microsoft.Intune_RemoteTasks_SyncDevice",
    "Microsoft.Intune_RemoteTasks_RebootNow", "Microsoft.Intune_Audit_Read", "Microsoft.Intune_Organization_Read",
)  # fmt: skip
_BUILT_IN = ("Help Desk Operator", "Policy and Profile manager", "Read Only Operator", "School Administrator")


def roles(maker: Maker, count: int) -> Iterator[Made]:
    """Built-in roles, own roles, and who has them for what."""
    subjects = ("Site support", "App packaging", "Update management", "Field service", "Audit read")
    definitions = [_role(maker, name, is_built_in=True) for name in _BUILT_IN]
    definitions += [
        _role(maker, maker.name("ALL", subjects[index % len(subjects)], index), is_built_in=False)
        for index in range(count)
    ]
    for definition in definitions:
        assigned = maker.guid()
        definition["roleAssignments"] = [{"id": assigned, "displayName": definition["displayName"]}]
        yield "roleDefinitions", definition
        scope = maker.pick(maker.groups)
        yield (
            "roleAssignments",
            {
                "@odata.type": odata("deviceAndAppManagementRoleAssignment"),
                "id": assigned,
                "displayName": definition["displayName"],
                "description": "",
                "members": maker.some(maker.groups, 1, 2),
                "scopeMembers": [scope],
                "resourceScopes": [scope],
                "scopeType": "resourceScope",
                "roleScopeTags": [{"id": tag} for tag in maker.scope_tags()],
                "roleDefinition": {"id": definition["id"], "displayName": definition["displayName"]},
            },
        )


def _role(maker: Maker, name: str, *, is_built_in: bool) -> Json:
    allowed = maker.some(_ACTIONS, 3, len(_ACTIONS))
    granted = [
        {"actions": allowed, "resourceActions": [{"allowedResourceActions": allowed, "notAllowedResourceActions": []}]}
    ]
    return {
        "@odata.type": odata("deviceAndAppManagementRoleDefinition"),
        "id": maker.guid(),
        "displayName": name,
        "description": "",
        "isBuiltIn": is_built_in,
        "isBuiltInRoleDefinition": is_built_in,
        "roleScopeTagIds": ["0"],
        "rolePermissions": granted,
        "permissions": granted,
    }


def categories(maker: Maker, count: int) -> Iterator[Made]:
    """What people choose when they enroll a device."""
    for index, name in enumerate((*maker.profile.teams, "Shared", "Loan")[:count]):
        yield (
            "deviceCategories",
            {
                "id": maker.guid(),
                "displayName": name,
                "description": f"Devices of {name}" if index % 2 else "",
                "roleScopeTagIds": ["0"],
                "assignments": [],
            },
        )


def branding(maker: Maker, count: int) -> Iterator[Made]:
    """How the company portal looks."""
    for index in range(count):
        one = maker.guid()
        made = maker.dates()
        yield (
            "intuneBrandingProfiles",
            {
                "id": one,
                "profileName": "Default" if index == 0 else maker.name("ALL", "Company portal", index),
                "profileDescription": "",
                "isDefaultProfile": index == 0,
                **made,
                "displayName": maker.profile.display_name,
                "themeColor": {"r": 18 + index * 40, "g": 86, "b": 120},
                "showLogo": True,
                "showDisplayNameNextToLogo": index % 2 == 0,
                "contactITName": "Service Desk",
                "contactITPhoneNumber": "+49 351 5550100",
                "contactITEmailAddress": f"help@{maker.profile.domain}",
                "onlineSupportSiteUrl": f"https://help.{maker.profile.domain}",
                "privacyUrl": f"https://www.{maker.profile.domain}/privacy",
                "enrollmentAvailability": "availableWithPrompts",
                "disableClientTelemetry": False,
                "roleScopeTagIds": ["0"],
                "assignments": [] if index == 0 else maker.assignments(one),
            },
        )


def partners(maker: Maker) -> Iterator[Made]:
    """Connectors to other services."""
    heartbeat = maker.dates()["lastModifiedDateTime"]
    yield (
        "complianceManagementPartners",
        {
            "id": maker.guid(),
            "displayName": "Mac management partner",
            "macOsOnboarded": True,
            "androidOnboarded": False,
            "iosOnboarded": False,
            "lastHeartbeatDateTime": heartbeat,
            "partnerState": "enabled",
            "macOsEnrollmentAssignments": [],
            "androidEnrollmentAssignments": [],
            "iosEnrollmentAssignments": [],
        },
    )
    yield (
        "mobileThreatDefenseConnectors",
        {
            "id": "fc780465-2017-40d4-a0c5-307022471b92",
            "lastHeartbeatDateTime": heartbeat,
            "partnerState": "enabled",
            "androidEnabled": True,
            "iosEnabled": True,
            "windowsEnabled": True,
            "macEnabled": maker.chance(0.5),
            "partnerUnresponsivenessThresholdInDays": 7,
            "partnerUnsupportedOsVersionBlocked": False,
        },
    )


def whole_tenant(maker: Maker) -> Iterator[Made]:
    """What exists once: settings of the service, the push certificate, Google's binding; clean-up and approvals."""
    for name, content in (
        ("settings", _settings(maker)),
        ("applePushNotificationCertificate", _push(maker)),
        ("androidManagedStoreAccountEnterpriseSettings", _google(maker)),
    ):
        yield name, {"id": name, **content}
    for platform, days in (("windows", 120), ("ios", 90)):
        rule = {
            "description": "",
            "deviceCleanupRulePlatformType": platform,
            "deviceInactivityBeforeRetirementInDays": days,
        }
        yield "managedDeviceCleanupRules", {**_named(maker, f"{platform} clean-up"), **rule}
    protected = {"policyType": "script", "policyPlatform": "notApplicable"}
    yield (
        "operationApprovalPolicies",
        {
            **_named(maker, "two people for scripts"),
            "description": "",
            **protected,
            "policySet": protected,
            "approverGroupIds": maker.some(maker.groups, 1, 1),
        },
    )


def _named(maker: Maker, subject: str) -> Json:
    return {
        "id": maker.guid(),
        "displayName": f"{maker.profile.short} {subject}",
        "lastModifiedDateTime": maker.dates()["lastModifiedDateTime"],
    }


def _settings(maker: Maker) -> Json:
    return {
        "deviceComplianceCheckinThresholdDays": 30,
        "isScheduledActionEnabled": True,
        "secureByDefault": maker.chance(0.6),
        "enhancedJailBreak": False,
        "deviceInactivityBeforeRetirementInDay": 0,
        "derivedCredentialProvider": "notConfigured",
        "androidDeviceAdministratorEnrollmentEnabled": False,
    }


def _push(maker: Maker) -> Json:
    dates = maker.dates()
    return {
        "appleIdentifier": f"apple@{maker.profile.domain}",
        "topicIdentifier": f"com.apple.mgmt.External.{maker.guid()}",
        "lastModifiedDateTime": dates["lastModifiedDateTime"],
        "expirationDateTime": dates["lastModifiedDateTime"],
        "certificateUploadStatus": None,
        "certificateSerialNumber": maker.guid().replace("-", "")[:16].upper(),
    }


def _google(maker: Maker) -> Json:
    return {
        "bindStatus": "boundAndValidated",
        "ownerUserPrincipalName": f"play@{maker.profile.domain}",
        "ownerOrganizationName": maker.profile.display_name,
        "enrollmentTarget": "all",
        "deviceOwnerManagementEnabled": True,
        "lastAppSyncDateTime": maker.dates()["lastModifiedDateTime"],
    }


def hardware(maker: Maker, count: int) -> Iterator[Made]:
    """Firmware settings of one vendor."""
    for index in range(count):
        header = maker.header("WIN", "Firmware", index)
        yield (
            "hardwareConfigurations",
            {
                **header,
                "version": 1,
                "fileName": "firmware.cctk",
                "configurationFileContent": "W2NjdGtd",
                "hardwareConfigurationFormat": "dell",
                "perDevicePasswordDisabled": False,
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )
