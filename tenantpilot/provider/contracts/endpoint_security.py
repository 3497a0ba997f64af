"""Endpoint security intents, the older kind. The newer kind are policies of the settings catalog."""

from __future__ import annotations

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import Contract, Part, Secret, Text

ENDPOINT_SECURITY_INTENTS = Contract(
    "endpoint_security_intents", 8, "deviceManagement/intents", group="endpoint_security", area="intune/device_intent",
    feature="device_configuration", page_size=1000,
    read_permissions=everywhere.CONFIGURATION_READ, write_permissions=everywhere.CONFIGURATION_WRITE,
    parts=(
        Part("categories", "/deviceManagement/templates/{templateId}/categories"),
        Part("settings", "{id}/categories/{part}/settings", per="categories"),
        everywhere.ASSIGNMENTS,
    ),
    volatile=frozenset({
        "isAssigned", "isMigratingToConfigurationPolicy", "lastModifiedDateTime", "categories[].settings[].id",
    }),
    secrets=(
        Secret("categories[].settings[].value", when=("definitionId", "deviceConfiguration--"
               "windowsDefenderAdvancedThreatProtectionConfiguration_advancedThreatProtectionOnboardingBlob")),
        Secret("categories[].settings[].valueJson", when=("definitionId", "deviceConfiguration--"
               "windowsDefenderAdvancedThreatProtectionConfiguration_advancedThreatProtectionOnboardingBlob")),
    ),
    texts=(Text("categories[].settings[].valueJson", "json"),),
    unordered=("categories", "categories[].settings"),
    create_statuses=(201,), update_statuses=(200,), assign_path="{id}/assign", assign_statuses=(204,),
)  # fmt: skip

CONTRACTS = (ENDPOINT_SECURITY_INTENTS,)
