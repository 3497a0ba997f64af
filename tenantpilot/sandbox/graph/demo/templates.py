"""Device configuration by template: restrictions, Wi-Fi, VPN, certificates, custom settings and update rings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo import planted
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, encoded, numbered, odata

_NEVER = "0001-01-01T00:00:00Z"
_RULES: Json = {
    "deviceManagementApplicabilityRuleOsEdition": None,
    "deviceManagementApplicabilityRuleOsVersion": None,
    "deviceManagementApplicabilityRuleDeviceMode": None,
}


def device_configurations(maker: Maker, count: int) -> Iterator[Made]:
    """Every kind in turn."""
    for index, (platform, subject, kind, content) in numbered(count, _KINDS):
        turn = index // len(_KINDS)
        header = maker.header(platform, subject, turn)
        yield (
            "deviceConfigurations",
            {
                "@odata.type": odata(kind),
                **header,
                "version": maker.number(1, 9),
                "supportsScopeTags": True,
                **_RULES,
                **content(maker, turn),
                "assignments": maker.assignments(header["id"], _FILTERED.get(platform, "")),
            },
        )


def _update_ring(maker: Maker, turn: int) -> Json:
    return {
        "deliveryOptimizationMode": maker.pick(("userDefined", "httpOnly", "httpWithPeeringNat")),
        "prereleaseFeatures": "userDefined",
        "automaticUpdateMode": maker.pick(("windowsDefault", "autoInstallAtMaintenanceTime")),
        "microsoftUpdateServiceAllowed": True,
        "driversExcluded": maker.chance(0.3),
        "installationSchedule": None,
        "qualityUpdatesDeferralPeriodInDays": turn * 3,
        "featureUpdatesDeferralPeriodInDays": turn * 15,
        "qualityUpdatesPaused": False,
        "featureUpdatesPaused": False,
        "qualityUpdatesPauseExpiryDateTime": _NEVER,
        "featureUpdatesPauseExpiryDateTime": _NEVER,
        "qualityUpdatesPauseStartDate": None,
        "featureUpdatesPauseStartDate": None,
        "qualityUpdatesWillBeRolledBack": False,
        "featureUpdatesWillBeRolledBack": False,
        "qualityUpdatesRollbackStartDateTime": _NEVER,
        "featureUpdatesRollbackStartDateTime": _NEVER,
        "featureUpdatesRollbackWindowInDays": maker.pick((10, 30, 60)),
        "businessReadyUpdatesOnly": "userDefined",
        "skipChecksBeforeRestart": False,
        "updateWeeks": None,
        "deadlineForFeatureUpdatesInDays": maker.number(3, 14),
        "deadlineForQualityUpdatesInDays": maker.number(1, 7),
        "deadlineGracePeriodInDays": maker.number(1, 3),
        "postponeRebootUntilAfterDeadline": False,
        "allowWindows11Upgrade": True,
        "userPauseAccess": maker.pick(("enabled", "disabled")),
        "userWindowsUpdateScanAccess": "enabled",
    }


def _ios_updates(maker: Maker, turn: int) -> Json:
    return {
        "activeHoursStart": "08:00:00.0000000",
        "activeHoursEnd": f"{17 + turn % 3}:00:00.0000000",
        "scheduledInstallDays": [],
        "utcTimeOffsetInMinutes": maker.pick((0, 60, 120)),
        "enforcedSoftwareUpdateDelayInDays": maker.number(0, 21),
        "updateScheduleType": "updateOutsideOfActiveHours",
        "updateTimeWindows": [],
        "desiredOsVersion": maker.pick(("18.6", "18.7", "26.0")),
    }


def _custom(maker: Maker, turn: int) -> Json:
    secret = maker.guid()
    plain = {
        "@odata.type": odata("omaSettingInteger"),
        "displayName": "Fast startup",
        "description": None,
        "omaUri": "./Device/Vendor/MSFT/Policy/Config/Power/EnableFastStartup",
        "secretReferenceValueId": None,
        "isEncrypted": False,
        "value": turn % 2,
    }
    hidden = {
        "@odata.type": odata("omaSettingString"),
        "displayName": "Line printer account",
        "description": "Used by the label printers",
        "omaUri": "./Vendor/MSFT/Policy/Config/Labels/AccountPassword",
        "secretReferenceValueId": f"{secret}_{turn}_{maker.profile.short}",
        "isEncrypted": True,
        "value": planted.OMA_SETTING,
    }
    return {"omaSettings": [plain, hidden]}


def _wifi(maker: Maker, turn: int) -> Json:
    return {
        "networkName": f"{maker.profile.short}-{maker.pick(maker.profile.sites)}",
        "ssid": f"{maker.profile.short.lower()}-corp-{turn}",
        "connectAutomatically": True,
        "connectWhenNetworkNameIsHidden": maker.chance(0.3),
        "wifiSecurityType": "wpa2Personal",
        "meteredConnectionLimit": "unrestricted",
        "preSharedKey": planted.WIFI_KEY,
        "forceFIPSCompliance": False,
        "proxySetting": "none",
        "proxyManualAddress": None,
        "proxyManualPort": None,
    }


def _mobile_wifi(maker: Maker, turn: int) -> Json:
    return {
        "networkName": f"{maker.profile.short} Mobile",
        "ssid": f"{maker.profile.short.lower()}-mobile-{turn}",
        "connectAutomatically": True,
        "connectWhenNetworkNameIsHidden": False,
        "wiFiSecurityType": "wpaPersonal",
        "preSharedKey": planted.WIFI_KEY,
        "proxySettings": "none",
    }


def _vpn(maker: Maker, turn: int) -> Json:
    servers = [
        {"description": site, "address": f"vpn{place}.{maker.profile.domain}", "isDefaultServer": place == 0}
        for place, site in enumerate(maker.profile.sites[:3])
    ]
    return {
        "connectionName": f"{maker.profile.short} Tunnel",
        "servers": servers,
        "connectionType": "l2tp",
        "authenticationMethod": "usernameAndPassword",
        "sharedSecret": planted.VPN_SHARED_SECRET,
        "enableSplitTunneling": turn % 2 == 0,
        "enableAlwaysOn": maker.chance(0.5),
        "dnsSuffixes": [f"corp.{maker.profile.domain}"],
        "proxyServer": None,
    }


def _restrictions(maker: Maker, turn: int) -> Json:
    return {
        "bluetoothBlocked": False,
        "cameraBlocked": maker.chance(0.2),
        "cellularBlockDataWhenRoaming": maker.chance(0.4),
        "cortanaBlocked": maker.chance(0.7),
        "defenderBlockEndUserAccess": False,
        "edgeBlockPopups": maker.chance(0.6),
        "lockScreenBlockActionCenterNotifications": True,
        "oneDriveDisableFileSync": False,
        "passwordMinimumLength": 8 + turn % 5,
        "passwordRequired": True,
        "passwordRequiredType": "alphanumeric",
        "screenCaptureBlocked": maker.chance(0.2),
        "settingsBlockChangeRegion": False,
        "storageBlockRemovableStorage": maker.chance(0.5),
        "usbBlocked": False,
        "windowsSpotlightBlocked": True,
        "wirelessDisplayBlockProjectionToThisDevice": maker.chance(0.5),
    }


def _ios_restrictions(maker: Maker, turn: int) -> Json:
    return {
        "accountBlockModification": maker.chance(0.3),
        "airDropBlocked": maker.chance(0.5),
        "appStoreBlockInAppPurchases": True,
        "appStoreRequirePassword": False,
        "cameraBlocked": False,
        "documentsBlockManagedDocumentsInUnmanagedApps": True,
        "documentsBlockUnmanagedDocumentsInManagedApps": maker.chance(0.5),
        "iCloudBlockBackup": maker.chance(0.6),
        "iCloudBlockDocumentSync": maker.chance(0.6),
        "passcodeMinimumLength": 6 + turn % 3,
        "passcodeRequired": True,
        "screenCaptureBlocked": maker.chance(0.3),
        "siriBlockedWhenLocked": True,
        "compliantAppsList": [],
        "compliantAppListType": "none",
    }


def _android_owner(maker: Maker, turn: int) -> Json:
    return {
        "appsAutoUpdatePolicy": maker.pick(("wiFiOnly", "always", "userChoice")),
        "bluetoothBlockConfiguration": maker.chance(0.2),
        "cameraBlocked": False,
        "dataRoamingBlocked": maker.chance(0.5),
        "factoryResetBlocked": True,
        "kioskModeApps": [],
        "passwordMinimumLength": 6 + turn % 3,
        "passwordRequiredType": "numericComplex",
        "screenCaptureBlocked": maker.chance(0.3),
        "statusBarBlocked": maker.chance(0.3),
        "systemUpdateInstallType": maker.pick(("automatic", "postpone", "windowed")),
        "usersBlockAdd": True,
    }


def _work_profile(maker: Maker, turn: int) -> Json:
    return {
        "passwordMinimumLength": 6 + turn % 2,
        "passwordRequiredType": "numericComplex",
        "workProfileBlockCamera": False,
        "workProfileBlockCrossProfileCopyPaste": True,
        "workProfileBlockScreenCapture": maker.chance(0.6),
        "workProfileDataSharingType": maker.pick(("preventAny", "allowPersonalToWork")),
        "workProfileDefaultAppPermissionPolicy": "deviceDefault",
        "securityRequireVerifyApps": True,
    }


def _trusted_root(maker: Maker, turn: int) -> Json:
    return {
        "certFileName": f"{maker.profile.short.lower()}-root-{turn}.cer",
        "destinationStore": "computerCertStoreRoot",
        "trustedRootCertificate": encoded(f"certificate {maker.profile.short} root {turn} {maker.guid()}"),
    }


def _scep(maker: Maker, turn: int) -> Json:
    return {
        "certificateStore": "machine",
        "certificateValidityPeriodScale": "years",
        "certificateValidityPeriodValue": 1 + turn % 2,
        "extendedKeyUsages": [{"name": "Client Authentication", "objectIdentifier": "1.3.6.1.5.5.7.3.2"}],
        "hashAlgorithm": "sha2",
        "keySize": "size2048",
        "keyStorageProvider": "useTpmKspOtherwiseUseSoftwareKsp",
        "keyUsage": "keyEncipherment,digitalSignature",
        "renewalThresholdPercentage": 20,
        "scepServerUrls": [f"https://scep.{maker.profile.domain}/certsrv/mscep/mscep.dll"],
        "subjectAlternativeNameType": "domainNameService",
        "subjectNameFormat": "custom",
        "subjectNameFormatString": "CN={{AAD_Device_ID}}",
    }


def _mobile_profile(maker: Maker, turn: int) -> Json:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>PayloadIdentifier</key>'
        f"<string>{maker.profile.domain}.profile{turn}</string><key>PayloadVersion</key><integer>1</integer></dict></plist>"
    )
    return {
        "payloadName": f"{maker.profile.short} profile {turn}",
        "payloadFileName": f"profile-{turn}.mobileconfig",
        "payload": encoded(text),
        "deploymentChannel": "deviceChannel",
    }


def _email(maker: Maker, turn: int) -> Json:
    return {
        "accountName": f"{maker.profile.short} Mail",
        "authenticationMethod": "usernameAndPassword",
        "blockMovingMessagesToOtherEmailAccounts": True,
        "durationOfEmailToSync": maker.pick(("oneWeek", "oneMonth", "unlimited")),
        "emailAddressSource": "userPrincipalName",
        "hostName": "outlook.office365.com",
        "requireSsl": True,
        "useOAuth": turn % 2 == 0,
    }


def _kiosk(maker: Maker, turn: int) -> Json:
    return {
        "kioskBrowserDefaultUrl": f"https://kiosk{turn}.{maker.profile.domain}",
        "kioskBrowserEnableHomeButton": True,
        "kioskBrowserEnableNavigationButtons": False,
        "kioskBrowserRestartOnIdleTimeInMinutes": maker.number(5, 30),
        "edgeKioskEnablePublicBrowsing": False,
        "windowsKioskForceUpdateSchedule": None,
        "kioskProfiles": [],
    }


def _shared_pc(maker: Maker, turn: int) -> Json:
    return {
        "accountManagerPolicy": {
            "accountDeletionPolicy": "diskSpaceThreshold",
            "cacheAccountsAboveDiskFreePercentage": 50,
            "inactiveThresholdDays": 30,
            "removeAccountsBelowDiskFreePercentage": 20 + turn % 3,
        },
        "allowLocalStorage": maker.chance(0.4),
        "disableAccountManager": False,
        "disablePowerPolicies": False,
        "idleTimeBeforeSleepInSeconds": maker.number(300, 3600),
        "maintenanceStartTime": "03:00:00.0000000",
    }


def _health(maker: Maker, _turn: int) -> Json:
    return {
        "allowDeviceHealthMonitoring": "enabled",
        "configDeviceHealthMonitoringScope": maker.pick(("bootPerformance", "windowsUpdates")),
        "configDeviceHealthMonitoringCustomScope": None,
    }


def _identity(maker: Maker, turn: int) -> Json:
    return {
        "enhancedAntiSpoofingForFacialFeaturesEnabled": True,
        "pinMinimumLength": 6 + turn % 3,
        "pinMaximumLength": 127,
        "securityDeviceRequired": True,
        "unlockWithBiometricsEnabled": True,
        "useCertificatesForOnPremAuthEnabled": maker.chance(0.3),
        "windowsHelloForBusinessBlocked": False,
    }


_Content = Callable[[Maker, int], Json]
_KINDS: tuple[tuple[str, str, str, _Content], ...] = (
    ("WIN", "Update ring", "windowsUpdateForBusinessConfiguration", _update_ring),
    ("WIN", "Device restrictions", "windows10GeneralConfiguration", _restrictions),
    ("WIN", "Label printers", "windows10CustomConfiguration", _custom),
    ("WIN", "Wi-Fi", "windowsWifiConfiguration", _wifi),
    ("WIN", "VPN", "windows10VpnConfiguration", _vpn),
    ("WIN", "Trusted root", "windows81TrustedRootCertificate", _trusted_root),
    ("WIN", "SCEP device certificate", "windows81SCEPCertificateProfile", _scep),
    ("MAC", "Configuration profile", "macOSCustomConfiguration", _mobile_profile),
    ("IOS", "Restrictions", "iosGeneralDeviceConfiguration", _ios_restrictions),
    ("IOS", "Wi-Fi", "iosWiFiConfiguration", _mobile_wifi),
    ("IOS", "Software updates", "iosUpdateConfiguration", _ios_updates),
    ("IOS", "Mail", "iosEasEmailProfileConfiguration", _email),
    ("AND", "Fully managed restrictions", "androidDeviceOwnerGeneralDeviceConfiguration", _android_owner),
    ("AND", "Work profile restrictions", "androidWorkProfileGeneralDeviceConfiguration", _work_profile),
    ("WIN", "Kiosk", "windowsKioskConfiguration", _kiosk),
    ("WIN", "Shared PC", "sharedPCConfiguration", _shared_pc),
    ("WIN", "Health monitoring", "windowsHealthMonitoringConfiguration", _health),
    ("WIN", "Windows Hello", "windowsIdentityProtectionConfiguration", _identity),
)
_FILTERED = {"WIN": "windows10", "MAC": "macOS", "IOS": "iOS", "AND": "android"}
