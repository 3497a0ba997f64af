"""Administrative templates with definition and presentation values, uploaded templates, and what came before."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, numbered, odata

_DEFINITIONS = UUID("3d0d6f0f-58b2-46c9-9c0f-6df4a2c1c9b7")  # the same definition has the same id in every tenant
_OLD_TEMPLATE = "d1174162-1dd2-4976-affc-6667049ab0ae"
# Category path, setting, class, presentation: "" for none, a label for text, "0-9" numbers after "#", a list after "*".
_SETTINGS: tuple[tuple[str, str, str, str], ...] = (
    ("\\Microsoft Edge", "Configure the home page URL", "machine", "Home page URL"),
    ("\\Microsoft Edge", "Enable saving passwords to the password manager", "machine", ""),
    ("\\Microsoft Edge\\Extensions", "Control which extensions are installed silently", "machine", "*Extension ids"),
    ("\\Microsoft Edge\\SmartScreen settings", "Configure Microsoft Defender SmartScreen", "user", ""),
    ("\\OneDrive", "Silently sign in users to the OneDrive sync app", "machine", ""),
    ("\\OneDrive", "Set the maximum upload bandwidth", "machine", "#Kilobytes per second"),
    ("\\Windows Components\\File Explorer", "Show hidden files and folders", "user", ""),
    (
        "\\Windows Components\\Remote Desktop Services",
        "Set time limit for disconnected sessions",
        "machine",
        "#Minutes",
    ),
    ("\\System\\Removable Storage Access", "All Removable Storage classes: Deny all access", "machine", ""),
    ("\\System\\Logon", "Show first sign-in animation", "machine", ""),
    ("\\Control Panel\\Personalization", "Force a specific default lock screen", "machine", "Path to the image"),
    ("\\Network\\Network Connections", "Prohibit use of Internet Connection Sharing", "machine", ""),
    ("\\Microsoft Word 2016\\Word Options\\Security", "VBA macro notification settings", "user", "#Level"),
    ("\\Microsoft Outlook 2016\\Account Settings", "Automatically configure profile", "user", ""),
    ("\\Google\\Google Chrome", "Allow the audio sandbox to run", "machine", ""),
    ("\\Google\\Google Chrome\\Extensions", "Configure extension installation blocklist", "machine", "*Extension ids"),
)


def administrative_templates(maker: Maker, count: int) -> Iterator[Made]:
    """Policies of ADMX settings, three to twelve values each."""
    subjects = ("Edge", "OneDrive", "Explorer", "Remote sessions", "Office macros", "Sperrbildschirm", "Chrome")
    for index, subject in numbered(count, subjects):
        header = maker.header("WIN", f"ADMX {subject}", index // len(subjects))
        yield (
            "groupPolicyConfigurations",
            {
                **header,
                "policyConfigurationIngestionType": "builtIn",
                "definitionValues": [_value(maker, header, line) for line in maker.some(_SETTINGS, 3, 12)],
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )


def _value(maker: Maker, header: Json, line: tuple[str, str, str, str]) -> Json:
    path, title, where, shown = line
    dates = {key: header[key] for key in ("createdDateTime", "lastModifiedDateTime")}
    definition = {
        "id": str(uuid5(_DEFINITIONS, path + title)),
        "classType": where,
        "displayName": title,
        "categoryPath": path,
        "supportedOn": "At least Windows 10",
        "policyType": "admxBacked",
        "hasRelatedDefinitions": False,
        "groupPolicyCategoryId": str(uuid5(_DEFINITIONS, path)),
        "minDeviceCspVersion": "5.0",
        "minUserCspVersion": "5.0",
        "version": "1.0",
        "lastModifiedDateTime": "2023-03-15T01:31:30.869884Z",
    }
    enabled = maker.chance(0.85)
    return {
        **dates,
        "id": maker.guid(),
        "enabled": enabled,
        "configurationType": "policy",
        "definition": definition,
        "presentationValues": [_presented(maker, dates, title, shown)] if shown and enabled else [],
    }


def _presented(maker: Maker, dates: Json, title: str, shown: str) -> Json:
    label = shown.lstrip("#*")
    content: Json
    presentation = {"id": str(uuid5(_DEFINITIONS, title + label)), "label": label, "required": True}
    if shown.startswith("#"):
        kind, content = "Decimal", {"value": maker.number(1, 500)}
        presentation |= {"@odata.type": odata("groupPolicyPresentationDecimalTextBox"), "maxValue": 9999}
    elif shown.startswith("*"):
        kind, content = "List", {"values": [{"name": maker.guid()[:8] + "extension", "value": None} for _ in range(2)]}
        presentation |= {"@odata.type": odata("groupPolicyPresentationListBox"), "explicitValue": False}
    else:
        kind, content = "Text", {"value": f"https://start.{maker.profile.domain}/{maker.number(1, 9)}"}
        presentation |= {"@odata.type": odata("groupPolicyPresentationTextBox"), "maxLength": 1000}
    return {
        "@odata.type": odata(f"groupPolicyPresentationValue{kind}"),
        **dates,
        "id": maker.guid(),
        **content,
        "presentation": presentation,
    }


def uploaded_definitions(maker: Maker, count: int) -> Iterator[Made]:
    """ADMX files administrators brought along."""
    names = ("mozilla.admx", "firefox.admx", "zoom.admx", "acrobat.admx")
    for index in range(count):
        name = names[index % len(names)]
        dates = maker.dates()
        yield (
            "groupPolicyUploadedDefinitionFiles",
            {
                "id": maker.guid(),
                "displayName": name,
                "fileName": name,
                "description": None,
                "languageCodes": ["en-US"],
                "targetPrefix": name.partition(".")[0],
                "targetNamespace": f"Vendor.Policies.{name.partition('.')[0].title()}",
                "policyType": "admxIngested",
                "revision": "1.0",
                "status": "available",
                "uploadDateTime": dates["lastModifiedDateTime"],
                "lastModifiedDateTime": dates["lastModifiedDateTime"],
                "content": None,
                "defaultLanguageCode": "en-US",
                "groupPolicyUploadedLanguageFiles": [],
                "groupPolicyOperations": [],
                "definitions": [],
            },
        )


def intents(maker: Maker, count: int) -> Iterator[Made]:
    """Endpoint security as it was before the Settings Catalog."""
    if count:
        yield "templates", _old_template()
    for index in range(count):
        header = maker.header("WIN", "Disk encryption (former)", index)
        del header["createdDateTime"]
        settings = [
            _setting(
                maker,
                "Boolean",
                "deviceConfiguration--windows10EndpointProtectionConfiguration_bitLockerEnableStorageCardEncryptionOnMobile",
                True,
            ),
            _setting(
                maker,
                "Boolean",
                "deviceConfiguration--windows10EndpointProtectionConfiguration_bitLockerDisableWarningForOtherDiskEncryption",
                index % 2 == 0,
            ),
            _setting(
                maker,
                "String",
                "deviceConfiguration--windows10EndpointProtectionConfiguration_bitLockerRecoveryPasswordRotation",
                "enabledForAzureAd",
            ),
        ]
        yield (
            "intents",
            {
                **header,
                "isAssigned": True,
                "isMigratingToConfigurationPolicy": False,
                "templateId": _OLD_TEMPLATE,
                "settings": settings,
                "categories": [{"id": _CATEGORY, "displayName": "BitLocker - Base Settings", "settings": settings}],
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )


_CATEGORY = str(uuid5(_DEFINITIONS, "former category"))


def _old_template() -> Json:
    return {
        "id": _OLD_TEMPLATE,
        "displayName": "BitLocker",
        "description": None,
        "versionInfo": "2",
        "isDeprecated": False,
        "intentCount": 1,
        "templateType": "securityTemplate",
        "templateSubtype": "diskEncryption",
        "platformType": "windows10AndLater",
        "publishedDateTime": "2020-02-18T00:00:00Z",
        "settings": [],
        "categories": [
            {
                "id": _CATEGORY,
                "displayName": "BitLocker - Base Settings",
                "settingDefinitions": [],
                "recommendedSettings": [],
            }
        ],
    }


def _setting(maker: Maker, kind: str, definition: str, value: object) -> Json:
    return {
        "@odata.type": odata(f"deviceManagement{kind}SettingInstance"),
        "id": maker.guid(),
        "definitionId": definition,
        "value": value,
        "valueJson": str(value).lower() if isinstance(value, bool) else f'"{value}"',
    }


def reusable_settings(maker: Maker, count: int) -> Iterator[Made]:
    """Groups of firewall rules and scripts that several policies share."""
    for index in range(count):
        header = maker.header("WIN", "Trusted networks", index)
        del header["roleScopeTagIds"]
        yield (
            "reusablePolicySettings",
            {
                **header,
                "version": 1,
                "referencingConfigurationPolicyCount": index % 3,
                "settingDefinitionId": "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}",
                "settingInstance": {
                    "@odata.type": odata("deviceManagementConfigurationSimpleSettingInstance"),
                    "settingDefinitionId": "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_addresses",
                    "settingInstanceTemplateReference": None,
                    "simpleSettingValue": {
                        "@odata.type": odata("deviceManagementConfigurationStringSettingValue"),
                        "settingValueTemplateReference": None,
                        "value": f"10.{maker.number(1, 200)}.0.0/16",
                    },
                },
                "referencingConfigurationPolicies": [],
            },
        )
