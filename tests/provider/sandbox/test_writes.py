"""Writes: status codes, consequences, and the tenant's own log of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.data import TimelineEntry
from tests.provider.sandbox.world import (
    ACCESS,
    CATALOG,
    CLIENT,
    CONFIGURATIONS,
    GROUP,
    TENANT,
    WRITE,
    policy,
    setting,
    tenant,
)

FIRST = policy(0)["id"]
PROFILE = "d0000000-0000-4000-8000-000000000001"
TO_GROUP = {"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": GROUP}}


@pytest.fixture
def writer(caller):
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = set(WRITE)
    caller.sandbox.world.governor.limits.is_on = False
    caller.sign_in()
    return caller


def _events(writer, log="deviceManagement/auditEvents"):
    return writer.read(log)["value"]


@pytest.mark.proves("SBX-015", "SBX-016")
def test_a_policy_lives(writer):
    made = writer.request("POST", CATALOG, json=policy(7) | {"id": "ignored", "settings": [setting(5), setting(6)]})
    assert made.status_code == 201
    body = made.json()
    assert body["id"] not in {"ignored", policy(7)["id"]}
    assert body["settingCount"] == 2
    path = f"{CATALOG}/{body['id']}"
    assert [one["id"] for one in writer.read(f"{path}/settings")["value"]] == ["0", "1"]
    changed = writer.request("PUT", path, json=body | {"name": "Renamed", "settings": [setting(1)]})
    assert (changed.status_code, changed.content) == (204, b"")
    after = writer.read(f"{path}?$expand=settings")
    assert (after["name"], after["settingCount"], len(after["settings"])) == ("Renamed", 1, 1)
    assert after["lastModifiedDateTime"] >= body["lastModifiedDateTime"]
    assert after["createdDateTime"] == body["createdDateTime"]
    assert writer.request("DELETE", path).status_code == 200
    assert writer.get(path).status_code == 404
    assert [event["activityOperationType"] for event in _events(writer)] == ["Delete", "Patch", "Create"]
    newest = _events(writer)[0]
    assert newest["actor"]["applicationId"] == CLIENT
    assert newest["resources"][0]["resourceId"] == body["id"]
    assert newest["resources"][0]["displayName"] == "Renamed"
    renamed = {one["displayName"]: one for one in _events(writer)[1]["resources"][0]["modifiedProperties"]}
    assert renamed["Name"]["newValue"] == "Renamed"


@pytest.mark.proves("SBX-015", negative=True)
@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("PATCH", f"{CATALOG}/{FIRST}", {"settings": []}, 400, "BadRequest"),
        ("PUT", f"{CONFIGURATIONS}/{PROFILE}", {}, 400, "No method match route template"),
        ("POST", f"{CATALOG}/{FIRST}", {}, 400, "No method match route template"),
        ("DELETE", CATALOG, None, 400, "No method match route template"),
        ("PATCH", "deviceManagement/nothing/1", {}, 400, "No method match route template"),
        ("POST", CATALOG, {"description": "no name"}, 400, "BadRequest"),
        ("POST", CONFIGURATIONS, {"@odata.type": "microsoft.x", "displayName": "x"}, 400, "ModelValidationFailure"),
        ("PATCH", f"{CONFIGURATIONS}/{PROFILE}", {"@odata.type": "#microsoft.graph.other"}, 400, "BadRequest"),
        ("PATCH", f"{CATALOG}/{GROUP}", {"name": "x"}, 404, "ResourceNotFound"),
        ("POST", f"{CATALOG}/{GROUP}/assign", {"assignments": []}, 404, "ResourceNotFound"),
        ("POST", f"{CATALOG}/{FIRST}/assign", {"deviceAssignments": []}, 400, "BadRequest"),
        ("POST", f"{CATALOG}/{FIRST}/assign", {"assignments": [{"target": {"groupId": "gone"}}]}, 400, "BadRequest"),
        ("POST", ACCESS, {"displayName": "x", "conditions": {"users": {"includeGroups": ["gone"]}}}, 400, "BadRequest"),
    ],
)
def test_what_the_original_refuses_is_refused(writer, method, path, body, status, code):
    before = len(_events(writer))
    answer = writer.request(method, path, json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert len(_events(writer)) == before


@pytest.mark.proves("SBX-015", negative=True)
def test_reading_permissions_do_not_write(caller):
    assert caller.request("PATCH", f"{CONFIGURATIONS}/{PROFILE}", json={"description": "x"}).status_code == 403
    assert caller.request("DELETE", f"{ACCESS}/ca1").json()["error"]["code"] == "AccessDenied"


@pytest.mark.proves("SBX-015", negative=True)
def test_built_in_things_stay(writer):
    writer.sandbox.tenant(TENANT).store.put("roleScopeTags", {"id": "0", "displayName": "Default", "isBuiltIn": True})
    assert writer.request("DELETE", "deviceManagement/roleScopeTags/0").status_code == 400


@pytest.mark.proves("SBX-015")
def test_versions_and_status_codes_of_other_families(writer):
    assert writer.request("PATCH", f"{CONFIGURATIONS}/{PROFILE}", json={"description": "d"}).status_code == 204
    assert writer.read(f"{CONFIGURATIONS}/{PROFILE}")["version"] == 4
    made = writer.request("POST", "deviceManagement/roleScopeTags", json={"displayName": "Tag"})
    assert made.status_code == 200
    assert writer.request("PATCH", f"deviceManagement/roleScopeTags/{made.json()['id']}", json={}).status_code == 200
    context = writer.request("PATCH", "identity/conditionalAccess/authenticationContextClassReferences/c1", json={})
    assert (context.status_code, context.json()["id"]) == (201, "c1")
    protection = writer.request("POST", "deviceAppManagement/iosManagedAppProtections", json={"displayName": "iOS"})
    assert protection.json()["@odata.type"] == "#microsoft.graph.iosManagedAppProtection"
    path = f"deviceAppManagement/iosManagedAppProtections/{protection.json()['id']}"
    assert writer.request("POST", f"{path}/assign", json={"assignments": [TO_GROUP]}).status_code == 204
    assert writer.request("POST", f"{path}/targetApps", json={"apps": [{"id": "a"}]}).status_code == 204
    assert writer.read(f"{path}?$expand=apps,assignments")["apps"] == [{"id": "a"}]
    assert writer.request("DELETE", path).status_code == 204


@pytest.mark.proves("SBX-015")
def test_assigning_replaces_the_whole_list(writer):
    everybody = {"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}
    before = writer.read(f"{CATALOG}/{FIRST}")["lastModifiedDateTime"]
    answer = writer.request("POST", f"{CATALOG}/{FIRST}/assign", json={"assignments": [TO_GROUP, everybody]})
    assert answer.status_code == 200
    ids = [one["id"] for one in writer.read(f"{CATALOG}/{FIRST}/assignments")["value"]]
    assert ids == [f"{FIRST}_{GROUP}", f"{FIRST}_adadadad-808e-44e2-905a-0b7873a8a531"]
    assert writer.read(f"{CATALOG}/{FIRST}")["lastModifiedDateTime"] == before
    assert _events(writer)[0]["activityType"] == "Assign DeviceManagementConfigurationPolicy"
    script = {"deviceManagementScriptAssignments": [TO_GROUP]}
    assert writer.request("POST", "deviceManagement/deviceManagementScripts/s1/assign", json=script).status_code == 200


@pytest.mark.proves("SBX-015")
def test_actions_below_objects(writer):
    store = writer.sandbox.tenant(TENANT).store
    store.put("notificationMessageTemplates", {"id": "n1", "displayName": "Mail"})
    path = "deviceManagement/notificationMessageTemplates/n1/localizedNotificationMessages"
    made = writer.request("POST", path, json={"locale": "de-de", "subject": "Betreff"})
    assert (made.status_code, made.json()["id"]) == (200, "n1_de-de")
    assert writer.request("PATCH", f"{path}/n1_de-de", json={"subject": "Neu"}).json()["subject"] == "Neu"
    assert writer.request("DELETE", f"{path}/n1_de-de").status_code == 200
    assert writer.read(path)["value"] == []
    assert writer.request("PATCH", f"{path}/n1_de-de", json={}).status_code == 404

    store.put("groupPolicyConfigurations", {"id": "g1", "displayName": "ADMX", "definitionValues": []})
    bind = "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('def-1')"
    added = {"added": [{"enabled": True, "definition@odata.bind": bind, "presentationValues": [{"value": "x"}]}]}
    admx = "deviceManagement/groupPolicyConfigurations/g1"
    assert writer.request("POST", f"{admx}/updateDefinitionValues", json=added).status_code == 204
    value = writer.read(f"{admx}/definitionValues?$expand=definition,presentationValues")["value"][0]
    assert (value["definition"]["id"], value["presentationValues"][0]["value"]) == ("def-1", "x")
    assert (
        writer.request("POST", f"{admx}/updateDefinitionValues", json={"deletedIds": [value["id"]]}).status_code == 204
    )
    assert writer.read(f"{admx}/definitionValues")["value"] == []

    store.put("templates", {"id": "t1", "displayName": "Baseline"})
    body = {"displayName": "Intent", "settingsDelta": [{"definitionId": "d", "valueJson": "1"}]}
    intent = writer.request("POST", "deviceManagement/templates/t1/createInstance", json=body)
    assert intent.status_code == 201
    new = {"settings": [{"definitionId": "d", "valueJson": "2"}]}
    changed = f"deviceManagement/intents/{intent.json()['id']}"
    assert writer.request("POST", f"{changed}/updateSettings", json=new).status_code == 204
    assert writer.read(f"{changed}/settings")["value"][0]["valueJson"] == "2"

    store.put("policySets", {"id": "p1", "displayName": "Set"})
    grown = {"addedPolicySetItems": [{"payloadId": FIRST}], "assignments": [TO_GROUP]}
    assert writer.request("POST", "deviceAppManagement/policySets/p1/update", json=grown).status_code == 200
    assert len(writer.read("deviceAppManagement/policySets/p1?$expand=items,assignments")["items"]) == 1


@pytest.mark.proves("SBX-015", "SBX-016")
def test_assignments_one_by_one(writer):
    writer.sandbox.tenant(TENANT).store.put("windowsAutopilotDeploymentProfiles", {"id": "w1", "displayName": "W"})
    path = "deviceManagement/windowsAutopilotDeploymentProfiles/w1/assignments"
    made = writer.request("POST", path, json=TO_GROUP)
    assert (made.status_code, made.json()["id"]) == (201, f"w1_{GROUP}")
    assert writer.request("DELETE", f"{path}/w1_{GROUP}").status_code == 200
    assert writer.request("POST", path.replace("assignments", "assign"), json={}).status_code == 400


@pytest.mark.proves("SBX-017", "SBX-016")
def test_conditional_access_is_deleted_softly(writer):
    changed = writer.request("PATCH", f"{ACCESS}/ca1", json={"state": "disabled"})
    assert changed.status_code == 204
    assert writer.request("DELETE", f"{ACCESS}/ca1").status_code == 204
    gone = "identity/conditionalAccess/deletedItems/policies"
    assert writer.get(f"{ACCESS}/ca1").status_code == 404
    assert writer.read(gone, version="v1.0")["value"][0]["deletedDateTime"]
    assert writer.request("POST", f"{gone}/ca1/restore").status_code == 200
    assert writer.read(f"{ACCESS}/ca1")["state"] == "disabled"
    assert writer.request("POST", f"{gone}/ca1/restore").status_code == 404
    writer.request("DELETE", f"{ACCESS}/ca1")
    assert writer.request("DELETE", f"{gone}/ca1").status_code == 204
    assert writer.read(gone)["value"] == []
    audits = _events(writer, "auditLogs/directoryAudits")
    assert [audit["activityDisplayName"] for audit in audits[::-1]][:3] == [
        "Update conditional access policy", "Delete conditional access policy", "Restore conditional access policy",
    ]  # fmt: skip
    assert audits[0]["initiatedBy"]["app"]["appId"] == CLIENT
    assert audits[0]["targetResources"][0]["id"] == "ca1"
    assert _events(writer) == [], "Entra's changes are not in Intune's log"


@pytest.mark.proves("SBX-016")
def test_the_log_is_asked_from_a_moment_on(writer):
    for number in range(3):
        writer.request("POST", "deviceManagement/deviceCategories", json={"displayName": f"Category {number}"})
    events = _events(writer)
    middle = events[1]["activityDateTime"]
    later = writer.read(f"deviceManagement/auditEvents?$filter=activityDateTime ge {middle}", version="v1.0")["value"]
    assert [event["id"] for event in later] == [event["id"] for event in events[:2]]
    page = writer.read("deviceManagement/auditEvents?$top=2&$orderby=activityDateTime asc")
    assert [event["id"] for event in page["value"]] == [event["id"] for event in events[::-1][:2]]
    assert len(writer.read(page["@odata.nextLink"])["value"]) == 1
    assert writer.read(f"deviceManagement/auditEvents/{events[0]['id']}")["id"] == events[0]["id"]


@pytest.mark.proves("SBX-018", "SBX-016")
def test_a_timeline_happens_up_to_a_moment(sandbox, caller):
    start = datetime(2026, 3, 1, 9, tzinfo=UTC)
    data = tenant()
    data.timeline = [
        TimelineEntry(start + timedelta(days=2), "bob@t.example", "Delete", "configurationPolicies", policy(1)["id"]),
        TimelineEntry(start, "ada@t.example", "Patch", "configurationPolicies", FIRST, policy(0) | {"name": "Changed"}),
        TimelineEntry(start + timedelta(days=1), "ada@t.example", "Create", "conditionalAccessPolicies", "ca2",
                      {"displayName": "New", "state": "disabled"}),
        TimelineEntry(now() + timedelta(days=9), "ada@t.example", "Delete", "configurationPolicies", FIRST),
    ]  # fmt: skip
    sandbox.add_tenant(data)
    caller.sandbox.world.governor.limits.is_on = False
    assert sandbox.advance(TENANT, start + timedelta(hours=1)) == 1
    assert caller.read(f"{CATALOG}/{FIRST}")["name"] == "Changed"
    assert caller.read(f"{CATALOG}/{FIRST}")["lastModifiedDateTime"] == "2026-03-01T09:00:00.0000000Z"
    answer = caller.control("POST", f"tenants/{TENANT}/timeline", json={"until": now().isoformat()})
    assert answer.json() == {"happened": 2, "applied": 3}
    assert len(caller.everything(CATALOG)) == 2
    assert caller.read(f"{ACCESS}/ca2")["modifiedDateTime"].startswith("2026-03-02")
    event = caller.read("deviceManagement/auditEvents")["value"][0]
    assert (event["actor"]["userPrincipalName"], event["activityDateTime"][:10]) == ("bob@t.example", "2026-03-03")
    audit = caller.read("auditLogs/directoryAudits")["value"][0]
    assert audit["initiatedBy"]["user"]["userPrincipalName"] == "ada@t.example"
    assert policy(0)["name"] == data.collections["configurationPolicies"][FIRST]["name"], "the data stays as given"
