"""The directory's own settings, one object each, as far as they decide who gets in."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts.model import Contract, Part, Reference

_declare = partial(
    Contract, group="directory", feature="directory_policies", area="directory", scope_tags="",
    has_assignments=False, is_singleton=True, read_permissions=("Policy.Read.All",),
    volatile=frozenset({"lastModifiedDateTime"}), update_statuses=(204,),
)  # fmt: skip
_METHODS = ("Policy.ReadWrite.AuthenticationMethod",)
_AUTHORIZATION = ("Policy.ReadWrite.Authorization",)

# In beta the address answers with a list.
AUTHORIZATION_POLICY = _declare(
    "authorization_policy", 49, "policies/authorizationPolicy", version="v1.0", write_permissions=_AUTHORIZATION,
    unordered=("permissionGrantPolicyIdsAssignedToDefaultUserRole",),
)  # fmt: skip
AUTHENTICATION_METHODS = _declare(
    "authentication_methods", 49, "policies/authenticationMethodsPolicy", write_permissions=_METHODS,
    parts=(Part("authenticationMethodConfigurations",
                "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations"),),
    unordered=("authenticationMethodConfigurations", "authenticationMethodConfigurations[].includeTargets",
               "authenticationMethodConfigurations[].excludeTargets"),
    references=(
        Reference("authenticationMethodConfigurations[].includeTargets[].id", "group"),
        Reference("authenticationMethodConfigurations[].excludeTargets[].id", "group"),
    ),
)  # fmt: skip
CROSS_TENANT_ACCESS = _declare(
    "cross_tenant_access", 49, "policies/crossTenantAccessPolicy",
    write_permissions=("Policy.ReadWrite.CrossTenantAccess",),
    parts=(
        Part("default", "/policies/crossTenantAccessPolicy/default", is_collection=False),
        Part("partners", "/policies/crossTenantAccessPolicy/partners"),
    ),
    unordered=("partners", "allowedCloudEndpoints"),
)  # fmt: skip
SECURITY_DEFAULTS = _declare(
    "security_defaults", 49, "policies/identitySecurityDefaultsEnforcementPolicy",
    write_permissions=("Policy.ReadWrite.ConditionalAccess",),
)  # fmt: skip
AUTHENTICATION_FLOWS = _declare(
    "authentication_flows", 49, "policies/authenticationFlowsPolicy",
    write_permissions=("Policy.ReadWrite.AuthenticationFlows",),
)  # fmt: skip
DEVICE_REGISTRATION = _declare("device_registration", 49, "policies/deviceRegistrationPolicy", update_verb="PUT")
EXTERNAL_IDENTITIES = _declare(
    "external_identities", 49, "policies/externalIdentitiesPolicy",
    write_permissions=("Policy.ReadWrite.ExternalIdentities",),
)  # fmt: skip

CONTRACTS = (
    AUTHORIZATION_POLICY, AUTHENTICATION_METHODS, CROSS_TENANT_ACCESS, SECURITY_DEFAULTS, AUTHENTICATION_FLOWS,
    DEVICE_REGISTRATION, EXTERNAL_IDENTITIES,
)  # fmt: skip
