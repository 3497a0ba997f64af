"""The control door for programs, the page for people, the log, and what survives a restart."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import staging
from tenantpilot.sandbox.graph.data import TimelineEntry
from tenantpilot.sandbox.graph.faults import Fault
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.provider.sandbox.world import ACCESS, CATALOG, CLIENT, OTHER, TENANT, Caller, policy, tenant

FIRST = policy(0)["id"]
ITEM = f"tenants/{TENANT}/configurationPolicies/{FIRST}"


@pytest.mark.proves("SBX-020")
def test_programs_edit_delete_and_restore(caller):
    listed = caller.control("GET", "tenants").json()["tenants"]
    assert [one["tenant_id"] for one in listed] == [TENANT, OTHER]
    assert listed[0]["collections"]["configurationPolicies"] == 3
    at = "2026-02-03T04:05:06+00:00"
    edited = caller.control("PATCH", ITEM, json={"name": "Edited"}, params={"actor": "eve@t.example", "at": at})
    assert edited.status_code == 200
    assert caller.read(f"{CATALOG}/{FIRST}")["lastModifiedDateTime"].startswith("2026-02-03T04:05:06")
    assert caller.read("deviceManagement/auditEvents")["value"][0]["actor"]["userPrincipalName"] == "eve@t.example"
    assert caller.control("DELETE", ITEM).status_code == 200
    assert caller.get(f"{CATALOG}/{FIRST}").status_code == 404
    assert caller.control("POST", f"{ITEM}/restore").json()["name"] == "Policy 000"
    new = f"tenants/{TENANT}/deviceCategories/k1"
    assert caller.control("PUT", new, json={"displayName": "Kiosk"}).json()["id"] == "k1"
    assert caller.control("GET", new).json()["displayName"] == "Kiosk"
    assert caller.read("deviceManagement/deviceCategories")["value"][0]["displayName"] == "Kiosk"
    caller.control("DELETE", f"tenants/{TENANT}/conditionalAccessPolicies/ca1")
    assert caller.control("POST", f"tenants/{TENANT}/conditionalAccessPolicies/ca1/restore").status_code == 200


@pytest.mark.proves("SBX-020")
def test_programs_change_tenants_applications_faults_and_limits(caller):
    app = f"tenants/{TENANT}/apps/{CLIENT}"
    assert caller.control("PATCH", app, json={"granted": ["Policy.Read.All"]}).status_code == 200
    caller.sign_in()
    assert caller.get(CATALOG).status_code == 403
    caller.control("PATCH", app, json={"secrets": [{"value": "x", "expires_at": "2020-01-01T00:00:00Z"}]})
    assert caller.sign_in(client_secret="x").json()["error_codes"] == [7000222]
    caller.control("PATCH", f"tenants/{TENANT}", json={"is_gone": True, "revoke_tokens": True})
    assert caller.sign_in().json()["error_codes"] == [90002]
    assert caller.control("POST", f"tenants/{TENANT}/reset").status_code == 200
    assert caller.sign_in().status_code == 200
    armed = caller.control("POST", "faults", json={"kind": "status", "status": 502, "tenant": TENANT}).json()
    assert caller.get(CATALOG).status_code == 502
    assert caller.control("GET", "faults").json()["faults"][0]["happened"] == 1
    assert caller.control("DELETE", f"faults/{armed['id']}").status_code == 200
    assert caller.get(CATALOG).status_code == 200
    assert caller.control("PATCH", "limits", json={"is_on": False}).json()["is_on"] is False
    assert caller.control("POST", "reset").status_code == 200


@pytest.mark.proves("SBX-020", negative=True)
@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "faults", {"kind": "nothing"}, 400),
        ("POST", "faults", {"kind": "status", "unknown": 1}, 400),
        ("POST", "faults", {"kind": "status", "path": "("}, 400),
        ("POST", "faults", ["status"], 400),
        ("DELETE", "faults/99999", None, 404),
        ("DELETE", "faults/first", None, 400),
        ("GET", "tenants/unknown", None, 404),
        ("GET", f"tenants/{TENANT}/nothing/x", None, 404),
        ("GET", f"tenants/{TENANT}/groups/x", None, 404),
        ("POST", f"tenants/{TENANT}/groups/x/restore", None, 404),
        ("PATCH", f"tenants/{TENANT}/apps/x", {}, 404),
        ("POST", f"tenants/{TENANT}/timeline", {"until": "2026-01-01"}, 400),
        ("POST", f"tenants/{TENANT}/timeline", {}, 400),
        ("PATCH", "limits", {"nothing": 1}, 400),
    ],
)
def test_requests_without_sense_change_nothing(caller, method, path, body, status):
    assert caller.control(method, path, json=body).status_code == status


@pytest.mark.proves("SBX-020", negative=True)
def test_web_sites_and_other_names_are_kept_out(caller):
    for headers in (
        {"Origin": "https://attacker.example"},
        {"Origin": caller.sandbox.origin},
        {"Host": "evil.example"},
    ):
        assert caller.control("GET", "tenants", headers=headers).status_code == 404
        assert caller.control("POST", "reset", headers=headers).status_code == 404
    assert caller.control("GET", "", headers={"Host": "evil.example"}).status_code == 404
    form = {"tenant": TENANT, "act": "delete"}
    for headers in ({"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Host": "evil.example"}):
        assert caller.control("POST", "", data=form, headers=headers).status_code == 404
    assert len(caller.everything(CATALOG)) == 3


def _press(caller, act, tenant_id=TENANT, chosen=""):
    own = {"Origin": caller.sandbox.origin}
    answer = caller.control("POST", "", data={"tenant": tenant_id, "act": act, "object": chosen}, headers=own)
    assert answer.status_code == 303, answer.text
    return caller.control("GET", "").text


@pytest.mark.proves("SBX-020")
def test_people_make_things_happen_on_the_page(caller):
    caller.sandbox.world.governor.limits.is_on = False
    page = caller.control("GET", "")
    assert f"Tenant {TENANT[:4]}" in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    before = json.dumps(caller.sandbox.tenant(TENANT).store.objects)
    assert "was changed" in _press(caller, "change")
    assert json.dumps(caller.sandbox.tenant(TENANT).store.objects) != before
    assert "was deleted" in _press(caller, "delete")
    assert "was withdrawn" in _press(caller, "withdraw")
    assert caller.get(CATALOG).status_code == 401
    caller.sign_in()
    assert caller.get("deviceManagement/deviceManagementScripts").status_code == 403
    assert "granted again" in _press(caller, "give-back")
    caller.sign_in()
    assert "Stop throttling" in _press(caller, "throttle")
    assert caller.get(ACCESS).status_code == 429
    assert "answers again" in _press(caller, "throttle")
    assert caller.get(ACCESS).status_code == 200
    assert "as at the start" in _press(caller, "reset")
    assert json.dumps(caller.sandbox.tenant(TENANT).store.objects) == before
    assert "nothing to do" in _press(caller, "something else")
    assert "Mandanten der Sandbox" in caller.control("GET", "", params={"ui_locales": "de"}).text


def _said(tenant_):
    """Everything in a tenant but when it was written last."""
    return re.sub(r'"(lastM|m)odifiedDateTime": [^,}]*', "", json.dumps(tenant_.store.objects, sort_keys=True))


@pytest.mark.proves("SBX-020")
def test_a_person_chooses_the_policy_that_changes_and_changes_it_back(caller):
    tenant = caller.sandbox.tenant(TENANT)
    chosen, name = next(one for items in staging.changeable(tenant).values() for one in items)
    assert f'<option value="{chosen}">' in caller.control("GET", "").text
    before = _said(tenant)
    assert f"“{name}” was changed" in _press(caller, "change", chosen=chosen)
    assert _said(tenant) != before
    _press(caller, "change", chosen=chosen)
    assert _said(tenant) == before
    for unknown in ("users/1", f"{chosen}x", "nothing", "/"):
        assert "nothing to do" in _press(caller, "change", chosen=unknown)
        assert "nothing to do" in _press(caller, "delete", chosen=unknown)
    assert _said(tenant) == before
    assert f"“{name}” was deleted" in _press(caller, "delete", chosen=chosen)


@pytest.mark.proves("SBX-020")
def test_a_policy_changes_in_a_second_way(caller):
    caller.sandbox.world.governor.limits.is_on = False
    tenant = caller.sandbox.tenant(TENANT)
    places = [place for place, _ in staging.changeable(tenant).get("conditional_access", [])]
    first = caller.sandbox.tenant(TENANT).store.objects["conditionalAccessPolicies"][places[0].partition("/")[2]]
    _press(caller, "change-more", chosen=places[0])
    second = caller.sandbox.tenant(TENANT).store.objects["conditionalAccessPolicies"][places[0].partition("/")[2]]
    assert first["state"] == second["state"]
    assert first["conditions"] != second["conditions"]


@pytest.mark.proves("SBX-019", negative=True)
def test_the_log_says_that_nothing_came_after_a_moment(caller):
    caller.get(f"{CATALOG}?$top=1", headers={"client-request-id": "mine"})
    mark = caller.control("GET", "log").json()["mark"]
    assert caller.sandbox.log.after(mark, tenant=TENANT) == []
    last = caller.sandbox.log.entries(tenant=TENANT, kind="graph")[-1]
    assert (last.method, last.path, last.query) == ("GET", f"/beta/{CATALOG}", "$top=1")
    assert (last.client_request_id, last.status, last.client) == ("mine", 200, CLIENT)
    caller.get(CATALOG)
    later = caller.control("GET", "log", params={"after": mark, "tenant": TENANT}).json()["entries"]
    assert [entry["path"] for entry in later] == [f"/beta/{CATALOG}"]
    assert "secret" not in json.dumps(caller.control("GET", "log").json())
    caller.control("DELETE", "log")
    assert caller.sandbox.log.entries() == []


@pytest.mark.proves("SBX-021")
def test_what_happened_survives_a_restart(tmp_path):
    file = tmp_path / "state" / "tenants.jsonl"
    data = tenant()
    data.timeline = [
        TimelineEntry(now() - timedelta(days=1), "ada@t.example", "Delete", "configurationPolicies", FIRST)
    ]
    with GraphSandbox(state=file) as sandbox:
        running = sandbox.add_tenant(data)
        sandbox.add_tenant(tenant(OTHER))
        caller = Caller(sandbox)
        sandbox.advance(TENANT, now())
        caller.control("PATCH", f"tenants/{TENANT}/configurationPolicies/{policy(1)['id']}", json={"name": "Kept"})
        caller.control("DELETE", f"tenants/{TENANT}/conditionalAccessPolicies/ca1")
        caller.control("PATCH", f"tenants/{TENANT}/apps/{CLIENT}", json={"granted": ["Policy.Read.All"]})
        caller.control("DELETE", f"tenants/{OTHER}/configurationPolicies/{FIRST}")
        caller.control("POST", f"tenants/{OTHER}/reset")
        caller.http.close()
        events = [event["id"] for event in running.store.audit_events]
    with file.open("a", encoding="utf-8") as torn:
        torn.write('{"tenant": "half a li')
    with GraphSandbox(state=file) as sandbox:
        again, other = sandbox.add_tenant(data), sandbox.add_tenant(tenant(OTHER))
        assert again.store.objects["configurationPolicies"].keys() == {policy(1)["id"], policy(2)["id"]}
        assert again.store.objects["configurationPolicies"][policy(1)["id"]]["name"] == "Kept"
        assert list(again.store.deleted["conditionalAccessPolicies"]) == ["ca1"]
        assert again.app(CLIENT).granted == {"Policy.Read.All"}
        assert (again.applied, sandbox.advance(TENANT, now())) == (1, 0)
        assert [event["id"] for event in again.store.audit_events] == events
        assert FIRST in other.store.objects["configurationPolicies"]


def test_standing_faults_survive_a_reset(caller):
    caller.sandbox.faults.add(Fault.STATUS, tenant=TENANT, is_standing=True)
    caller.sandbox.faults.add(Fault.STATUS, tenant=TENANT)
    caller.control("POST", "reset")
    assert [armed.is_standing for armed in caller.sandbox.faults.armed()] == [True]
    caller.sandbox.faults.clear()


@pytest.mark.proves("SBX-022", negative=True)
def test_tenants_share_nothing(caller):
    caller.control("DELETE", f"tenants/{TENANT}/configurationPolicies/{FIRST}")
    caller.sandbox.faults.add(Fault.STATUS, tenant=TENANT)
    caller.sign_in(tenant=OTHER)
    assert caller.read(f"{CATALOG}/{FIRST}")["name"] == "Policy 000"
    assert caller.read("deviceManagement/auditEvents")["value"] == []
    assert {entry.tenant for entry in caller.sandbox.log.entries(kind="graph")} == {OTHER}
