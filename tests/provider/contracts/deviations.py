"""Where a contract deliberately says something else than the table of facts, and why.

Keyed by family, column and the word of the column that has no counterpart in the contract.
"""

from __future__ import annotations

ITEM = "said of the item, which is where the contract asks for it"
SCRIPTS = "older tenants; the service itself now names the permission for scripts"
NAMES = "for the names of what policies point at, a feature of its own (tested with the permissions)"
REMARK = "a remark, no property"
FORM = "the row names the permissions of all its resources; this one needs the other, by the resource's own page"
OWN_PAGE = "the row names the permissions of its other resources; this one is on the resource's own page"

DEVIATIONS: dict[tuple[str, str, str], str] = {
    # Expanding
    ("admx_files", "expand", "groupPolicyOperations"): "the upload's progress, no configuration",
    ("apple_enrollment_tokens", "expand", "defaultIosEnrollmentProfile"): "comes with the profiles",
    ("apple_enrollment_tokens", "expand", "…"): REMARK,
    ("app_protection", "expand", "not on managedAppPolicies"): REMARK,
    ("terms_and_conditions", "expand", "not supported"): REMARK,
    ("intune_roles", "expand", "none"): REMARK,
    ("conditional_access", "expand", "not expandable"): REMARK,
    ("named_locations", "expand", "not expandable"): REMARK,
    **{(family, "expand", "shell/custom attribute: ICD reads `?$expand=assignments`"): ITEM
       for family in ("macos_shell_scripts", "macos_custom_attributes")},
    **{(family, "expand", word): "what the generated clients offer; the objects have nothing to expand"
       for family in ("authorization_policy", "authentication_methods", "cross_tenant_access", "security_defaults",
                      "authentication_flows", "device_registration", "external_identities")
       for word in ("expand", "select")},
    # Noise
    ("app_configuration_devices", "volatile", "targetedMobileApps"):
        "other ids in another tenant, but within one tenant the apps are the point of the policy",
    ("enrollment_configurations", "volatile", "priority"): "the facts call its order meaningful in their rules",
    ("apple_user_enrollment", "volatile", "priority"): "the facts call its order meaningful in their rules",
    ("enrollment_configurations", "volatile", "the *_Default* objects exist in every tenant"): REMARK,
    ("authentication_strengths", "volatile", "policyType builtIn objects cannot change"): REMARK,
    ("driver_updates", "volatile", "approvalType fixed after create"): REMARK,
    # Permissions to read
    ("device_configuration", "read", "DeviceManagementConfiguration.ReadWrite.All"):
        "only for values the provider encrypted, which a product that reads does not ask for",
    **{(family, "read", "DeviceManagementConfiguration.Read.All"): SCRIPTS
       for family in ("powershell_scripts", "macos_shell_scripts", "macos_custom_attributes", "remediations",
                      "compliance_scripts")},
    ("intune_roles", "read", "Group.Read.All"): NAMES,
    **{("conditional_access", "read", permission): NAMES
       for permission in ("Application.Read.All", "Group.Read.All", "User.Read.All", "RoleManagement.Read.Directory")},
    ("tenant_settings", "read", "DeviceManagementServiceConfig.Read.All"): FORM,
    ("managed_google_play", "read", "DeviceManagementServiceConfig.Read.All"): FORM,
    ("apple_push_certificate", "read", "DeviceManagementConfiguration.Read.All"): FORM,
    # Permissions to write
    ("authentication_flows", "write", "Policy.ReadWrite.AuthenticationFlows"): OWN_PAGE,
    ("external_identities", "write", "Policy.ReadWrite.ExternalIdentities"): OWN_PAGE,
    # Names
    **{(family, "name", "displayName"): "the objects carry a name, the row says none for all of them together"
       for family in ("authorization_policy", "authentication_methods", "cross_tenant_access", "security_defaults",
                      "authentication_flows", "device_registration", "external_identities")},
    # Answers of writes
    ("endpoint_security_intents", "create", "201"): "made from a template: the row says it of the template's address",
    ("endpoint_security_intents", "update", "200"): "the header's update; the row gives no number",
    **{("update_rings", verb, code): "same collection as the templates, the row refers to them"
       for verb, code in (("create", "201"), ("update", "204"), ("delete", "200"))},
    ("apple_enrollment_tokens", "update", "204"): "the row says it of the profiles below the token",
    ("tenant_settings", "update", "204"): "the row says it of the address above",
    ("device_registration", "verb", "PUT"): "its own page knows only PUT, and only delegated",
}  # fmt: skip
