"""How devices come under management: Autopilot, Apple, Android, restrictions, terms, categories, appearance."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import Contract, Part, Reference, Text

_declare = partial(
    Contract, group="enrollment", feature="enrollment", area="intune/enrollment",
    read_permissions=everywhere.SERVICE_READ, write_permissions=everywhere.SERVICE_WRITE,
)  # fmt: skip

TERMS_AND_CONDITIONS = _declare(
    "terms_and_conditions", 20, "deviceManagement/termsAndConditions", area="intune/company_terms",
    parts=(everywhere.ASSIGNMENTS,), volatile=frozenset({"version", "modifiedDateTime"}),
    create_statuses=(201,), update_statuses=(200,), assign_path="{id}/assignments",
)  # fmt: skip

DEVICE_CATEGORIES = _declare(
    "device_categories", 21, "deviceManagement/deviceCategories", area="intune/device_enrollment", feature="devices",
    read_permissions=everywhere.DEVICES_READ, write_permissions=everywhere.DEVICES_WRITE, page_size=500,
    has_assignments=False, create_statuses=(201,), update_statuses=(200,),
)  # fmt: skip

ENROLLMENT_CONFIGURATIONS = _declare(
    "enrollment_configurations", 22, "deviceManagement/deviceEnrollmentConfigurations", query="$expand=assignments",
    area="intune/device_enrollment",
    # The order of evaluation is configuration, although the object does not carry it when it is created.
    volatile=frozenset({"version", "deviceEnrollmentConfigurationType", "platformType"}),
    unordered=("selectedMobileAppIds", "notificationTemplates"),
    references=(Reference("selectedMobileAppIds[]", "app"),
                Reference("notificationTemplates[]", "notification_template")),
    create_statuses=(201,), update_statuses=(200,), assign_path="{id}/assign",
    assign_property="enrollmentConfigurationAssignments", assign_statuses=(200,),
)  # fmt: skip

AUTOPILOT_PROFILES = _declare(
    "autopilot_profiles", 23, "deviceManagement/windowsAutopilotDeploymentProfiles", query="$expand=assignments",
    platform="windows", volatile=frozenset({"managementServiceAppId"}),
    create_statuses=(201,), update_statuses=(200,), delete_statuses=(200,), assign_path="{id}/assignments",
    assign_property="", assign_statuses=(201,),
)  # fmt: skip

APPLE_ENROLLMENT_TOKENS = _declare(
    "apple_enrollment_tokens", 24, "deviceManagement/depOnboardingSettings", name_property="tokenName",
    has_assignments=False, parts=(Part("enrollmentProfiles", "{id}/enrollmentProfiles"),),
    volatile=frozenset({
        "lastSyncTriggeredDateTime", "lastSuccessfulSyncDateTime", "lastSyncErrorCode", "syncedDeviceCount",
        "tokenExpirationDateTime",
    }),
    secrets=everywhere.secret("enrollmentProfiles[].adminAccountPassword", "depToken", "appleToken"),
    unordered=("enrollmentProfiles",), update_statuses=(204,),
)  # fmt: skip

APPLE_USER_ENROLLMENT = _declare(
    "apple_user_enrollment", 25, "deviceManagement/appleUserInitiatedEnrollmentProfiles", scope_tags="",
    parts=(everywhere.ASSIGNMENTS,), assign_path="{id}/assignments", assign_property="",
)  # fmt: skip

ANDROID_ENROLLMENT_PROFILES = _declare(
    "android_enrollment_profiles", 26, "deviceManagement/androidDeviceOwnerEnrollmentProfiles",
    area="intune/android_for_work", feature="device_configuration", platform="android", has_assignments=False,
    read_permissions=everywhere.CONFIGURATION_READ, write_permissions=everywhere.CONFIGURATION_WRITE,
    volatile=frozenset({"enrolledDeviceCount", "tokenCreationDateTime", "enrollmentTokenUsageCount"}),
    secrets=everywhere.secret("tokenValue", "qrCodeContent", "qrCodeImage", "wifiPassword"),
)  # fmt: skip

BRANDING_PROFILES = _declare(
    "branding_profiles", 31, "deviceManagement/intuneBrandingProfiles", name_property="profileName",
    area="intune/applications", feature="apps", query="$expand=assignments",
    read_permissions=everywhere.APPS_READ, write_permissions=everywhere.APPS_WRITE,
    volatile=frozenset({"isDefaultProfile", "disableClientTelemetry"}), assign_path="{id}/assign",
    texts=(Text("customPrivacyMessage"),),
)  # fmt: skip

CONTRACTS = (
    TERMS_AND_CONDITIONS, DEVICE_CATEGORIES, ENROLLMENT_CONFIGURATIONS, AUTOPILOT_PROFILES, APPLE_ENROLLMENT_TOKENS,
    APPLE_USER_ENROLLMENT, ANDROID_ENROLLMENT_PROFILES, BRANDING_PROFILES,
)  # fmt: skip
