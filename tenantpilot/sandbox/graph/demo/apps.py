"""Applications, their configuration and protection, policy sets and volume licences."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo import planted
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, encoded, numbered, odata

_STORE = UUID("a6a1f9a8-41d5-4c07-8f0c-55b0c6a2a1d0")
_APPS: tuple[tuple[str, str, str], ...] = (
    ("win32LobApp", "Drawing Viewer", "Kestrel Software"),
    ("win32LobApp", "Label Designer", "Printworks"),
    ("win32LobApp", "Ledger Client", "Own development"),
    ("win32LobApp", "VPN Client", "Northgate Networks"),
    ("win32LobApp", "Zeiterfassung", "Eigenentwicklung"),
    ("winGetApp", "Company Portal", "Microsoft Corporation"),
    ("winGetApp", "Whiteboard", "Microsoft Corporation"),
    ("winGetApp", "Power Automate", "Microsoft Corporation"),
    ("officeSuiteApp", "Microsoft 365 Apps", "Microsoft"),
    ("windowsMobileMSI", "Archive Tool", "Kestrel Software"),
    ("windowsMicrosoftEdgeApp", "Edge Stable", "Microsoft"),
    ("iosStoreApp", "Outlook", "Microsoft Corporation"),
    ("iosStoreApp", "Teams", "Microsoft Corporation"),
    ("iosStoreApp", "Authenticator", "Microsoft Corporation"),
    ("iosVppApp", "Warehouse Scan", "Barcode Labs"),
    ("iosLobApp", "Field Report", "Own development"),
    ("androidManagedStoreApp", "Outlook", "Microsoft Corporation"),
    ("androidManagedStoreApp", "Managed Home Screen", "Microsoft Corporation"),
    ("androidManagedStoreApp", "Scanner Service", "Barcode Labs"),
    ("macOSOfficeSuiteApp", "Microsoft 365 Apps for macOS", "Microsoft"),
    ("macOSPkgApp", "Print Client", "Printworks"),
    ("macOSLobApp", "Colour Profile Tool", "Printworks"),
    ("macOSMicrosoftEdgeApp", "Edge for macOS", "Microsoft"),
    ("webApp", "Travel booking", "Intranet"),
)  # fmt: skip


def mobile_apps(maker: Maker, count: int) -> Iterator[Made]:
    """Every kind in turn; on a second turn they are other versions or other sites' copies."""
    for index, (kind, name, publisher) in numbered(count, _APPS):
        turn = index // len(_APPS)
        one = maker.guid()
        maker.apps.append((one, kind))
        assigned = _assigned(maker, one)
        app = {
            "@odata.type": odata(kind),
            "id": one,
            "displayName": name if not turn else f"{name} {maker.profile.sites[turn % len(maker.profile.sites)]}",
            "description": f"{name} for {maker.profile.display_name}",
            "publisher": publisher,
            "largeIcon": None,
            **maker.dates(),
            "isFeatured": maker.chance(0.2),
            "privacyInformationUrl": None,
            "informationUrl": None,
            "owner": "" if index % 3 else "Packaging",
            "developer": publisher,
            "notes": "",
            "uploadState": 1,
            "publishingState": "published",
            "isAssigned": bool(assigned),
            "roleScopeTagIds": maker.scope_tags(),
            "dependentAppCount": 0,
            "supersedingAppCount": 0,
            "supersededAppCount": 0,
            **_specific(maker, kind, name),
            "categories": [],
            "relationships": [],
            "assignments": assigned,
        }
        yield "mobileApps", app


def _assigned(maker: Maker, app: str) -> list[Json]:
    found = []
    for one in maker.assignments(app):
        if "exclusion" in one["target"]["@odata.type"]:
            intent = "required"
        else:
            intent = maker.pick(("required", "available", "required", "uninstall"))
        found.append(
            {
                "id": f"{one['id']}_0_0",
                "intent": intent,
                "source": "direct",
                "sourceId": app,
                "settings": None,
                "target": one["target"],
            }
        )
    return found


def _specific(maker: Maker, kind: str, name: str) -> Json:
    slug = name.lower().replace(" ", "-")
    if kind == "win32LobApp":
        return _packaged(maker, name, slug)
    if kind == "officeSuiteApp":
        return _office(maker)
    plain: Json = {
        "winGetApp": {
            "packageIdentifier": "XP" + slug.replace("-", "").upper()[:10],
            "installExperience": {"runAsAccount": "system"},
        },
        "webApp": {"appUrl": f"https://{slug}.{maker.profile.domain}", "useManagedBrowser": True},
        "androidManagedStoreApp": {"packageId": f"com.{slug}.app", "appIdentifier": f"com.{slug}.app"},
        "windowsMobileMSI": {
            "productCode": f"{{{str(uuid5(_STORE, slug)).upper()}}}",
            "productVersion": "2.4.1",
            "ignoreVersionDetection": False,
        },
    }
    if kind.startswith("ios"):
        devices: Json = {
            "bundleId": f"com.{slug}.mobile",
            "applicableDeviceType": {"iPad": True, "iPhoneAndIPod": True},
        }
        return devices | ({"vppTokenAppleId": f"apps@{maker.profile.domain}"} if kind == "iosVppApp" else {})
    return plain.get(kind) or ({"channel": "stable"} if "Edge" in kind else {"ignoreVersionDetection": False})


def _packaged(maker: Maker, name: str, slug: str) -> Json:
    version = f"{maker.number(1, 9)}.{maker.number(0, 20)}.{maker.number(0, 9)}"
    return {
        "fileName": f"{slug}.intunewin",
        "size": maker.number(2_000_000, 400_000_000),
        "committedContentVersion": "1",
        "installCommandLine": f'msiexec /i "{slug}.msi" /qn',
        "uninstallCommandLine": f"msiexec /x {{{str(uuid5(_STORE, slug)).upper()}}} /qn",
        "applicableArchitectures": "x64",
        "minimumSupportedWindowsRelease": "22H2",
        "displayVersion": version,
        "allowAvailableUninstall": True,
        "setupFilePath": f"{slug}.msi",
        "installExperience": {
            "runAsAccount": "system",
            "deviceRestartBehavior": "suppress",
            "maxRunTimeInMinutes": 60,
        },
        "returnCodes": [{"returnCode": 0, "type": "success"}, {"returnCode": 3010, "type": "softReboot"}],
        "rules": [
            {
                "@odata.type": odata("win32LobAppFileSystemRule"),
                "ruleType": "detection",
                "path": f"%ProgramFiles%\\{name}",
                "fileOrFolderName": f"{slug}.exe",
                "check32BitOn64System": False,
                "operationType": "version",
                "operator": "greaterThanOrEqual",
                "comparisonValue": version,
            }
        ],
    }


def _office(maker: Maker) -> Json:
    return {
        "autoAcceptEula": True,
        "productIds": ["o365ProPlusRetail"],
        "excludedApps": {"access": True, "publisher": True, "groove": True, "infoPath": True},
        "localesToInstall": ["de-de", "en-us", "fr-fr"],
        "officePlatformArchitecture": "x64",
        "updateChannel": maker.pick(("monthlyEnterprise", "current", "deferred")),
        "shouldUninstallOlderVersionsOfOffice": True,
        "useSharedComputerActivation": False,
    }


def app_configurations(maker: Maker, count: int) -> Iterator[Made]:
    """Settings for apps on managed devices."""
    phones = [one for one, kind in maker.apps if kind.startswith(("ios", "android"))] or [maker.guid()]
    for index in range(count):
        is_android = index % 2 == 1
        header = maker.header("AND" if is_android else "IOS", "App settings", index)
        if is_android:
            value = f'{{"key":"licenseKey","valueString":"{planted.APP_CONFIGURATION_KEY}"}}'
            payload = f'{{"kind":"androidenterprise#managedConfiguration","managedProperty":[{value}]}}'
            content = {
                "packageId": "app:com.scanner.service",
                "payloadJson": encoded(payload),
                "profileApplicability": "default",
                "connectedAppsEnabled": False,
                "permissionActions": [],
            }
        else:
            pairs = [
                {
                    "appConfigKey": "server",
                    "appConfigKeyType": "stringType",
                    "appConfigKeyValue": f"https://api.{maker.profile.domain}",
                },
                {
                    "appConfigKey": "licenseKey",
                    "appConfigKeyType": "stringType",
                    "appConfigKeyValue": planted.APP_CONFIGURATION_KEY,
                },
            ]
            content = {"encodedSettingXml": None, "settings": pairs}
        yield (
            "mobileAppConfigurations",
            {
                "@odata.type": odata(
                    "androidManagedStoreAppConfiguration" if is_android else "iosMobileAppConfiguration"
                ),
                **header,
                "version": 1,
                "targetedMobileApps": [maker.pick(phones)],
                **content,
                "assignments": maker.assignments(header["id"]),
            },
        )


def policy_sets(maker: Maker, count: int) -> Iterator[Made]:
    """Apps handed out together."""
    for index in range(count):
        one = maker.guid()
        yield (
            "policySets",
            {
                "id": one,
                "displayName": maker.name("ALL", "Starter set", index),
                "description": "",
                **maker.dates(),
                "status": "success",
                "errorCode": "noError",
                "guidedDeploymentTags": [],
                "roleScopeTags": ["0"],
                "items": [
                    {
                        "@odata.type": odata("mobileAppPolicySetItem"),
                        "id": f"{one}_{app}",
                        "payloadId": app,
                        "itemType": odata(kind),
                        "displayName": kind,
                        "status": "success",
                        "errorCode": "noError",
                        "intent": "required",
                        "settings": None,
                        "guidedDeploymentTags": [],
                    }
                    for app, kind in maker.apps[index * 3 : index * 3 + 3]
                ],
                "assignments": [
                    {
                        "id": f"{one}_{group}",
                        "target": {"@odata.type": odata("groupAssignmentTarget"), "groupId": group},
                    }
                    for group in maker.some(maker.groups, 1, 2)
                ],
            },
        )


def volume_tokens(maker: Maker, count: int) -> Iterator[Made]:
    """Apple's licences by location."""
    for index in range(count):
        moved = maker.dates()["lastModifiedDateTime"]
        yield (
            "vppTokens",
            {
                "id": maker.guid(),
                "displayName": f"{maker.profile.short} {maker.profile.sites[index]}",
                "organizationName": maker.profile.display_name,
                "locationName": maker.profile.sites[index],
                "vppTokenAccountType": "business",
                "appleId": f"vpp{index}@{maker.profile.domain}",
                "expirationDateTime": moved,
                "lastSyncDateTime": moved,
                "lastModifiedDateTime": moved,
                "lastSyncStatus": "completed",
                "state": "valid",
                "countryOrRegion": "de",
                "automaticallyUpdateApps": True,
                "token": planted.VPP_TOKEN,
                "roleScopeTagIds": ["0"],
            },
        )
