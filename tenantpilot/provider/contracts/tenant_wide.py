"""Settings of which a tenant has one: connectors, certificates, clean-up rules."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import Contract

_declare = partial(
    Contract, group="tenant_wide", feature="enrollment", scope_tags="", has_assignments=False,
    read_permissions=everywhere.SERVICE_READ, write_permissions=everywhere.SERVICE_WRITE,
)  # fmt: skip
_partner = partial(_declare, area="intune/device_enrollment",
                   volatile=frozenset({"lastHeartbeatDateTime", "partnerState", "lastConnectionDateTime"}))  # fmt: skip
_SINGLE_VOLATILE = frozenset({
    "expirationDateTime", "lastModifiedDateTime", "topicIdentifier", "lastAppSyncDateTime",
})  # fmt: skip
_single = partial(
    _declare, is_singleton=True, name_property="", volatile=_SINGLE_VOLATILE, area="intune/device_configuration",
)  # fmt: skip

COMPLIANCE_PARTNERS = _partner("compliance_partners", 33, "deviceManagement/complianceManagementPartners")
THREAT_DEFENSE_CONNECTORS = _partner(
    "threat_defense_connectors", 33, "deviceManagement/mobileThreatDefenseConnectors", name_property="id",
)  # fmt: skip
MANAGEMENT_PARTNERS = _partner("management_partners", 33, "deviceManagement/deviceManagementPartners")
REMOTE_ASSISTANCE_PARTNERS = _partner(
    "remote_assistance_partners", 33, "deviceManagement/remoteAssistancePartners", area="intune/remote_assistance",
)  # fmt: skip

TENANT_SETTINGS = _single(
    "tenant_settings", 34, "deviceManagement/settings", feature="device_configuration", update_statuses=(204,),
    read_permissions=everywhere.CONFIGURATION_READ, write_permissions=everywhere.CONFIGURATION_WRITE,
)  # fmt: skip
APPLE_PUSH_CERTIFICATE = _single(
    "apple_push_certificate", 34, "deviceManagement/applePushNotificationCertificate", update_verb="",
    area="intune/devices", secrets=everywhere.secret("certificate", "certificateSigningRequest"),
)  # fmt: skip
MANAGED_GOOGLE_PLAY = _single(
    "managed_google_play", 34, "deviceManagement/androidManagedStoreAccountEnterpriseSettings", platform="android",
    area="intune/android_for_work", feature="device_configuration",
    read_permissions=everywhere.CONFIGURATION_READ, write_permissions=everywhere.CONFIGURATION_WRITE,
)  # fmt: skip

CLEANUP_RULES = _declare(
    "cleanup_rules", 37, "deviceManagement/managedDeviceCleanupRules", area="intune/devices", feature="devices",
    read_permissions=everywhere.DEVICES_READ, write_permissions=everywhere.DEVICES_WRITE,
    volatile=frozenset({"lastModifiedDateTime"}),
)  # fmt: skip

CONTRACTS = (
    COMPLIANCE_PARTNERS, THREAT_DEFENSE_CONNECTORS, MANAGEMENT_PARTNERS, REMOTE_ASSISTANCE_PARTNERS, TENANT_SETTINGS,
    APPLE_PUSH_CERTIFICATE, MANAGED_GOOGLE_PLAY, CLEANUP_RULES,
)  # fmt: skip
