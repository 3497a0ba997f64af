"""How devices come in: restrictions, status pages, Autopilot, Apple and Android enrollment, Windows 365."""

from __future__ import annotations

from collections.abc import Iterator

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo import planted
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, odata, stamp


def enrollment_configurations(maker: Maker, count: int) -> Iterator[Made]:
    """The defaults every tenant has, then own ones by priority."""
    root = maker.guid()
    yield from _defaults(maker, root)
    for index in range(count):
        kind, suffix, content = _own(maker, index)
        header = maker.header("ALL", suffix.replace("_", " "), index)
        header["id"] = f"{header['id']}_{kind}"
        yield (
            "deviceEnrollmentConfigurations",
            {
                "@odata.type": odata(_TYPES[kind]),
                **header,
                "priority": 1 + index // 4,
                "version": 1,
                "deviceEnrollmentConfigurationType": kind[0].lower() + kind[1:],
                **content,
                "assignments": maker.assignments(header["id"]),
            },
        )


_TYPES = {
    "SinglePlatformRestriction": "deviceEnrollmentPlatformRestrictionConfiguration",
    "Limit": "deviceEnrollmentLimitConfiguration",
    "Windows10EnrollmentCompletionPageConfiguration": "windows10EnrollmentCompletionPageConfiguration",
    "EnrollmentNotificationsConfiguration": "deviceEnrollmentNotificationConfiguration",
    "WindowsHelloForBusiness": "deviceEnrollmentWindowsHelloForBusinessConfiguration",
}


def _own(maker: Maker, index: int) -> tuple[str, str, Json]:
    turn = index % 4
    if turn == 0:
        return (
            "SinglePlatformRestriction",
            "Platform restriction",
            {
                "platformType": maker.pick(("windows", "ios", "androidForWork", "mac")),
                "platformRestriction": _restriction(maker),
            },
        )
    if turn == 1:
        return "Limit", "Device limit", {"limit": maker.number(3, 15)}
    if turn == 2:
        return "Windows10EnrollmentCompletionPageConfiguration", "Enrollment status", _status_page(maker)
    templates = [f"Email_{one}" for one in maker.notifications[:2]]
    return (
        "EnrollmentNotificationsConfiguration",
        "Enrollment notice",
        {
            "platformType": "windows",
            "templateType": "email",
            "notificationTemplates": templates,
            "brandingOptions": "none",
            "defaultLocale": "en-US",
            "notificationMessageTemplateId": maker.notifications[0] if maker.notifications else None,
        },
    )


def _restriction(maker: Maker) -> Json:
    return {
        "platformBlocked": False,
        "personalDeviceEnrollmentBlocked": maker.chance(0.6),
        "osMinimumVersion": maker.pick(("", "10.0.22631", "15.0")),
        "osMaximumVersion": "",
        "blockedManufacturers": [],
        "blockedSkus": [],
    }


def _status_page(maker: Maker) -> Json:
    return {
        "showInstallationProgress": True,
        "blockDeviceSetupRetryByUser": False,
        "allowDeviceResetOnInstallFailure": True,
        "allowLogCollectionOnInstallFailure": True,
        "customErrorMessage": maker.pick(("Please call the service desk.", "Bitte rufen Sie den Service Desk an.")),
        "installProgressTimeoutInMinutes": maker.pick((60, 90, 120)),
        "allowDeviceUseOnInstallFailure": False,
        "allowNonBlockingAppInstallation": False,
        "installQualityUpdates": maker.chance(0.5),
        "selectedMobileAppIds": [one for one, _ in maker.apps[:3]],
        "trackInstallProgressForAutopilotOnly": True,
        "disableUserStatusTrackingAfterFirstUser": True,
    }


def _defaults(maker: Maker, root: str) -> Iterator[Made]:
    for kind, content in (
        ("Limit", {"limit": 15}),
        ("Windows10EnrollmentCompletionPageConfiguration", _status_page(maker)),
        ("WindowsHelloForBusiness", {"pinMinimumLength": 6, "state": "notConfigured", "securityDeviceRequired": True}),
    ):
        yield (
            "deviceEnrollmentConfigurations",
            {
                "@odata.type": odata(_TYPES[kind]),
                "id": f"{root}_Default{kind}",
                "displayName": "All users and all devices",
                "description": "This is the default for everybody",
                "createdDateTime": "0001-01-01T00:00:00Z",
                "lastModifiedDateTime": stamp(maker.long_ago()),
                "roleScopeTagIds": [],
                "priority": 0,
                "version": 0,
                "deviceEnrollmentConfigurationType": "default" + kind,
                **content,
                "assignments": [],
            },
        )


def autopilot(maker: Maker, count: int) -> Iterator[Made]:
    """Profiles that decide how a new Windows device greets its person."""
    subjects = ("User driven", "Self deploying kiosk", "Pre provisioned", "Shared workshop")
    for index in range(count):
        header = maker.header("WIN", f"Autopilot {subjects[index % len(subjects)]}", index)
        header["displayName"] = header["displayName"].replace("-", " ")
        kiosk = index % 2 == 1
        yield (
            "windowsAutopilotDeploymentProfiles",
            {
                "@odata.type": odata("azureADWindowsAutopilotDeploymentProfile"),
                **header,
                "language": maker.pick(("os-default", "de-DE", "en-GB")),
                "locale": maker.pick(("os-default", "de-DE", "en-GB")),
                "deviceNameTemplate": f"{maker.profile.short}-%RAND:{5 + index % 3}%",
                "deviceType": "windowsPc",
                "enableWhiteGlove": index % 3 == 2,
                "preprovisioningAllowed": index % 3 == 2,
                "extractHardwareHash": True,
                "hardwareHashExtractionEnabled": True,
                "managementServiceAppId": None,
                "enrollmentStatusScreenSettings": None,
                "outOfBoxExperienceSettings": _first_run(kiosk=kiosk),
                "outOfBoxExperienceSetting": {
                    "privacySettingsHidden": True,
                    "eulaHidden": True,
                    "userType": "standard",
                    "deviceUsageType": "shared" if kiosk else "singleUser",
                    "keyboardSelectionPageSkipped": True,
                    "escapeLinkHidden": True,
                },
                "assignments": [
                    {
                        "id": f"{header['id']}_{group}_0",
                        "source": "direct",
                        "sourceId": header["id"],
                        "target": {"@odata.type": odata("groupAssignmentTarget"), "groupId": group},
                    }
                    for group in maker.some(maker.groups, 0, 2)
                ],
            },
        )


def _first_run(*, kiosk: bool) -> Json:
    return {
        "hidePrivacySettings": True,
        "hideEULA": True,
        "userType": "standard",
        "deviceUsageType": "shared" if kiosk else "singleUser",
        "skipKeyboardSelectionPage": True,
        "hideEscapeLink": True,
    }


def apple(maker: Maker, count: int) -> Iterator[Made]:
    """Automated enrollment by a token with its profiles, and enrollment people start themselves."""
    token = maker.guid()
    moved = maker.dates()["lastModifiedDateTime"]
    profiles = [
        {
            "@odata.type": odata("depMacOSEnrollmentProfile" if place % 2 else "depIOSEnrollmentProfile"),
            "id": f"{token}_{maker.guid()}",
            "displayName": maker.name("MAC" if place % 2 else "IOS", "Automated enrollment", place),
            "description": "",
            "requiresUserAuthentication": True,
            "supervisedModeEnabled": True,
            "isMandatory": True,
            "siriDisabled": place % 2 == 0,
            "locationDisabled": False,
            **(
                {"adminAccountUserName": "setup", "adminAccountPassword": planted.LOCAL_ADMIN_PASSWORD}
                if place % 2
                else {}
            ),
        }
        for place in range(2)
    ]
    yield (
        "depOnboardingSettings",
        {
            "id": token,
            "tokenName": f"{maker.profile.short} Apple Business Manager",
            "appleIdentifier": f"abm@{maker.profile.domain}",
            "tokenExpirationDateTime": moved,
            "lastModifiedDateTime": moved,
            "lastSuccessfulSyncDateTime": moved,
            "lastSyncTriggeredDateTime": moved,
            "lastSyncErrorCode": 0,
            "syncedDeviceCount": maker.number(20, 900),
            "shareTokenWithSchoolDataSyncService": False,
            "tokenType": "dep",
            "roleScopeTagIds": ["0"],
            "enrollmentProfiles": profiles,
            "importedAppleDeviceIdentities": [],
            "defaultIosEnrollmentProfile": profiles[0],
            "defaultMacOsEnrollmentProfile": profiles[1],
        },
    )
    for index in range(count):
        header = maker.header("IOS", "User enrollment", index)
        yield (
            "appleUserInitiatedEnrollmentProfiles",
            {
                **{key: value for key, value in header.items() if key != "roleScopeTagIds"},
                "platform": "iOS",
                "priority": index + 1,
                "defaultEnrollmentType": maker.pick(("device", "user")),
                "availableEnrollmentTypeOptions": [{"enrollmentType": "device"}, {"enrollmentType": "user"}],
                "assignments": maker.assignments(header["id"]),
            },
        )


def android(maker: Maker, count: int) -> Iterator[Made]:
    """Tokens for dedicated and fully managed devices."""
    for index in range(count):
        header = maker.header("AND", "Corporate enrollment", index)
        yield (
            "androidDeviceOwnerEnrollmentProfiles",
            {
                **header,
                "accountId": maker.guid(),
                "enrollmentMode": maker.pick(("corporateOwnedDedicatedDevice", "corporateOwnedFullyManaged")),
                "enrollmentTokenType": "default",
                "enrollmentTokenUsageCount": maker.number(0, 80),
                "enrolledDeviceCount": maker.number(0, 80),
                "tokenCreationDateTime": header["createdDateTime"],
                "tokenExpirationDateTime": header["lastModifiedDateTime"],
                "tokenValue": planted.ENROLLMENT_TOKEN,
                "qrCodeContent": '{"token":"' + planted.ENROLLMENT_TOKEN + '"}',
                "qrCodeImage": None,
                "configureWifi": index % 2 == 0,
                "wifiSsid": f"{maker.profile.short.lower()}-setup",
                "wifiPassword": planted.WIFI_KEY,
                "wifiSecurityType": "wpa",
                "wifiHidden": False,
            },
        )


def cloud_pcs(maker: Maker, count: int) -> Iterator[Made]:
    """Windows 365: what a Cloud PC is made from, and what its person may do."""
    for index in range(count):
        header = _cloud_header(maker, "Cloud PC", index)
        yield (
            "provisioningPolicies",
            {
                **header,
                "provisioningType": "dedicated",
                "imageId": "microsoftwindowsdesktop_windows-ent-cpc_win11-24h2-ent-cpc-m365",
                "imageDisplayName": "Windows 11 Enterprise + Microsoft 365 Apps 24H2",
                "imageType": "gallery",
                "enableSingleSignOn": True,
                "localAdminEnabled": False,
                "cloudPcNamingTemplate": f"{maker.profile.short}-%USERNAME:5%-%RAND:5%",
                "domainJoinConfigurations": [
                    {"domainJoinType": "azureADJoin", "regionName": "automatic", "regionGroup": "germany"}
                ],
                "windowsSetting": {"locale": maker.pick(("de-DE", "en-GB"))},
                "gracePeriodInHours": 4,
                "managedBy": "windows365",
                "assignments": _cloud_targets(maker, header["id"]),
            },
        )
        header = _cloud_header(maker, "Cloud PC user settings", index)
        yield (
            "userSettings",
            {
                **header,
                "localAdminEnabled": index % 2 == 0,
                "resetEnabled": True,
                "selfServiceEnabled": False,
                "restorePointSetting": {"frequencyType": "twelveHours", "userRestoreEnabled": True},
                "assignments": _cloud_targets(maker, header["id"]),
            },
        )


def _cloud_header(maker: Maker, subject: str, index: int) -> Json:
    header = maker.header("W365", subject, index)
    return {**{key: value for key, value in header.items() if key != "roleScopeTagIds"}, "scopeIds": ["0"]}


def _cloud_targets(maker: Maker, policy: str) -> list[Json]:
    return [
        {
            "id": f"{policy}_{group}",
            "target": {
                "@odata.type": odata("cloudPcManagementGroupAssignmentTarget"),
                "groupId": group,
                "servicePlanId": None,
            },
        }
        for group in maker.some(maker.groups, 0, 2)
    ]
