"""Compliance policies of the first generation and their scripts' place, messages and consequences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, numbered, odata, stamp

_NOBODY = "00000000-0000-0000-0000-000000000000"


def notification_templates(maker: Maker, count: int) -> Iterator[Made]:
    """Messages to people whose device does not comply, most in two languages."""
    for index in range(count):
        header = maker.header("ALL", "Compliance notice", index)
        moved = header["lastModifiedDateTime"]
        languages = ("en-us", "de-de") if index % 3 else ("en-us",)
        maker.notifications.append(header["id"])
        del header["createdDateTime"]
        yield (
            "notificationMessageTemplates",
            {
                **header,
                "defaultLocale": "en-us",
                "brandingOptions": "includeCompanyLogo,includeCompanyName",
                "localizedNotificationMessages": [
                    {
                        "id": f"{header['id']}_{language}",
                        "lastModifiedDateTime": moved,
                        "locale": language,
                        "subject": _SUBJECTS[language],
                        "messageTemplate": _TEXTS[language].format(days=3 + index),
                        "isDefault": place == 0,
                    }
                    for place, language in enumerate(languages)
                ],
            },
        )


_SUBJECTS = {"en-us": "Your device needs attention", "de-de": "Ihr Gerät braucht Aufmerksamkeit"}
_TEXTS = {
    "en-us": "Please bring your device up to date within {days} days, or access to company data ends.",
    "de-de": "Bitte bringen Sie Ihr Gerät innerhalb von {days} Tagen auf Stand, sonst endet der Zugriff.",
}


def device_compliance(maker: Maker, count: int, scripts: list[str]) -> Iterator[Made]:
    """Every platform in turn; some Windows policies call a discovery script."""
    for index, (platform, key, kind, content) in numbered(count, _KINDS):
        turn = index // len(_KINDS)
        header = maker.header(platform, "Compliance", turn)
        policy = {
            "@odata.type": odata(kind),
            **header,
            "version": maker.number(1, 6),
            **content(maker, turn),
            "scheduledActionsForRule": [_consequences(maker, turn)],
            "assignments": maker.assignments(header["id"], key),
        }
        if platform == "WIN" and scripts and turn % 2:
            policy["deviceCompliancePolicyScript"] = {
                "deviceComplianceScriptId": maker.pick(scripts),
                "rulesContent": "eyJSdWxlcyI6W119",
            }
        yield "deviceCompliancePolicies", policy


def _consequences(maker: Maker, turn: int) -> Json:
    steps = [_step(maker, "block", 24 * (turn % 5), _NOBODY)]
    if maker.notifications and turn % 3 != 1:
        steps.append(_step(maker, "notification", 24 * (1 + turn % 3), maker.pick(maker.notifications)))
    if turn % 6 == 5:
        steps.append(_step(maker, "retire", 24 * 60, _NOBODY))
    return {"id": maker.guid(), "ruleName": None, "scheduledActionConfigurations": steps}


def _step(maker: Maker, kind: str, hours: int, template: str) -> Json:
    return {
        "id": maker.guid(),
        "gracePeriodHours": hours,
        "actionType": kind,
        "notificationTemplateId": template,
        "notificationMessageCCList": [],
    }


def _windows(maker: Maker, turn: int) -> Json:
    return {
        "passwordRequired": True,
        "passwordMinimumLength": 8 + turn % 5,
        "passwordRequiredType": "alphanumeric",
        "osMinimumVersion": maker.pick(("10.0.22631.4460", "10.0.26100.2033", "10.0.22621.4317")),
        "osMaximumVersion": None,
        "bitLockerEnabled": True,
        "secureBootEnabled": True,
        "codeIntegrityEnabled": maker.chance(0.5),
        "storageRequireEncryption": maker.chance(0.5),
        "activeFirewallRequired": True,
        "defenderEnabled": True,
        "rtpEnabled": True,
        "antivirusRequired": True,
        "antiSpywareRequired": maker.chance(0.5),
        "tpmRequired": True,
        "deviceThreatProtectionEnabled": maker.chance(0.5),
        "deviceThreatProtectionRequiredSecurityLevel": maker.pick(("unavailable", "secured", "low", "medium")),
        "deviceCompliancePolicyScript": None,
        "validOperatingSystemBuildRanges": [],
    }


def _mac(maker: Maker, turn: int) -> Json:
    return {
        "passwordRequired": True,
        "passwordBlockSimple": True,
        "passwordMinimumLength": 8 + turn % 4,
        "osMinimumVersion": maker.pick(("14.7", "15.1", "15.4")),
        "systemIntegrityProtectionEnabled": True,
        "storageRequireEncryption": True,
        "gatekeeperAllowedAppSource": maker.pick(("macAppStoreAndIdentifiedDevelopers", "notConfigured")),
        "firewallEnabled": True,
        "firewallBlockAllIncoming": False,
        "firewallEnableStealthMode": maker.chance(0.5),
    }


def _ios(maker: Maker, turn: int) -> Json:
    return {
        "passcodeRequired": True,
        "passcodeBlockSimple": True,
        "passcodeMinimumLength": 6 + turn % 3,
        "osMinimumVersion": maker.pick(("17.7", "18.1", "18.6")),
        "securityBlockJailbrokenDevices": True,
        "managedEmailProfileRequired": False,
        "deviceThreatProtectionEnabled": False,
        "restrictedApps": [],
    }


def _android(maker: Maker, turn: int) -> Json:
    return {
        "passwordRequired": True,
        "passwordMinimumLength": 6 + turn % 2,
        "passwordRequiredType": "numericComplex",
        "osMinimumVersion": maker.pick(("12", "13", "14")),
        "minAndroidSecurityPatchLevel": maker.pick(("2025-06-01", "2025-09-01")),
        "securityRequireSafetyNetAttestationBasicIntegrity": True,
        "securityRequireSafetyNetAttestationCertifiedDevice": maker.chance(0.6),
        "storageRequireEncryption": True,
    }


_KINDS: tuple[tuple[str, str, str, Callable[[Maker, int], Json]], ...] = (
    ("WIN", "windows10", "windows10CompliancePolicy", _windows),
    ("MAC", "macOS", "macOSCompliancePolicy", _mac),
    ("IOS", "iOS", "iosCompliancePolicy", _ios),
    ("AND", "android", "androidDeviceOwnerCompliancePolicy", _android),
    ("AND", "android", "androidWorkProfileCompliancePolicy", _android),
)


def terms(maker: Maker, count: int) -> Iterator[Made]:
    """Terms and conditions people accept in the company portal."""
    for index in range(count):
        made = maker.long_ago()
        one = maker.guid()
        yield (
            "termsAndConditions",
            {
                "id": one,
                "displayName": maker.name("ALL", "Device terms", index),
                "description": "",
                "createdDateTime": stamp(made),
                "modifiedDateTime": stamp(made),
                "title": ("Using company devices", "Nutzung von Firmengeräten")[index % 2],
                "bodyText": "Company devices stay the property of the company and may be wiped when they are lost.",
                "acceptanceStatement": "I agree",
                "version": 1,
                "roleScopeTagIds": ["0"],
                "assignments": [
                    {
                        "id": f"{one}_{group}",
                        "target": {"@odata.type": odata("groupAssignmentTarget"), "groupId": group},
                    }
                    for group in maker.some(maker.groups, 1, 2)
                ],
            },
        )
