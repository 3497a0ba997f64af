"""Compliance policies of both generations, their scripts and the messages they send."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.device_configuration import SETTING_SECRETS
from tenantpilot.provider.contracts.model import Contract, Part, Reference

_declare = partial(Contract, group="compliance", area="intune/device_configuration")
_ACTIONS = "scheduledActionsForRule($expand=scheduledActionConfigurations)"
_configured = partial(
    _declare, feature="device_configuration", read_permissions=everywhere.CONFIGURATION_READ,
    write_permissions=everywhere.CONFIGURATION_WRITE, assign_path="{id}/assign", assign_statuses=(200,),
)  # fmt: skip
_ACTION_ORDER = ("scheduledActionsForRule", "scheduledActionsForRule[].scheduledActionConfigurations")
_ACTION_REFERENCES = (
    Reference("scheduledActionsForRule[].scheduledActionConfigurations[].notificationTemplateId",
              "notification_template"),
    Reference("scheduledActionsForRule[].scheduledActionConfigurations[].notificationMessageCCList", "group"),
)  # fmt: skip

DEVICE_COMPLIANCE = _configured(
    "device_compliance", 3, "deviceManagement/deviceCompliancePolicies", query=f"$expand=assignments,{_ACTIONS}",
    volatile=frozenset({"version"}), unordered=_ACTION_ORDER,
    references=(*_ACTION_REFERENCES,
                Reference("deviceCompliancePolicyScript.deviceComplianceScriptId", "compliance_script")),
    create_statuses=(201,), update_statuses=(204,), delete_statuses=(200,),
)  # fmt: skip

LINUX_COMPLIANCE = _configured(
    "linux_compliance", 2, "deviceManagement/compliancePolicies", name_property="name",
    area="intune/device_configuration_v2", query="$expand=settings", page_size=100,
    parts=(
        Part("settings", "{id}/settings", page_size=1000, in_list=True),
        Part("scheduledActionsForRule", "{id}/scheduledActionsForRule", "$expand=scheduledActionConfigurations"),
        everywhere.ASSIGNMENTS,
    ),
    counts=(("settings", "settingCount"),), platform_property="platforms",
    volatile=frozenset({"settingCount", "isAssigned"}), secrets=SETTING_SECRETS,
    unordered=("settings", "settings[].**.children", *_ACTION_ORDER),
    references=(
        *_ACTION_REFERENCES,
        Reference("settings[].**.value", "reusable_setting",
                  when=("@odata.type", "#microsoft.graph.deviceManagementConfigurationReferenceSettingValue")),
    ),
    create_statuses=(201,), update_verb="PUT", update_statuses=(204,),
)  # fmt: skip

COMPLIANCE_SCRIPTS = _declare(
    "compliance_scripts", 14, "deviceManagement/deviceComplianceScripts", area="intune/devices",
    feature="scripts", platform="windows",
    read_permissions=everywhere.SCRIPTS_READ, write_permissions=everywhere.SCRIPTS_WRITE,
    parts=(everywhere.ITEM_ASSIGNED,), volatile=frozenset({"version"}),
    texts=everywhere.scripts("detectionScriptContent"), restore_order=80,
    create_statuses=(201,), update_statuses=(200,), delete_statuses=(200,),
)  # fmt: skip

NOTIFICATION_TEMPLATES = _declare(
    "notification_templates", 19, "deviceManagement/notificationMessageTemplates", area="intune/notifications",
    feature="enrollment", read_permissions=everywhere.SERVICE_READ, write_permissions=everywhere.SERVICE_WRITE,
    query="$expand=localizedNotificationMessages", has_assignments=False, restore_order=40,
    volatile=frozenset({"defaultLocale", "localizedNotificationMessages[].id"}),
    unordered=("localizedNotificationMessages",), create_statuses=(200, 201), update_statuses=(200,),
)  # fmt: skip

CONTRACTS = (DEVICE_COMPLIANCE, LINUX_COMPLIANCE, COMPLIANCE_SCRIPTS, NOTIFICATION_TEMPLATES)
