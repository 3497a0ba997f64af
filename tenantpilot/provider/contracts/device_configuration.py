"""Device configuration: settings catalog, templates, administrative templates, reusable settings, hardware."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import Contract, Part, Reference, Secret, Text

_declare = partial(
    Contract, group="device_configuration", feature="device_configuration", area="intune/device_configuration",
    read_permissions=everywhere.CONFIGURATION_READ, write_permissions=everywhere.CONFIGURATION_WRITE,
)  # fmt: skip
_assigned = partial(_declare, assign_path="{id}/assign", assign_statuses=(200,))

# A secret setting carries its value, or a token that stands for it, beside its type.
_SECRET_TYPE = ("@odata.type", "#microsoft.graph.deviceManagementConfigurationSecretSettingValue")
_REFERENCE_TYPE = ("@odata.type", "#microsoft.graph.deviceManagementConfigurationReferenceSettingValue")
SETTING_SECRETS = (Secret("settings[].**.value", when=_SECRET_TYPE),)
UPDATE_RING_TYPES = frozenset({
    "windowsUpdateForBusinessConfiguration", "iosUpdateConfiguration", "macOSSoftwareUpdateConfiguration",
})  # fmt: skip

SETTINGS_CATALOG = _assigned(
    "settings_catalog", 1, "deviceManagement/configurationPolicies", name_property="name",
    area="intune/device_configuration_v2", query="$expand=assignments,settings", page_size=100,
    parts=(Part("settings", "{id}/settings", page_size=1000, in_list=True),), counts=(("settings", "settingCount"),),
    platform_property="platforms",
    volatile=frozenset({"settingCount", "isAssigned", "creationSource", "priorityMetaData"}),
    secrets=SETTING_SECRETS, unordered=("settings", "settings[].**.children"),
    references=(Reference("settings[].**.value", "reusable_setting", when=_REFERENCE_TYPE),),
    create_statuses=(201,), update_verb="PUT", update_statuses=(204,), delete_statuses=(200,),
)  # fmt: skip

DEVICE_CONFIGURATION = _assigned(
    "device_configuration", 4, "deviceManagement/deviceConfigurations", query="$expand=assignments", page_size=1000,
    not_types=UPDATE_RING_TYPES, volatile=frozenset({"version", "supportsScopeTags"}),
    volatile_when_null=frozenset({
        "deviceManagementApplicabilityRuleOsEdition", "deviceManagementApplicabilityRuleOsVersion",
        "deviceManagementApplicabilityRuleDeviceMode",
    }),
    secrets=(
        Secret("omaSettings[].value", when=("isEncrypted", "true")),
        *everywhere.secret(
            "preSharedKey", "sharedSecret", "trustedRootCertificate", "customData[].value",
            "customKeyValueData[].value", "license", "fileVaultInstitutionalRecoveryKeyCertificate",
        ),
    ),
    texts=(
        Text("payload", "plist", is_base64=True), Text("configurationXml", "xml", is_base64=True),
        Text("customXml", "xml", is_base64=True), Text("eapXml", "xml", is_base64=True),
        Text("**.startMenuLayoutXml", "xml", is_base64=True), Text("omaSettings[].value", "plain"),
    ),
    create_statuses=(201,), update_statuses=(204,), delete_statuses=(200,),
)  # fmt: skip

# Its limit is not published and lower than its neighbours': an area of its own keeps their budget apart.
ADMINISTRATIVE_TEMPLATES = _assigned(
    "administrative_templates", 6, "deviceManagement/groupPolicyConfigurations", query="$expand=assignments",
    page_size=1000, platform="windows", area="intune/group_policy",
    parts=(
        Part("definitionValues", "{id}/definitionValues", "$expand=definition"),
        Part("presentationValues", "{id}/definitionValues/{part}/presentationValues", "$expand=presentation",
             per="definitionValues"),
    ),
    volatile=frozenset({"policyConfigurationIngestionType"}),
    texts=(Text("definitionValues[].presentationValues[].value"),
           Text("definitionValues[].presentationValues[].values[].value")),
    unordered=("definitionValues", "definitionValues[].presentationValues"),
    create_statuses=(201,), update_statuses=(200,), delete_statuses=(204,),
)  # fmt: skip

ADMX_FILES = _declare(
    "admx_files", 7, "deviceManagement/groupPolicyUploadedDefinitionFiles", name_property="fileName",
    platform="windows", scope_tags="", has_assignments=False, restore_order=45, area="intune/group_policy",
    volatile=frozenset({
        "status", "uploadDateTime", "languageCodes", "targetPrefix", "targetNamespace", "policyType", "revision",
    }),
    texts=(Text("content", "xml", is_base64=True),
           Text("groupPolicyUploadedLanguageFiles[].content", "xml", is_base64=True)),
    unordered=("groupPolicyUploadedLanguageFiles",), create_statuses=(201,), update_verb="",
)  # fmt: skip

REUSABLE_SETTINGS = _declare(
    "reusable_settings", 9, "deviceManagement/reusablePolicySettings", area="intune/device_configuration_v2",
    query="$select=id,displayName,description,settingDefinitionId,settingInstance,version,lastModifiedDateTime",
    page_size=999, scope_tags="", has_assignments=False, restore_order=70,
    volatile=frozenset({"version", "referencingConfigurationPolicyCount", "createdDateTime"}),
    secrets=(Secret("settingInstance.**.value", when=_SECRET_TYPE),),
    texts=(Text("settingInstance.**.simpleSettingValue.value", "script"),),
    unordered=("settingInstance.**.children",), create_statuses=(201,), update_verb="PUT", update_statuses=(204,),
)  # fmt: skip

HARDWARE_CONFIGURATIONS = _declare(
    "hardware_configurations", 32, "deviceManagement/hardwareConfigurations", query="$expand=assignments",
    platform="windows", volatile=frozenset({"version"}), parts=(everywhere.ITEM,),
    texts=(Text("configurationFileContent", "plain", is_base64=True),), assign_path="{id}/assign",
)  # fmt: skip

CONTRACTS = (
    SETTINGS_CATALOG, DEVICE_CONFIGURATION, ADMINISTRATIVE_TEMPLATES, ADMX_FILES, REUSABLE_SETTINGS,
    HARDWARE_CONFIGURATIONS,
)  # fmt: skip
