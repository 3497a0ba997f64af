"""Where the secret-bearing properties of the table of facts stand, by row, as paths that a contract must declare."""

from __future__ import annotations

SETTINGS = ("settings[].**.value",)
SCRIPT = ("scriptContent",)

# Never kept.
HIDDEN: dict[int, tuple[str, ...]] = {
    1: SETTINGS,
    2: SETTINGS,
    4: ("omaSettings[].value", "preSharedKey", "sharedSecret", "trustedRootCertificate"),
    8: ("categories[].settings[].value", "categories[].settings[].valueJson"),
    24: ("enrollmentProfiles[].adminAccountPassword",),
    26: ("tokenValue", "qrCodeContent", "qrCodeImage", "wifiPassword"),
    34: ("certificate",),
    38: ("vppTokenId", "vppTokenAppleId"),
    40: SETTINGS,
    41: ("dataRecoveryCertificate.certificate",),
    43: ("token",),
}

# Kept, because people compare them, and searched for credentials.
SEARCHED: dict[int, tuple[str, ...]] = {
    4: ("payload", "omaSettings[].value"),
    6: ("definitionValues[].presentationValues[].value", "definitionValues[].presentationValues[].values[].value"),
    7: ("content",),
    8: ("categories[].settings[].valueJson",),
    9: ("settingInstance.**.simpleSettingValue.value",),
    10: SCRIPT,
    11: SCRIPT,
    12: SCRIPT,
    13: ("detectionScriptContent", "remediationScriptContent"),
    14: ("detectionScriptContent",),
    32: ("configurationFileContent",),
    38: ("installCommandLine", "uninstallCommandLine", "officeConfigurationXml", "rules[].scriptContent"),
    39: ("payloadJson", "encodedSettingXml", "settings[].appConfigKeyValue"),
    40: ("customSettings[].value",),
}

# Rows that speak of secrets without a property to hide.
WITHOUT_SECRETS: dict[int, str] = {
    3: "says itself that there are none: the script's rules are no secret",
    19: "the text of a message that is sent to people",
    48: "the files' contents are not read",
}

# Objects as a provider may send them; each value that begins with PLANTED must be found by its family's secrets.
PLANTED = "planted-"
CORPUS: dict[str, tuple[dict[str, object], ...]] = {
    "device_configuration": (
        {"@odata.type": "#microsoft.graph.iosWiFiConfiguration", "preSharedKey": "planted-wifi"},
        {"@odata.type": "#microsoft.graph.iosikEv2VpnConfiguration", "sharedSecret": "planted-vpn"},
        {"@odata.type": "#microsoft.graph.aWiFiTypeOfTomorrow", "profiles": [{"preSharedKey": "planted-nested"}]},
        {"@odata.type": "#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration",
         "kioskModeExitCode": "planted-exit"},
        {"@odata.type": "#microsoft.graph.editionUpgradeConfiguration", "productKey": "planted-key",
         "license": "planted-licence"},
        {"@odata.type": "#microsoft.graph.windowsDefenderAdvancedThreatProtectionConfiguration",
         "advancedThreatProtectionOnboardingBlob": "planted-blob",
         "advancedThreatProtectionOffboardingBlob": "planted-blob"},
        {"@odata.type": "#microsoft.graph.windows10CustomConfiguration",
         "omaSettings": [{"isEncrypted": True, "value": "planted-oma"}, {"isEncrypted": False, "value": "shown"}]},
        {"@odata.type": "#microsoft.graph.iosVpnConfiguration", "customData": [{"key": "k", "value": "planted-data"}]},
    ),
    "settings_catalog": (
        {"settings": [{"settingInstance": {"groupSettingCollectionValue": [{"children": [{"simpleSettingValue": {
            "@odata.type": "#microsoft.graph.deviceManagementConfigurationSecretSettingValue",
            "value": "planted-deep", "valueState": "notEncrypted"}}]}]}}]},
        {"settings": [{"settingInstance": {"simpleSettingCollectionValue": [{
            "@odata.type": "#microsoft.graph.deviceManagementConfigurationSecretSettingValue",
            "value": "planted-list"}]}}]},
    ),
    "apple_enrollment_tokens": ({"enrollmentProfiles": [{"adminAccountPassword": "planted-admin"}]},),
    "android_enrollment_profiles": (
        {"tokenValue": "planted-t", "qrCodeContent": "planted-q",
         "qrCodeImage": {"type": "image/png", "value": "planted-i"},
         "wifiPassword": "planted-w"},
    ),
    "vpp_tokens": ({"token": "planted-token"},),
    "apps": ({"vppTokenId": "planted-vpp"},),
    "cloud_pc_provisioning": ({"domainJoinConfigurations": [{"password": "planted-join"}]},),
}  # fmt: skip
