"""What Graph serves where, and how each place behaves: a table, so that the server itself knows no policy type.

Sources are Microsoft's own documents and recorded traffic; a place whose behaviour is not known gets the ordinary one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Service = Literal["intune", "entra", "conditional_access"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something below an object. `parts` are below its members; `page` is its default page size."""

    name: str
    page: int = 1000
    parts: tuple[Part, ...] = ()
    is_single: bool = False
    on_item_only: bool = False
    is_expandable: bool = True


@dataclass(frozen=True, slots=True)
class Writes:
    """Status codes of successful writes; `assign_key` is the property in the body of `assign`, "" without assign."""

    create: int = 201
    update: int = 200
    verb: Literal["PATCH", "PUT"] = "PATCH"
    delete: int = 200
    assign: int = 200
    assign_key: str = "assignments"


@dataclass(frozen=True, slots=True)
class Collection:
    """One place. `read` and `write` name permissions of which any one suffices; writing includes reading.

    Of an object's properties, lists show those in `null_in_list` as null, those in `empty_in_list` as an empty list,
    and those in `unless_selected` only when $select names them. `page` is the default page size and `top` the most
    that may be asked for; more is an error.
    """

    name: str
    path: str
    element: str
    area: str
    read: tuple[str, ...]
    write: tuple[str, ...] = ()
    service: Service = "intune"
    versions: frozenset[str] = frozenset({"beta"})
    name_property: str = "displayName"
    page: int = 1000
    top: int = 1000
    parts: tuple[Part, ...] = ()
    null_in_list: frozenset[str] = frozenset()
    empty_in_list: frozenset[str] = frozenset()
    unless_selected: frozenset[str] = frozenset()
    count: Literal["none", "page", "zero", "asked"] = "none"
    modified: str = "lastModifiedDateTime"
    version: Literal["", "number", "etag"] = ""
    is_singleton: bool = False
    is_softly_deleted: bool = False
    writes: Writes = field(default_factory=Writes)
    also: tuple[str, ...] = ()
    """Collections whose objects the list of this one shows too."""

    @property
    def part_names(self) -> frozenset[str]:
        """Names under which something stands below an object."""
        return frozenset(part.name for part in self.parts)

    def part(self, name: str) -> Part | None:
        """The part of that name."""
        return next((part for part in self.parts if part.name == name), None)


BOTH = frozenset({"v1.0", "beta"})
ASSIGNMENTS = Part("assignments")
SETTINGS = Part("settings", page=25, parts=(Part("settingDefinitions"),))
ACTIONS = Part("scheduledActionsForRule", parts=(Part("scheduledActionConfigurations"),))
PRESENTATION = Part("presentation", is_single=True)
DEFINITION_VALUES = Part(
    "definitionValues",
    parts=(
        Part("definition", is_single=True),
        Part("presentationValues", parts=(PRESENTATION, Part("definitionValue", is_single=True))),
    ),
)


def _permissions(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (f"{word}.Read.All", f"{word}.ReadWrite.All"), (f"{word}.ReadWrite.All",)


def _intune(word: str, root: str, name: str, element: str, area: str, **more: Any) -> Collection:
    read, write = _permissions(word)
    return replace(
        Collection(name=name, path=f"{root}/{name}", element=element, area=area, read=read, write=write),
        **more,
    )


def _configuration(name: str, element: str, area: str = "device-configuration", **more: Any) -> Collection:
    more = {"parts": (ASSIGNMENTS,)} | more
    return _intune("DeviceManagementConfiguration", "deviceManagement", name, element, area, **more)


def _service(name: str, element: str, area: str = "enrollment", **more: Any) -> Collection:
    more = {"parts": (ASSIGNMENTS,)} | more
    return _intune("DeviceManagementServiceConfig", "deviceManagement", name, element, area, **more)


def _rbac(name: str, element: str, **more: Any) -> Collection:
    return _intune("DeviceManagementRBAC", "deviceManagement", name, element, "rbac", **more)


def _devices(name: str, element: str, **more: Any) -> Collection:
    return _intune("DeviceManagementManagedDevices", "deviceManagement", name, element, "devices", **more)


def _app(name: str, element: str, **more: Any) -> Collection:
    more = {"parts": (ASSIGNMENTS,)} | more
    return _intune("DeviceManagementApps", "deviceAppManagement", name, element, "applications", **more)


def _script(name: str, element: str, *contents: str, key: str = "deviceManagementScriptAssignments") -> Collection:
    return _intune(
        "DeviceManagementScripts",
        "deviceManagement",
        name,
        element,
        "scripts",
        parts=(ASSIGNMENTS,),
        null_in_list=frozenset(contents),
        writes=Writes(assign_key=key),
    )


_PATCHED = Writes(update=204)
_REPLACED = Writes(update=204, verb="PUT")
_UPDATE: dict[str, Any] = {"area": "windows-updates", "top": 200}
_PARTNERS: dict[str, Any] = {"versions": BOTH, "parts": ()}

_POLICIES = (
    _configuration("configurationPolicies", "deviceManagementConfigurationPolicy", "device-configuration-v2",
                   name_property="name", page=25, parts=(ASSIGNMENTS, SETTINGS), count="page", writes=_REPLACED),
    _configuration("compliancePolicies", "deviceManagementCompliancePolicy", "device-configuration-v2",
                   name_property="name", page=25, parts=(ASSIGNMENTS, SETTINGS, ACTIONS), count="page",
                   writes=_REPLACED),
    _configuration("deviceCompliancePolicies", "deviceCompliancePolicy", versions=BOTH, version="number",
                   parts=(ASSIGNMENTS, ACTIONS), writes=_PATCHED),
    _configuration("deviceConfigurations", "deviceConfiguration", versions=BOTH, version="number", writes=_PATCHED,
                   parts=(ASSIGNMENTS, Part("groupAssignments"), Part("windowsPrivacyAccessControls"),
                          Part("assignedAccessMultiModeProfiles"))),
    _configuration("groupPolicyConfigurations", "groupPolicyConfiguration", "group-policy",
                   parts=(ASSIGNMENTS, DEFINITION_VALUES), writes=Writes(delete=204)),
    _configuration("groupPolicyUploadedDefinitionFiles", "groupPolicyUploadedDefinitionFile", "group-policy",
                   name_property="fileName", parts=(Part("groupPolicyOperations"), Part("definitions")),
                   null_in_list=frozenset({"content"}), writes=Writes(assign_key="")),
    _configuration("intents", "deviceManagementIntent",
                   parts=(ASSIGNMENTS, Part("settings"), Part("categories", parts=(Part("settings"),))),
                   writes=Writes(assign=204)),
    _configuration("templates", "deviceManagementTemplate",
                   parts=(Part("settings"), Part("categories", parts=(Part("settingDefinitions"),
                                                                      Part("recommendedSettings"))))),
    _configuration("configurationPolicyTemplates", "deviceManagementConfigurationPolicyTemplate",
                   "device-configuration-v2", parts=(Part("settingTemplates"),)),
    _configuration("reusablePolicySettings", "deviceManagementReusablePolicySetting", "device-configuration-v2",
                   parts=(Part("referencingConfigurationPolicies"),), version="number",
                   unless_selected=frozenset({"settingInstance"}),
                   writes=Writes(update=204, verb="PUT", assign_key="")),
    _configuration("assignmentFilters", "deviceAndAppManagementAssignmentFilter", parts=(),
                   writes=Writes(assign_key="")),
    _configuration("hardwareConfigurations", "hardwareConfiguration", version="number",
                   null_in_list=frozenset({"configurationFileContent"})),
    _configuration("androidDeviceOwnerEnrollmentProfiles", "androidDeviceOwnerEnrollmentProfile", "enrollment",
                   parts=()),
    _configuration("windowsFeatureUpdateProfiles", "windowsFeatureUpdateProfile", **_UPDATE),
    _configuration("windowsQualityUpdateProfiles", "windowsQualityUpdateProfile", **_UPDATE),
    _configuration("windowsQualityUpdatePolicies", "windowsQualityUpdatePolicy", **_UPDATE),
    _configuration("windowsDriverUpdateProfiles", "windowsDriverUpdateProfile",
                   parts=(ASSIGNMENTS, Part("driverInventories")), **_UPDATE),
    _configuration("settings", "deviceManagementSettings", parts=(), is_singleton=True, versions=BOTH),
)  # fmt: skip

_SCRIPTS = (
    _script("deviceManagementScripts", "deviceManagementScript", "scriptContent"),
    _script("deviceShellScripts", "deviceShellScript", "scriptContent"),
    _script("deviceCustomAttributeShellScripts", "deviceCustomAttributeShellScript", "scriptContent"),
    _script("deviceHealthScripts", "deviceHealthScript", "detectionScriptContent", "remediationScriptContent",
            key="deviceHealthScriptAssignments"),
    _script("deviceComplianceScripts", "deviceComplianceScript", "detectionScriptContent",
            key="deviceHealthScriptAssignments"),
)  # fmt: skip

_TENANT = (
    _rbac("roleScopeTags", "roleScopeTag", parts=(ASSIGNMENTS,), writes=Writes(create=200)),
    _rbac("roleDefinitions", "roleDefinition", versions=BOTH, parts=(Part("roleAssignments"),),
          writes=Writes(create=200)),
    _rbac("roleAssignments", "deviceAndAppManagementRoleAssignment", versions=BOTH,
          parts=(Part("roleScopeTags"), Part("roleDefinition", is_single=True))),
    _rbac("operationApprovalPolicies", "operationApprovalPolicy"),
    _service("notificationMessageTemplates", "notificationMessageTemplate", versions=BOTH,
             parts=(Part("localizedNotificationMessages"),), writes=Writes(create=200)),
    _service("termsAndConditions", "termsAndConditions", versions=BOTH, modified="modifiedDateTime", version="number",
             parts=(Part("assignments", is_expandable=False), Part("acceptanceStatuses"))),
    _service("deviceEnrollmentConfigurations", "deviceEnrollmentConfiguration", versions=BOTH, version="number",
             writes=Writes(assign_key="enrollmentConfigurationAssignments")),
    _service("windowsAutopilotDeploymentProfiles", "windowsAutopilotDeploymentProfile",
             parts=(ASSIGNMENTS, Part("assignedDevices")), writes=Writes(assign_key="")),
    _service("depOnboardingSettings", "depOnboardingSetting", name_property="tokenName",
             parts=(Part("enrollmentProfiles"), Part("importedAppleDeviceIdentities"),
                    Part("defaultIosEnrollmentProfile", is_single=True),
                    Part("defaultMacOsEnrollmentProfile", is_single=True))),
    _service("appleUserInitiatedEnrollmentProfiles", "appleUserInitiatedEnrollmentProfile"),
    _service("complianceManagementPartners", "complianceManagementPartner", **_PARTNERS),
    _service("mobileThreatDefenseConnectors", "mobileThreatDefenseConnector", **_PARTNERS),
    _service("deviceManagementPartners", "deviceManagementPartner", **_PARTNERS),
    _service("remoteAssistancePartners", "remoteAssistancePartner", **_PARTNERS),
    _service("applePushNotificationCertificate", "applePushNotificationCertificate", is_singleton=True, **_PARTNERS),
    _configuration("androidManagedStoreAccountEnterpriseSettings", "androidManagedStoreAccountEnterpriseSettings",
                   "enrollment", is_singleton=True, **_PARTNERS),
    _service("windowsAutopilotDeviceIdentities", "windowsAutopilotDeviceIdentity", **_PARTNERS),
    _devices("deviceCategories", "deviceCategory", versions=BOTH),
    _devices("managedDeviceCleanupRules", "managedDeviceCleanupRule"),
    _devices("managedDevices", "managedDevice", versions=BOTH),
)  # fmt: skip

_BRANDING = replace(
    _app("intuneBrandingProfiles", "intuneBrandingProfile", name_property="profileName"),
    path="deviceManagement/intuneBrandingProfiles",
)
_APPS = (
    _BRANDING,
    _app("mobileApps", "mobileApp", versions=BOTH, count="zero", empty_in_list=frozenset({"roleScopeTagIds"}),
         null_in_list=frozenset({"largeIcon"}), writes=Writes(assign_key="mobileAppAssignments"),
         parts=(ASSIGNMENTS, Part("categories"), Part("relationships"))),
    _app("mobileAppConfigurations", "managedDeviceMobileAppConfiguration", versions=BOTH, version="number",
         writes=_PATCHED),
    _app("targetedManagedAppConfigurations", "targetedManagedAppConfiguration", versions=BOTH, version="etag",
         parts=(ASSIGNMENTS, Part("apps"), Part("settings")), writes=Writes(update=204, assign=204, delete=204)),
    _app("managedAppPolicies", "managedAppPolicy", versions=BOTH, version="etag",
         parts=(Part("apps", is_expandable=False), Part("assignments", is_expandable=False)),
         writes=Writes(update=204, assign=204, delete=204), also=("targetedManagedAppConfigurations",)),
    _app("policySets", "policySet", parts=(Part("items", on_item_only=True), Part("assignments", on_item_only=True))),
    _app("vppTokens", "vppToken", versions=BOTH, parts=()),
    _app("mobileAppCategories", "mobileAppCategory", versions=BOTH, parts=()),
)  # fmt: skip


def _cloud_pc(name: str, element: str) -> Collection:
    return _intune(
        "CloudPC", "deviceManagement/virtualEndpoint", name, element, "cloud-pc", versions=BOTH, parts=(ASSIGNMENTS,)
    )


_POLICY_READ = ("Policy.Read.All", "Policy.ReadWrite.ConditionalAccess")
_STRENGTH_READ = ("Policy.Read.AuthenticationMethod", "Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod",
                  "Policy.ReadWrite.ConditionalAccess")  # fmt: skip


def _entra(name: str, path: str, element: str, read: Iterable[str], write: Iterable[str], **more: Any) -> Collection:
    standing = Collection(
        name=name,
        path=path,
        element=element,
        area="directory",
        read=tuple(read),
        write=tuple(write),
        service="entra",
        versions=BOTH,
        modified="",
        writes=Writes(update=204, delete=204, assign_key=""),
    )
    return replace(standing, **more)


_ACCESS: dict[str, Any] = {
    "area": "conditional-access",
    "service": "conditional_access",
    "modified": "modifiedDateTime",
}
_ACCESS_ROOT = "identity/conditionalAccess"
_CONDITIONAL_ACCESS = (
    _entra("conditionalAccessPolicies", f"{_ACCESS_ROOT}/policies", "conditionalAccessPolicy", _POLICY_READ,
           ("Policy.ReadWrite.ConditionalAccess",), is_softly_deleted=True, **_ACCESS),
    _entra("namedLocations", f"{_ACCESS_ROOT}/namedLocations", "namedLocation", _POLICY_READ,
           ("Policy.ReadWrite.ConditionalAccess",), is_softly_deleted=True, **_ACCESS),
    _entra("conditionalAccessTemplates", f"{_ACCESS_ROOT}/templates", "conditionalAccessTemplate", _POLICY_READ, (),
           name_property="name", **_ACCESS),
    _entra("authenticationContextClassReferences", f"{_ACCESS_ROOT}/authenticationContextClassReferences",
           "authenticationContextClassReference",
           (*_POLICY_READ, "AuthenticationContext.Read.All", "AuthenticationContext.ReadWrite.All"),
           ("AuthenticationContext.ReadWrite.All", "Policy.ReadWrite.ConditionalAccess"),
           **(_ACCESS | {"modified": ""})),
    _entra("authenticationStrengthPolicies", "policies/authenticationStrengthPolicies", "authenticationStrengthPolicy",
           _STRENGTH_READ, ("Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.ConditionalAccess"),
           parts=(Part("combinationConfigurations"),), modified="modifiedDateTime"),
    _entra("agreements", "identityGovernance/termsOfUse/agreements", "agreement",
           ("Agreement.Read.All", "Agreement.ReadWrite.All"), ("Agreement.ReadWrite.All",),
           parts=(Part("files"), Part("file", is_single=True))),
)  # fmt: skip


def _policy(name: str, write: str, *parts: Part) -> Collection:
    return _entra(name, f"policies/{name}", name, ("Policy.Read.All", write), (write,), is_singleton=True, parts=parts)


_SINGLETONS = (
    _policy("authorizationPolicy", "Policy.ReadWrite.Authorization"),
    _policy("authenticationMethodsPolicy", "Policy.ReadWrite.AuthenticationMethod",
            Part("authenticationMethodConfigurations")),
    _policy("crossTenantAccessPolicy", "Policy.ReadWrite.CrossTenantAccess", Part("default", is_single=True),
            Part("partners")),
    _policy("identitySecurityDefaultsEnforcementPolicy", "Policy.ReadWrite.ConditionalAccess"),
    _policy("authenticationFlowsPolicy", "Policy.ReadWrite.AuthenticationFlows"),
    _policy("deviceRegistrationPolicy", "Policy.ReadWrite.DeviceConfiguration"),
    _policy("externalIdentitiesPolicy", "Policy.ReadWrite.ExternalIdentities"),
)  # fmt: skip

_DIRECTORY = ("Directory.Read.All", "Directory.ReadWrite.All")
_LISTED: dict[str, Any] = {"page": 100, "top": 999, "count": "asked"}
_OBJECTS = (
    _entra("groups", "groups", "group",
           ("Group.Read.All", "Group.ReadWrite.All", "GroupMember.Read.All", *_DIRECTORY), ("Group.ReadWrite.All",),
           parts=(Part("members"), Part("owners")), **_LISTED),
    _entra("users", "users", "user", ("User.Read.All", "User.ReadWrite.All", *_DIRECTORY), ("User.ReadWrite.All",),
           **_LISTED),
    _entra("servicePrincipals", "servicePrincipals", "servicePrincipal",
           ("Application.Read.All", "Application.ReadWrite.All", *_DIRECTORY), ("Application.ReadWrite.All",),
           parts=(Part("appRoleAssignments"),), **_LISTED),
    _entra("applications", "applications", "application",
           ("Application.Read.All", "Application.ReadWrite.All", *_DIRECTORY), ("Application.ReadWrite.All",),
           **_LISTED),
    _entra("directoryRoles", "directoryRoles", "directoryRole", ("RoleManagement.Read.Directory", *_DIRECTORY), ()),
    _entra("directoryRoleTemplates", "directoryRoleTemplates", "directoryRoleTemplate",
           ("RoleManagement.Read.Directory", *_DIRECTORY), ()),
    _entra("directoryRoleDefinitions", "roleManagement/directory/roleDefinitions", "unifiedRoleDefinition",
           ("RoleManagement.Read.Directory", "RoleManagement.Read.All", *_DIRECTORY), ()),
    _entra("organization", "organization", "organization", ("Organization.Read.All", *_DIRECTORY), ()),
    _entra("subscribedSkus", "subscribedSkus", "subscribedSku",
           ("LicenseAssignment.Read.All", "Organization.Read.All", *_DIRECTORY), ()),
    _entra("directoryAudits", "auditLogs/directoryAudits", "directoryAudit", ("AuditLog.Read.All",), (),
           name_property="activityDisplayName", top=1000),
)  # fmt: skip
_AUDIT = Collection(
    name="auditEvents", path="deviceManagement/auditEvents", element="auditEvent", area="auditing",
    read=("DeviceManagementApps.Read.All", "DeviceManagementApps.ReadWrite.All"), versions=BOTH, modified="",
)  # fmt: skip

COLLECTIONS: dict[str, Collection] = {
    collection.name: collection
    for collection in (
        *_POLICIES,
        *_SCRIPTS,
        *_TENANT,
        *_APPS,
        _cloud_pc("provisioningPolicies", "cloudPcProvisioningPolicy"),
        _cloud_pc("userSettings", "cloudPcUserSetting"),
        *_CONDITIONAL_ACCESS,
        *_SINGLETONS,
        *_OBJECTS,
        _AUDIT,
    )
}
