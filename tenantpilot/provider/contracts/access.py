"""Conditional Access and what its policies are built from."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts.model import Contract, Part, Reference, ReferenceKind

_READ = ("Policy.Read.All",)
_WRITE = ("Policy.ReadWrite.ConditionalAccess", "Policy.Read.All")
_declare = partial(
    Contract, group="access", feature="conditional_access", area="conditional_access", scope_tags="",
    has_assignments=False, read_permissions=_READ, write_permissions=_WRITE,
)  # fmt: skip
_conditional = partial(
    _declare, create_statuses=(201,), update_statuses=(204,), delete_statuses=(204,), is_soft_deleted=True,
)  # fmt: skip

# Conditions that name objects of the directory, in an including and an excluding list each.
_CONDITIONS: tuple[tuple[str, ReferenceKind], ...] = (
    ("conditions.users.{}Users", "user"), ("conditions.users.{}Groups", "group"),
    ("conditions.users.{}Roles", "directory_role"), ("conditions.applications.{}Applications", "application"),
    ("conditions.locations.{}Locations", "named_location"),
    ("conditions.clientApplications.{}ServicePrincipals", "application"),
)  # fmt: skip
_LISTS = tuple((path.format(side), kind) for path, kind in _CONDITIONS for side in ("include", "exclude"))
_STRENGTH = "grantControls.authenticationStrength"

CONDITIONAL_ACCESS = _conditional(
    "conditional_access", 44, "identity/conditionalAccess/policies",
    volatile=frozenset({
        "modifiedDateTime", "createdDateTime", "templateId", "deletedDateTime", "partialEnablementStrategy",
    }),
    copies=(_STRENGTH,),
    unordered=(
        *(path for path, _ in _LISTS), "conditions.applications.includeUserActions",
        "conditions.applications.includeAuthenticationContextClassReferences", "conditions.clientAppTypes",
        "conditions.platforms.includePlatforms", "conditions.platforms.excludePlatforms",
        "conditions.userRiskLevels", "conditions.signInRiskLevels", "conditions.servicePrincipalRiskLevels",
        "conditions.users.**.members", "grantControls.builtInControls", "grantControls.termsOfUse",
        "grantControls.customAuthenticationFactors",
    ),
    references=(
        *(Reference(f"{path}[]", kind) for path, kind in _LISTS),
        Reference("grantControls.termsOfUse[]", "terms_of_use"),
        Reference(f"{_STRENGTH}.id", "authentication_strength"),
    ),
)  # fmt: skip

NAMED_LOCATIONS = _conditional(
    "named_locations", 45, "identity/conditionalAccess/namedLocations", restore_order=50,
    volatile=frozenset({"modifiedDateTime", "createdDateTime", "deletedDateTime"}),
    unordered=("countriesAndRegions", "ipRanges"),
)  # fmt: skip

AUTHENTICATION_CONTEXTS = _declare(
    "authentication_contexts", 46, "identity/conditionalAccess/authenticationContextClassReferences",
    read_alternatives=("AuthenticationContext.Read.All",), write_permissions=("AuthenticationContext.ReadWrite.All",),
    area="directory",
    restore_order=46,
)  # fmt: skip

AUTHENTICATION_STRENGTHS = _declare(
    "authentication_strengths", 47, "policies/authenticationStrengthPolicies", area="directory",
    query="$expand=combinationConfigurations", read_alternatives=("Policy.Read.AuthenticationMethod",),
    write_permissions=("Policy.ReadWrite.AuthenticationMethod",), volatile=frozenset({"modifiedDateTime"}),
    unordered=("allowedCombinations", "combinationConfigurations"), restore_order=45, create_statuses=(201,),
)  # fmt: skip

TERMS_OF_USE = _declare(
    "terms_of_use", 48, "identityGovernance/termsOfUse/agreements", area="directory", feature="terms_of_use",
    read_permissions=("Agreement.Read.All",), write_permissions=("Agreement.ReadWrite.All",),
    parts=(Part("files", "{id}/files"),), unordered=("files",), restore_order=50,
)  # fmt: skip

CONTRACTS = (
    CONDITIONAL_ACCESS, NAMED_LOCATIONS, AUTHENTICATION_CONTEXTS, AUTHENTICATION_STRENGTHS, TERMS_OF_USE,
)  # fmt: skip
