"""Lists, objects and parts as the facts about Graph say."""

from __future__ import annotations

import base64
import itertools
from urllib.parse import urlsplit

import pytest

from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tests.provider.sandbox.world import ACCESS, CATALOG, CLIENT, CONFIGURATIONS, GROUP, TENANT, WRITE, policy

FIRST = policy(0)["id"]


@pytest.fixture
def store(sandbox):
    return sandbox.tenant(TENANT).store


@pytest.mark.proves("SBX-005")
def test_every_place_answers(caller):
    caller.sandbox.world.governor.limits.is_on = False
    wrong = {}
    for name, collection in COLLECTIONS.items():
        answer = caller.get(collection.path)
        expected = 404 if collection.is_singleton else 200
        if answer.status_code != expected:
            wrong[name] = answer.text
    assert wrong == {}


@pytest.mark.proves("SBX-005")
def test_lists_leave_parts_out_and_objects_show_them_when_asked(caller):
    listed = caller.read(CATALOG)["value"][0]
    assert not {"settings", "assignments"} & listed.keys()
    assert not {"settings", "assignments"} & caller.read(f"{CATALOG}/{FIRST}").keys()
    whole = caller.read(f"{CATALOG}/{FIRST}?$expand=assignments,settings")
    assert whole["assignments"][0]["target"]["groupId"] == GROUP
    assert FIRST in whole["assignments@odata.context"]
    expanded = caller.read(f"{CATALOG}?$expand=settings($select=id)")["value"][0]
    assert expanded["settings"] == [{"id": "0"}]
    below = caller.read(f"{CATALOG}('{FIRST}')/assignments/")
    assert below["value"] == whole["assignments"]
    assert FIRST in below["@odata.context"]


@pytest.mark.proves("SBX-005")
def test_scripts_and_icons_are_hidden_in_lists(caller, store):
    store.put("mobileApps", {"id": "m1", "displayName": "App", "roleScopeTagIds": ["3"], "largeIcon": {"value": "x"}})
    store.put("reusablePolicySettings", {"id": "r1", "displayName": "Reusable", "settingInstance": {"a": 1}})
    assert caller.read("deviceManagement/deviceManagementScripts")["value"][0]["scriptContent"] is None
    script = caller.read("deviceManagement/deviceManagementScripts/s1")
    assert base64.b64decode(script["scriptContent"]) == b"echo 1"
    apps = caller.read("deviceAppManagement/mobileApps")
    assert (apps["@odata.count"], apps["value"][0]["roleScopeTagIds"], apps["value"][0]["largeIcon"]) == (0, [], None)
    assert caller.read("deviceAppManagement/mobileApps/m1?$select=roleScopeTagIds")["roleScopeTagIds"] == ["3"]
    assert "settingInstance" not in caller.read("deviceManagement/reusablePolicySettings")["value"][0]
    named = caller.read("deviceManagement/reusablePolicySettings?$select=id,settinginstance,version")["value"][0]
    assert named["settingInstance"] == {"a": 1}


@pytest.mark.proves("SBX-005")
def test_deep_parts_are_reached(caller, store):
    store.put("groupPolicyConfigurations", {
        "id": "g1", "displayName": "ADMX",
        "definitionValues": [{
            "id": "v1", "enabled": True, "definition": {"id": "def", "displayName": "Definition"},
            "presentationValues": [{"id": "p1", "value": "x", "presentation": {"id": "pr", "label": "Label"}}],
        }],
    })  # fmt: skip
    path = "deviceManagement/groupPolicyConfigurations/g1/definitionValues"
    assert caller.read(path)["value"] == [{"id": "v1", "enabled": True}]
    assert caller.read(f"{path}?$expand=definition")["value"][0]["definition"]["displayName"] == "Definition"
    deep = caller.read(f"{path}/v1/presentationValues?$expand=presentation")["value"][0]
    assert deep["presentation"]["label"] == "Label"
    assert caller.read(f"{path}/v1/definition")["id"] == "def"
    both = caller.read(f"{path}?$expand=definition,presentationValues($expand=presentation)")["value"][0]
    assert both["presentationValues"][0]["presentation"]["id"] == "pr"
    assert caller.get(f"{path}/v2").status_code == 404
    assert caller.get(f"{path}/v1/other").status_code == 400


@pytest.mark.proves("SBX-005")
def test_app_protection_is_listed_in_one_place_and_hydrated_in_another(caller, store):
    store.put("managedAppPolicies", {
        "@odata.type": "#microsoft.graph.iosManagedAppProtection", "id": "T_1", "displayName": "iOS",
        "apps": [{"id": "a"}], "assignments": [],
    })  # fmt: skip
    store.put("targetedManagedAppConfigurations", {"id": "A_1", "displayName": "Config", "apps": [{"id": "b"}]})
    kinds = {item["id"]: item["@odata.type"] for item in caller.read("deviceAppManagement/managedAppPolicies")["value"]}
    assert kinds == {
        "T_1": "#microsoft.graph.iosManagedAppProtection", "A_1": "#microsoft.graph.targetedManagedAppConfiguration",
    }  # fmt: skip
    assert caller.get("deviceAppManagement/managedAppPolicies?$expand=apps").status_code == 400
    typed = caller.read("deviceAppManagement/iosManagedAppProtections/T_1?$expand=apps,assignments")
    assert typed["apps"] == [{"id": "a"}]
    assert caller.get("deviceAppManagement/androidManagedAppProtections/T_1").status_code == 404
    assert caller.read("deviceAppManagement/targetedManagedAppConfigurations/A_1/apps")["value"] == [{"id": "b"}]


@pytest.mark.proves("SBX-005")
def test_addresses_are_read_as_tolerantly_as_the_original_does(caller):
    for spelling in (f"{CATALOG}/", f"{CATALOG}/?top=2", f"{CATALOG}/??$top=2", f"{CATALOG}?&top=2"):
        assert len(caller.read(spelling)["value"]) in {2, 3}
    assert len(caller.read(f"{CATALOG}?top=2")["value"]) == 2
    assert len(caller.read(f"{CONFIGURATIONS}?select=id", version="v1.0")["value"][0]) > 2, "v1.0 wants the dollar"


@pytest.mark.proves("SBX-005")
def test_versions_know_different_places(caller, store):
    answer = caller.get(CATALOG, version="v1.0")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "Resource not found for the segment 'configurationPolicies'."
    kiosk = {"@odata.type": "#microsoft.graph.windowsKioskConfiguration", "id": "k1", "displayName": "Kiosk"}
    store.put("deviceConfigurations", kiosk)
    assert len(caller.read(CONFIGURATIONS)["value"]) == 2
    assert [item["displayName"] for item in caller.read(CONFIGURATIONS, version="v1.0")["value"]] == ["Custom"]
    assert caller.get(CATALOG, version="v2.0").status_code in {400, 404}


def test_every_answer_has_its_ids_and_diagnostics(caller):
    answer = caller.get(CATALOG, headers={"client-request-id": "mine"})
    assert answer.headers["client-request-id"] == "mine"
    assert answer.headers["request-id"] not in {"", "mine"}
    assert "RoleInstance" in answer.headers["x-ms-ags-diagnostic"]
    assert answer.headers["OData-Version"] == "4.0"
    assert answer.headers["Content-Type"].startswith("application/json;odata.metadata=minimal")
    plain = caller.get(CATALOG)
    assert plain.headers["client-request-id"] == plain.headers["request-id"] != answer.headers["request-id"]


@pytest.mark.proves("SBX-007")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("$filter=platforms eq 'windows10'", ["Policy 001"]),
        ("$filter=(platforms eq 'macOS' or platforms eq 'x') and not(name eq 'Policy 000')", ["Policy 002"]),
        ("$filter=startswith(name,'policy 00')", ["Policy 000", "Policy 001", "Policy 002"]),
        ("$filter=contains(name,'02') eq true", ["Policy 002"]),
        (f"$filter=id in ('{FIRST}')", ["Policy 000"]),
        ("$filter=lastModifiedDateTime ge 2026-01-02T10:00:00.2Z", ["Policy 002"]),
        ("$filter=lastModifiedDateTime lt 2026-01-02", ["Policy 000"]),
        ("$filter=templateReference/templateFamily eq null and settingCount gt 0", ["Policy 000", "Policy 001",
                                                                                    "Policy 002"]),
        ("$filter=assignments/any(a:a/target/groupId eq '" + GROUP + "') and name ne 'Policy 000'", ["Policy 001",
                                                                                                     "Policy 002"]),
        ("$filter=isof('microsoft.graph.iosStoreApp')", []),
        ("$orderby=name desc", ["Policy 002", "Policy 001", "Policy 000"]),
        ("$orderby=platforms,name desc&$top=2", ["Policy 002", "Policy 000"]),
        ('$search="name:y 001"', ["Policy 001"]),
        ("$skip=2", ["Policy 002"]),
    ],
)  # fmt: skip
def test_objects_are_chosen_and_ordered(caller, query, names):
    assert [item["name"] for item in caller.read(f"{CATALOG}?{query}")["value"]] == names


@pytest.mark.proves("SBX-007")
def test_selecting_keeps_the_id(caller):
    assert caller.read(f"{CATALOG}?$select=name")["value"][0] == {"id": FIRST, "name": "Policy 000"}
    kind = caller.read(f"{CONFIGURATIONS}?$select=displayName,microsoft.graph.windows10CustomConfiguration/version")
    assert kind["value"][0].keys() == {"@odata.type", "id", "displayName", "version"}


@pytest.mark.parametrize("query", ["$filter=name eq", "$filter=name like 'x'", "$filter=((a eq 1)", "$top=many",
                                   "$expand=nothing", "$skiptoken=made-up", "$filter=cast(a,'b')"])  # fmt: skip
def test_what_cannot_be_understood_is_refused(caller, query):
    answer = caller.get(f"{CATALOG}?{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequest")


@pytest.mark.proves("SBX-006")
def test_pages_of_25_with_counts_that_lie(caller, store):
    for number in range(3, 60):
        store.put("configurationPolicies", policy(number, settings=60 if number == 3 else 1))
    page = caller.read(CATALOG)
    assert (len(page["value"]), page["@odata.count"]) == (25, 25)
    link = page["@odata.nextLink"]
    assert "$skiptoken=%255B" in link
    assert urlsplit(link).netloc == urlsplit(caller.sandbox.graph_url).netloc
    ids = [item["id"] for item in caller.everything(CATALOG)]
    assert len(ids) == len(set(ids)) == 60
    settings = f"{CATALOG}/{policy(3)['id']}/settings"
    assert [len(caller.read(settings)["value"]), len(caller.everything(settings))] == [25, 60]
    assert len(caller.read(f"{settings}?&top=1000")["value"]) == 60
    kept = caller.read(f"{CATALOG}?$top=40&$select=id,name&$filter=platforms eq 'macOS' or name ne 'a b'")
    following = caller.read(kept["@odata.nextLink"])
    assert following["value"][0].keys() == {"id", "name"}
    assert len(kept["value"]) + len(following["value"]) == 60


@pytest.mark.proves("SBX-006")
def test_an_object_that_vanishes_between_pages_hides_no_other(caller, store):
    for number in range(3, 60):
        store.put("configurationPolicies", policy(number))
    page = caller.read(CATALOG)
    for item in itertools.chain(page["value"][:2], page["value"][-1:]):
        store.remove("configurationPolicies", item["id"])
    rest = caller.everything(page["@odata.nextLink"])
    assert len(rest) == 35


@pytest.mark.proves("SBX-006", negative=True)
def test_limits_of_a_page(caller, store):
    for number in range(3):
        store.put("windowsFeatureUpdateProfiles", {"id": f"f{number}", "displayName": "Feature"})
    answer = caller.get("deviceManagement/windowsFeatureUpdateProfiles?$top=999")
    assert answer.status_code == 400
    assert "The limit of '200' for Top query has been exceeded." in answer.json()["error"]["message"]
    assert len(caller.read("deviceManagement/windowsFeatureUpdateProfiles?$top=200")["value"]) == 3
    once = caller.read(f"{CATALOG}?$top=1")["@odata.nextLink"].replace("%25", "%")
    assert caller.get(once).status_code == 400, "a link that somebody decoded is not a link any more"


@pytest.mark.proves("SBX-006")
def test_directories_count_only_when_asked(caller):
    assert "@odata.count" not in caller.read("groups")
    assert caller.read("groups?$count=true", headers={"ConsistencyLevel": "eventual"})["@odata.count"] == 1


@pytest.mark.proves("SBX-008", negative=True)
def test_each_service_refuses_in_its_own_words(caller):
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = {"AuditLog.Read.All"}
    caller.sign_in()
    scopes = "DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All"
    text = caller.get(CATALOG).json()["error"]
    assert text["code"] == "Forbidden"
    assert f"Application must have one of the following scopes: {scopes} - Operation ID" in text["message"]
    assert '\r\n  "Message"' in text["message"]
    service = caller.get("deviceManagement/termsAndConditions").json()["error"]["message"]
    assert "DeviceManagementServiceConfiguration.Read.All" in service
    assert "DeviceManagementScripts.Read.All" in caller.get("deviceManagement/deviceShellScripts").text
    access = caller.get(ACCESS).json()["error"]
    assert (access["code"], access["message"]) == (
        "AccessDenied", "You cannot perform the requested operation, required scopes are missing in the token.",
    )  # fmt: skip
    directory = caller.get("groups").json()["error"]
    assert directory["code"] == "Authorization_RequestDenied"


@pytest.mark.proves("SBX-008", negative=True)
def test_without_a_token_there_is_nothing(caller):
    for token in ("nonsense", "nonsense.again", caller.token[:-4] + "aaaa"):
        answer = caller.get(CATALOG, headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")


def test_missing_things_are_missing_in_the_words_of_their_service(caller):
    intune = caller.get(f"{CATALOG}/{GROUP}").json()["error"]
    assert intune["code"] == "ResourceNotFound"
    assert '"Message": "Resource not found' in intune["message"]
    entra = caller.get("groups/ffffffff-0000-4000-8000-000000000000").json()["error"]
    assert entra["code"] == "Request_ResourceNotFound"
    assert caller.get("deviceManagement/somethingElse").status_code == 400


@pytest.mark.proves("SBX-010")
def test_directory_objects_by_ids(caller):
    ids = [GROUP, "u1", "unknown"]
    found = caller.request("POST", "directoryObjects/getByIds", json={"ids": ids, "types": ["group", "user"]}).json()
    assert [(item["@odata.type"], item["displayName"]) for item in found["value"]] == [
        ("#microsoft.graph.group", "All laptops"), ("#microsoft.graph.user", "Ada"),
    ]  # fmt: skip
    assert "members" not in found["value"][0]
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = {"Group.Read.All"}
    caller.sign_in()
    some = caller.request("POST", "directoryObjects/getByIds", json={"ids": ids}, version="v1.0").json()["value"]
    assert [item.get("displayName") for item in some] == ["All laptops", None]
    assert caller.read(f"groups/{GROUP}/members")["value"] == [{"id": "u1"}]
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = {"AuditLog.Read.All"}
    caller.sign_in()
    assert caller.request("POST", "directoryObjects/getByIds", json={"ids": ids}).status_code == 403


def test_applications_are_found_by_what_they_are_everywhere(caller, store):
    store.put("servicePrincipals", {"id": "sp1", "appId": CLIENT, "displayName": "TenantPilot"})
    answer = caller.get(f"servicePrincipals(appId='{CLIENT}')", version="v1.0")
    assert (answer.json()["id"], answer.headers["x-ms-resource-unit"]) == ("sp1", "1")
    assert caller.read(f"servicePrincipals?$filter=appId eq '{CLIENT}'")["value"][0]["id"] == "sp1"
    assert caller.get("servicePrincipals(appId='x')").status_code == 404


def test_a_tenant_describes_itself(caller):
    organization = caller.read("organization", version="v1.0")["value"][0]
    assert (organization["id"], organization["displayName"]) == (TENANT, f"Tenant {TENANT[:4]}")
    skus = caller.read("subscribedSkus", version="v1.0")["value"]
    assert "INTUNE_A" in {plan["servicePlanName"] for sku in skus for plan in sku["servicePlans"]}


@pytest.mark.proves("SBX-011", negative=True)
def test_encrypted_values_are_masked_and_take_the_permission_to_write(caller):
    profile = "d0000000-0000-4000-8000-000000000001"
    for path in (CONFIGURATIONS, f"{CONFIGURATIONS}/{profile}"):
        assert "planted-oma-value" not in caller.get(path).text
    shown = caller.read(f"{CONFIGURATIONS}/{profile}")["omaSettings"]
    assert [entry["value"] for entry in shown] == ["visible", "****"]
    function = f"{CONFIGURATIONS}/{profile}/getOmaSettingPlainTextValue(secretReferenceValueId='ref-1')"
    refused = caller.get(function)
    assert refused.status_code == 403
    assert "DeviceManagementConfiguration.ReadWrite.All" in refused.text
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = set(WRITE)
    caller.sign_in()
    assert caller.read(function)["value"] == "planted-oma-value"
