"""Where the secret-bearing properties of the table of facts stand: by row, the paths that a contract must declare."""

from __future__ import annotations

SETTINGS = ("settings[].**.value",)
SCRIPT = ("scriptContent",)

PLACES: dict[int, tuple[str, ...]] = {
    1: SETTINGS,
    2: SETTINGS,
    4: ("omaSettings[].value", "preSharedKey", "sharedSecret", "trustedRootCertificate", "payload"),
    6: ("definitionValues[].presentationValues[].value", "definitionValues[].presentationValues[].values[].value"),
    7: ("content",),
    8: ("categories[].settings[].valueJson", "categories[].settings[].value"),
    9: ("settingInstance.**.simpleSettingValue.value",),
    10: SCRIPT,
    11: SCRIPT,
    12: SCRIPT,
    13: ("detectionScriptContent", "remediationScriptContent"),
    14: ("detectionScriptContent",),
    24: ("enrollmentProfiles[].adminAccountPassword",),
    26: ("tokenValue", "qrCodeContent", "qrCodeImage", "wifiPassword"),
    32: ("configurationFileContent",),
    34: ("certificate",),
    38: ("installCommandLine", "uninstallCommandLine", "officeConfigurationXml", "rules[].scriptContent",
         "vppTokenId"),
    39: ("payloadJson", "encodedSettingXml", "settings[].appConfigKeyValue"),
    40: ("customSettings[].value", *SETTINGS),
    41: ("dataRecoveryCertificate.certificate",),
    43: ("token",),
}  # fmt: skip

# Rows that speak of secrets without a property to hide.
WITHOUT_SECRETS: dict[int, str] = {
    3: "says itself that there are none: the script's rules are no secret",
    19: "the text of a message that is sent to people",
    48: "the files' contents are not read",
}
