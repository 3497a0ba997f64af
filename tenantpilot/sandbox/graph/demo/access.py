"""Conditional Access and what it rests on: locations, strengths, contexts, terms of use, Entra's own policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.directory import MICROSOFT_APPS, OFFICE_365, ROLES, own_app
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, numbered, odata, stamp

_PHISHING_RESISTANT = "00000000-0000-0000-0000-000000000004"


def conditional_access(maker: Maker, count: int) -> Iterator[Made]:
    """Locations, strengths and terms first: the policies refer to them."""
    locations = list(_locations(maker, max(3, count // 3)))
    strengths = list(_strengths(maker, max(1, count // 12)))
    agreements = list(_agreements(maker, 2 if count > 12 else 1))
    contexts = list(_contexts(min(6, 1 + count // 6)))
    yield from (*locations, *strengths, *agreements, *contexts)
    own = [one["id"] for _, one in strengths if one["policyType"] == "custom"]
    for index, template in numbered(count, _POLICIES):
        places = [one["id"] for _, one in locations]
        yield "conditionalAccessPolicies", _policy(maker, index, template, places, own, agreements[0][1]["id"])
    yield from _entra(maker)


# Subject, applications, users, platforms, conditions, grant. A word, not a structure, so that a line stays readable.
_POLICIES: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("Require MFA for administrators", "all", "roles", "", "", "strength"),
    ("Require MFA for everybody", "all", "all", "", "", "mfa"),
    ("Block legacy authentication", "all", "all", "", "legacy", "block"),
    ("Require compliant Windows devices", "office", "group", "windows", "", "compliant"),
    ("Require compliant Macs", "office", "group", "macOS", "", "compliant"),
    ("Require app protection on phones", "office", "group", "phones", "", "protected"),
    ("Block unknown countries", "all", "all", "", "location", "block"),
    ("Block high sign-in risk", "all", "all", "", "risk", "block"),
    ("Guests accept terms of use", "all", "guests", "", "", "terms"),
    ("Session limit on unmanaged browsers", "office", "all", "", "session", ""),
    ("Secure registration of security info", "registration", "all", "", "location", "mfa"),
    ("Protect the ledger", "own", "group", "", "", "strength"),
)


def _policy(maker: Maker, index: int, line: tuple[str, ...], places: list[str], own: list[str], terms: str) -> Json:
    subject, apps, who, platform, condition, grant = line
    turn = index // len(_POLICIES)
    made = maker.long_ago()
    return {
        "id": maker.guid(),
        "templateId": None,
        "displayName": f"CA{100 + index:03d} {subject}"
        + (f" {maker.profile.teams[turn % len(maker.profile.teams)]}" if turn else ""),
        "createdDateTime": stamp(made),
        "modifiedDateTime": stamp(made),
        "deletedDateTime": None,
        "state": maker.pick(("enabled", "enabled", "enabled", "enabledForReportingButNotEnforced", "disabled")),
        "partialEnablementStrategy": None,
        "conditions": {
            "userRiskLevels": [],
            "signInRiskLevels": ["high"] if condition == "risk" else [],
            "servicePrincipalRiskLevels": [],
            "insiderRiskLevels": None,
            "clientAppTypes": ["exchangeActiveSync", "other"] if condition == "legacy" else ["all"],
            "platforms": _platforms(platform),
            "locations": _where(maker, condition, places),
            "times": None,
            "deviceStates": None,
            "devices": None,
            "clientApplications": None,
            "authenticationFlows": None,
            "applications": _applications(maker, apps),
            "users": _users(maker, who),
        },
        "grantControls": _grant(grant, own, terms),
        "sessionControls": _session(maker) if condition == "session" else None,
    }


def _platforms(platform: str) -> Json | None:
    if not platform:
        return None
    return {"includePlatforms": ["iOS", "android"] if platform == "phones" else [platform], "excludePlatforms": []}


def _where(maker: Maker, condition: str, places: list[str]) -> Json | None:
    if condition != "location":
        return None
    return {"includeLocations": ["All"], "excludeLocations": ["AllTrusted", *maker.some(places, 1, 2)]}


def _applications(maker: Maker, apps: str) -> Json:
    included = {"all": ["All"], "office": [OFFICE_365], "registration": [], "own": [own_app(maker, "ledger")]}[apps]
    return {
        "includeApplications": included,
        "excludeApplications": [MICROSOFT_APPS["Microsoft Intune Enrollment"]] if apps == "all" else [],
        "includeUserActions": ["urn:user:registersecurityinfo"] if apps == "registration" else [],
        "includeAuthenticationContextClassReferences": [],
        "applicationFilter": None,
    }


def _users(maker: Maker, who: str) -> Json:
    guests: Any = None
    if who == "guests":
        guests = {
            "guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest",
            "externalTenants": {
                "@odata.type": odata("conditionalAccessAllExternalTenants"),
                "membershipKind": "all",
            },
        }
    return {
        "includeUsers": ["All"] if who == "all" else [],
        "excludeUsers": maker.some(maker.users, 0, 2),
        "includeGroups": maker.some(maker.groups, 1, 2) if who == "group" else [],
        "excludeGroups": maker.some(maker.groups, 1, 1),
        "includeRoles": sorted(ROLES.values()) if who == "roles" else [],
        "excludeRoles": [],
        "includeGuestsOrExternalUsers": guests,
        "excludeGuestsOrExternalUsers": None,
    }


def _grant(grant: str, own: list[str], terms: str) -> Json | None:
    if not grant:
        return None
    controls = {
        "mfa": ["mfa"],
        "block": ["block"],
        "compliant": ["compliantDevice", "domainJoinedDevice"],
        "protected": ["compliantApplication"],
    }
    strength = None
    if grant == "strength":
        one = own[0] if own else _PHISHING_RESISTANT
        strength = {"id": one, "displayName": "Phishing-resistant MFA", "policyType": "custom" if own else "builtIn"}
    return {
        "operator": "OR",
        "builtInControls": controls.get(grant, []),
        "customAuthenticationFactors": [],
        "termsOfUse": [terms] if grant == "terms" else [],
        "authenticationStrength@odata.context": "https://graph.microsoft.com/beta/$metadata#identity/conditionalAccess/policies/grantControls/authenticationStrength/$entity",
        "authenticationStrength": strength,
    }


def _session(maker: Maker) -> Json:
    return {
        "disableResilienceDefaults": None,
        "applicationEnforcedRestrictions": {"isEnabled": True},
        "cloudAppSecurity": None,
        "persistentBrowser": {"isEnabled": True, "mode": "never"},
        "signInFrequency": {
            "isEnabled": True,
            "type": "hours",
            "value": maker.pick((4, 8, 12)),
            "authenticationType": "primaryAndSecondaryAuthentication",
            "frequencyInterval": "timeBased",
        },
    }


def _locations(maker: Maker, count: int) -> Iterator[Made]:
    for index in range(count):
        made = stamp(maker.long_ago())
        site = maker.profile.sites[index % len(maker.profile.sites)]
        common = {"id": maker.guid(), "createdDateTime": made, "modifiedDateTime": made, "deletedDateTime": None}
        if index % 3 == 2:
            yield (
                "namedLocations",
                {
                    "@odata.type": odata("countryNamedLocation"),
                    **common,
                    "displayName": f"{maker.profile.short} countries {index // 3 + 1}",
                    "countryLookupMethod": "clientIpAddress",
                    "includeUnknownCountriesAndRegions": False,
                    "countriesAndRegions": maker.some(
                        ("AT", "CH", "DE", "FR", "GB", "IL", "PL", "SG", "US", "CA"), 3, 8
                    ),
                },
            )
        else:
            ranges = [f"203.0.113.{maker.number(0, 15) * 16}/28", f"2001:db8:{maker.number(1, 99)}::/48"]
            yield (
                "namedLocations",
                {
                    "@odata.type": odata("ipNamedLocation"),
                    **common,
                    "displayName": f"{maker.profile.short} {site} egress"
                    + (f" {index}" if index >= len(maker.profile.sites) else ""),
                    "isTrusted": index % 2 == 0,
                    "ipRanges": [
                        {"@odata.type": odata("iPv6CidrRange" if ":" in one else "iPv4CidrRange"), "cidrAddress": one}
                        for one in ranges
                    ],
                },
            )


_COMBINATIONS = (
    "windowsHelloForBusiness",
    "fido2",
    "x509CertificateMultiFactor",
    "deviceBasedPush",
    "temporaryAccessPassOneTime",
    "password,microsoftAuthenticatorPush",
)


def _strengths(maker: Maker, count: int) -> Iterator[Made]:
    built_in = (
        ("Multifactor authentication", "2", 6),
        ("Passwordless MFA", "3", 4),
        ("Phishing-resistant MFA", "4", 3),
    )
    for name, digit, most in built_in:
        yield (
            "authenticationStrengthPolicies",
            _strength(
                f"00000000-0000-0000-0000-00000000000{digit}",
                name,
                "builtIn",
                "2021-12-01T00:00:00Z",
                list(_COMBINATIONS[:most]),
            ),
        )
    for index in range(count):
        made = stamp(maker.long_ago())
        name = f"{maker.profile.short} {('administrators', 'payments', 'partners')[index % 3]}"
        yield (
            "authenticationStrengthPolicies",
            _strength(maker.guid(), name, "custom", made, maker.some(_COMBINATIONS, 2, 4)),
        )


def _strength(one: str, name: str, kind: str, made: str, allowed: list[str]) -> Json:
    return {
        "id": one,
        "displayName": name,
        "description": "",
        "policyType": kind,
        "requirementsSatisfied": "mfa",
        "createdDateTime": made,
        "modifiedDateTime": made,
        "allowedCombinations": allowed,
        "combinationConfigurations": [],
    }


def _contexts(count: int) -> Iterator[Made]:
    names = ("Payments", "Personnel data", "Privileged work", "Export of drawings", "Mergers", "Board papers")
    for place, name in enumerate(names[:count], start=1):
        yield (
            "authenticationContextClassReferences",
            {"id": f"c{place}", "displayName": name, "description": f"Step-up for {name.lower()}", "isAvailable": True},
        )


def _agreements(maker: Maker, count: int) -> Iterator[Made]:
    for index in range(count):
        one = maker.guid()
        made = stamp(maker.long_ago())
        file = {
            "id": maker.guid(),
            "language": ("en", "de")[index % 2],
            "fileName": f"terms-{index + 1}.pdf",
            "displayName": "Terms of use",
            "isDefault": True,
            "isMajorVersion": True,
            "createdDateTime": made,
            "fileData": None,
        }
        yield (
            "agreements",
            {
                "id": one,
                "displayName": f"{maker.profile.short} terms of use" + (" (Gäste)" if index else ""),
                "isViewingBeforeAcceptanceRequired": True,
                "isPerDeviceAcceptanceRequired": False,
                "userReacceptRequiredFrequency": "P180D" if index else None,
                "termsExpiration": None,
                "createdDateTime": made,
                "modifiedDateTime": made,
                "files": [file],
                "file": {"id": file["id"], "localizations": [file]},
            },
        )


def _entra(maker: Maker) -> Iterator[Made]:
    yield "authorizationPolicy", {"id": "authorizationPolicy", **_authorization(maker)}
    yield "authenticationMethodsPolicy", {"id": "authenticationMethodsPolicy", **_methods()}
    for name, content in _ONCE.items():
        yield name, {"id": name, **content}


def _authorization(maker: Maker) -> Json:
    return {
        "displayName": "Authorization Policy",
        "description": "What people and guests may do in this directory",
        "allowInvitesFrom": maker.pick(("adminsAndGuestInviters", "everyone")),
        "allowedToUseSSPR": True,
        "allowEmailVerifiedUsersToJoinOrganization": False,
        "blockMsolPowerShell": True,
        "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        "defaultUserRolePermissions": {
            "allowedToCreateApps": False,
            "allowedToCreateSecurityGroups": False,
            "allowedToReadOtherUsers": True,
            "permissionGrantPoliciesAssigned": ["ManagePermissionGrantsForSelf.microsoft-user-default-low"],
        },
    }


def _methods() -> Json:
    states = {"fido2": "enabled", "microsoftAuthenticator": "enabled", "sms": "disabled", "voice": "disabled"}
    return {
        "displayName": "Authentication Methods Policy",
        "policyVersion": "1.5",
        "policyMigrationState": "migrationComplete",
        "authenticationMethodConfigurations": [
            {
                "@odata.type": odata(f"{kind}AuthenticationMethodConfiguration"),
                "id": kind[0].upper() + kind[1:],
                "state": state,
                "excludeTargets": [],
            }
            for kind, state in states.items()
        ],
    }


_ONCE: dict[str, Json] = {
    "crossTenantAccessPolicy": {
        "displayName": "CrossTenantAccessPolicy",
        "allowedCloudEndpoints": [],
        "default": {
            "id": "default",
            "isServiceDefault": True,
            "inboundTrust": {"isMfaAccepted": False, "isCompliantDeviceAccepted": False},
        },
        "partners": [],
    },
    "identitySecurityDefaultsEnforcementPolicy": {"displayName": "Security Defaults", "isEnabled": False},
    "authenticationFlowsPolicy": {
        "displayName": "Authentication flows policy",
        "selfServiceSignUp": {"isEnabled": False},
    },
    "deviceRegistrationPolicy": {
        "displayName": "Device Registration Policy",
        "userDeviceQuota": 20,
        "multiFactorAuthConfiguration": "required",
        "localAdminPassword": {"isEnabled": True},
    },
    "externalIdentitiesPolicy": {
        "displayName": "External identities policy",
        "allowExternalIdentitiesToLeave": True,
    },
}
