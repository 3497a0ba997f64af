"""Whom and what policies point at: groups, people, applications, roles, filters and scope tags."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, odata, stamp

_WORLD = UUID("b9b0c6d0-5c6e-4b51-8f63-0d4b9f1a7c22")
# The same in every tenant of the world: Microsoft's own applications and the templates of its directory roles.
OFFICE_365 = "Office365"
MICROSOFT_APPS = {
    "Office 365 Exchange Online": "00000002-0000-0ff1-ce00-000000000000",
    "Office 365 SharePoint Online": "00000003-0000-0ff1-ce00-000000000000",
    "Microsoft Graph": "00000003-0000-0000-c000-000000000000",
    "Microsoft Intune": "0000000a-0000-0000-c000-000000000000",
    "Microsoft Intune Enrollment": "d4ebce55-015a-49b5-a083-c84d1797ae8c",
    "Windows 365": "0af06dc6-e4b5-4f28-818e-e78e62d137a5",
}
ROLES = {
    "Global Administrator": "62e90394-69f5-4237-9190-012177145e10",
    "Intune Administrator": "3a2c62db-5318-420d-8d74-23affee5d9d5",
    "Conditional Access Administrator": "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9",
    "Security Administrator": "194ae4cb-b126-40b2-bd5b-6091b380977d",
    "Helpdesk Administrator": "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    "Exchange Administrator": "29232cdf-9323-42fd-ade2-1d097af3e4de",
    "User Administrator": "fe930be7-5e62-47db-91af-98c3a49a38b1",
    "Privileged Role Administrator": "e8611ab8-c189-46e8-94e1-60213ab1f814",
}
_PEOPLE = (
    "Katrin Holm", "Samir Elamin", "Bastian Koch", "Noa Mizrahi", "Élodie Marchand", "Piotr Zając", "Grace Adeyemi",
    "Tomáš Veselý", "Ana Sofia Duarte", "Liu Wen", "Ferhat Aydin", "Saoirse Byrne", "Jörg Süßmann", "Rania Khoury",
    "Hugo Lindqvist", "Meera Nair", "Amara Osei", "Reto Zollinger", "Olga Marsh", "Femke de Jong",
)  # fmt: skip


def directory(maker: Maker, groups: int) -> Iterator[Made]:
    """Everything else refers to these, so they come first."""
    yield from _people(maker)
    yield from _groups(maker, groups)
    yield from _applications(maker)
    yield from _roles(maker)


def _people(maker: Maker) -> Iterator[Made]:
    for name in _PEOPLE:
        address = name.lower().replace(" ", ".").encode("ascii", "ignore").decode() + "@" + maker.profile.domain
        user: Json = {
            "id": maker.guid(),
            "displayName": name,
            "userPrincipalName": address,
            "mail": address,
            "accountEnabled": True,
            "userType": "Member",
        }
        maker.users.append(user["id"])
        yield "users", user


def _groups(maker: Maker, count: int) -> Iterator[Made]:
    profile = maker.profile
    subjects = [f"{team} {kind}" for team in profile.teams for kind in ("Devices", "Users")]
    subjects += [f"{site} {kind}" for site in profile.sites for kind in ("Windows", "Mac", "Mobile", "Users")]
    subjects += [
        "Pilot Ring",
        "Early Ring",
        "Broad Ring",
        "Break Glass",
        "CA Exclusions",
        "Shared Devices",
        "All Staff",
    ]
    subjects += ["Geräte in Reparatur", "מכשירים מנוהלים", "الأجهزة المشتركة"]
    for index in range(count):
        subject = subjects[index % len(subjects)]
        turn = index // len(subjects)
        yield "groups", _group(maker, f"{profile.short} {subject}" + (f" {turn + 1}" if turn else ""), index)


def _group(maker: Maker, name: str, index: int) -> Json:
    made = maker.long_ago()
    is_dynamic = index % 5 == 2
    rule = '(device.deviceOSType -eq "Windows") and (device.managementType -eq "MDM")' if is_dynamic else None
    group: Json = {
        "id": maker.guid(),
        "displayName": name,
        "description": None if index % 3 else f"Maintained by {maker.profile.short} identity",
        "createdDateTime": stamp(made),
        "renewedDateTime": stamp(made),
        "groupTypes": ["DynamicMembership"] if is_dynamic else [],
        "isAssignableToRole": False,
        "mailEnabled": False,
        "mailNickname": f"group{index}",
        "membershipRule": rule,
        "membershipRuleProcessingState": "On" if is_dynamic else None,
        "securityEnabled": True,
        "visibility": None,
        "members": [],
        "owners": [],
    }
    (maker.dynamic_groups if is_dynamic else maker.groups).append(group["id"])
    return group


def _applications(maker: Maker) -> Iterator[Made]:
    own = {
        f"{maker.profile.short} Time Tracking": str(uuid5(_WORLD, maker.profile.key + "time")),
        f"{maker.profile.short} Ledger": str(uuid5(_WORLD, maker.profile.key + "ledger")),
        maker.profile.robot: robot_id(maker),
    }
    for name, app in (MICROSOFT_APPS | own).items():
        yield (
            "servicePrincipals",
            {
                "id": maker.guid(),
                "appId": app,
                "displayName": name,
                "servicePrincipalType": "Application",
                "accountEnabled": True,
                "appRoleAssignments": [],
            },
        )


def robot_id(maker: Maker) -> str:
    """The application that changes policies by itself in this tenant."""
    return str(uuid5(_WORLD, maker.profile.key + "robot"))


def own_app(maker: Maker, name: str) -> str:
    """The application id of a line-of-business application made above."""
    return str(uuid5(_WORLD, maker.profile.key + name))


def _roles(maker: Maker) -> Iterator[Made]:
    for name, template in ROLES.items():
        role = {"id": template, "displayName": name, "description": name, "isBuiltIn": True, "isEnabled": True}
        yield "directoryRoleDefinitions", {**role, "templateId": template}
        yield "directoryRoleTemplates", {"id": template, "displayName": name, "description": name}
        yield "directoryRoles", {"id": maker.guid(), "roleTemplateId": template, "displayName": name}


_FILTERS = (
    ("windows10", "windows10AndLater", "Corporate laptops", '(device.deviceOwnership -eq "Corporate")'),
    ("windows10", "windows10AndLater", "Windows 11 only", '(device.osVersion -startsWith "10.0.2")'),
    ("windows10", "windows10AndLater", "Cloud PCs", '(device.model -startsWith "Cloud PC")'),
    ("windows10", "windows10AndLater", "Kiosks", '(device.deviceName -startsWith "KSK")'),
    ("windows10", "windows10AndLater", "Engineering workstations", '(device.model -contains "Precision")'),
    ("macOS", "macOS", "Apple silicon", '(device.model -contains "Mac1")'),
    ("macOS", "macOS", "Shared Macs", '(device.deviceCategory -eq "Shared")'),
    ("iOS", "iOS", "Supervised iPads", '(device.model -startsWith "iPad")'),
    ("iOS", "iOS", "Personal iPhones", '(device.deviceOwnership -eq "Personal")'),
    ("android", "androidForWork", "Work profile", '(device.enrollmentProfileName -eq "BYOD")'),
    ("android", "android", "Rugged scanners", '(device.manufacturer -eq "Zebra")'),
    ("linux", "linux", "Ubuntu LTS", '(device.osVersion -startsWith "24.04")'),
    ("windows10", "windows10AndLater", "Geräte Werk Süd", '(device.deviceName -startsWith "WS")'),
    ("windows10", "windows10AndLater", "Branch terminals", '(device.deviceName -startsWith "BR")'),
)


def filters(maker: Maker, count: int) -> Iterator[Made]:
    """Assignment filters, told apart by platform."""
    for index in range(count):
        key, platform, subject, rule = _FILTERS[index % len(_FILTERS)]
        one = {
            "id": maker.guid(),
            "displayName": f"{maker.profile.short} {subject}",
            "description": "",
            **maker.dates(),
            "platform": platform,
            "rule": rule,
            "roleScopeTags": ["0"],
            "assignmentFilterManagementType": "devices",
            "payloads": [],
        }
        maker.filters.setdefault(key, []).append(one["id"])
        yield "assignmentFilters", one


def scope_tags(maker: Maker, count: int) -> Iterator[Made]:
    """The built-in default and one per site and team."""
    yield (
        "roleScopeTags",
        {"id": "0", "displayName": "Default", "description": "", "isBuiltIn": True, "assignments": []},
    )
    for index, subject in enumerate((*maker.profile.sites, *maker.profile.teams)[:count], start=1):
        tag = str(index)
        maker.tags.append(tag)
        target = {"@odata.type": odata("groupAssignmentTarget"), "groupId": maker.pick(maker.groups)}
        yield (
            "roleScopeTags",
            {
                "id": tag,
                "displayName": subject,
                "description": f"Objects for {subject}",
                "isBuiltIn": False,
                "assignments": [{"id": f"{tag}_{index}", "target": target}],
            },
        )
