"""Each fault does what it says, to the requests it is meant for and to no others."""

from __future__ import annotations

import json
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx2
import pytest

from tenantpilot.sandbox.graph.faults import INSTEAD, LOGIN, SPOILING, Fault
from tests.provider.sandbox.world import ACCESS, CATALOG, CLIENT, CONFIGURATIONS, GROUP, OTHER, TENANT, WRITE, policy

FIRST = policy(0)["id"]


@pytest.fixture
def faults(sandbox):
    return sandbox.faults


def soon(found):
    """What the server has to show, which it may be about to write down only."""
    until = time.monotonic() + 20
    while not (shown := found()) and time.monotonic() < until:
        time.sleep(0.01)
    return shown


@pytest.mark.proves("SBX-013", negative=True)
@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (Fault.THROTTLED, 429, "TooManyRequests"),
        (Fault.THROTTLED_SILENTLY, 429, "TooManyRequests"),
        (Fault.THROTTLED_UNTIL, 429, "TooManyRequests"),
        (Fault.FORBIDDEN, 403, "Forbidden"),
        (Fault.ROLE_REFUSED, 401, "UnknownError"),
        (Fault.TOKEN_REFUSED, 401, "InvalidAuthenticationToken"),
        (Fault.CLAIMS_CHALLENGE, 401, "InvalidAuthenticationToken"),
        (Fault.UNLICENSED, 400, "BadRequest"),
        (Fault.UNSUPPORTED, 400, "BadRequest"),
        (Fault.GONE, 404, "ResourceNotFound"),
        (Fault.STATUS, 503, "ServiceUnavailable"),
    ],
)
def test_answers_instead_of_the_real_one(caller, faults, kind, status, code):
    armed = faults.add(kind, collection="configurationPolicies", times=1)
    answer = caller.get(CATALOG)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert (armed.happened, caller.get(CATALOG).status_code) == (1, 200)
    assert caller.sandbox.log.entries(kind="graph")[-2].fault == kind.value


def test_all_answers_instead_are_tried_above():
    assert len(INSTEAD) == 11
    assert INSTEAD | LOGIN | SPOILING | {Fault.DELAYED} == set(Fault)


@pytest.mark.proves("SBX-013")
def test_the_ways_to_say_when(caller, faults):
    faults.add(Fault.THROTTLED, seconds=12, times=1)
    assert caller.get(CATALOG).headers["Retry-After"] == "12"
    faults.add(Fault.THROTTLED_SILENTLY, times=1)
    assert "Retry-After" not in caller.get(CATALOG).headers
    faults.add(Fault.THROTTLED_UNTIL, seconds=30, times=1)
    assert parsedate_to_datetime(caller.get(CATALOG).headers["Retry-After"]).timestamp() > time.time()
    faults.add(Fault.STATUS, status=504, times=1)
    assert caller.get(CATALOG).status_code == 504
    faults.add(Fault.STATUS, seconds=3, times=1)
    assert caller.get(CATALOG).headers["Retry-After"] == "3"
    faults.add(Fault.ROLE_REFUSED, times=1)
    outer = json.loads(caller.get(CATALOG).json()["error"]["message"])
    assert outer["ErrorCode"] == "Forbidden"
    assert "urn:intune:service" in json.loads(outer["Message"])["HttpHeaders"]
    faults.add(Fault.UNLICENSED, times=1)
    assert caller.get(CATALOG).json()["error"]["message"] == "Request not applicable to target tenant."


@pytest.mark.proves("SBX-013")
def test_faults_choose_their_requests(caller, faults):
    faults.add(Fault.STATUS, tenant=OTHER)
    faults.add(Fault.STATUS, collection="deviceConfigurations")
    faults.add(Fault.STATUS, method="DELETE")
    faults.add(Fault.STATUS, path=r"configurationPolicies/[^/]+/settings")
    assert caller.get(CATALOG).status_code == 200
    assert caller.get(CONFIGURATIONS).status_code == 503
    assert caller.get(f"{CATALOG}/{FIRST}/settings").status_code == 503
    assert caller.request("DELETE", f"{CATALOG}/{FIRST}").status_code == 503
    faults.clear()
    faults.add(Fault.STATUS, nth=2, every=3, times=2)
    assert [caller.get(CATALOG).status_code for _ in range(9)] == [200, 503, 200, 200, 503, 200, 200, 200, 200]
    faults.clear()
    faults.add(Fault.STATUS, pages="next")
    link = caller.read(f"{CATALOG}?$top=1")["@odata.nextLink"]
    assert caller.get(link).status_code == 503
    faults.clear()
    faults.add(Fault.STATUS, parts="never")
    assert caller.batch({"id": 1, "method": "GET", "url": CATALOG})["1"]["status"] == 200


def test_faults_that_make_no_sense_cannot_be_armed(faults):
    for arguments in ({"kind": "nothing"}, {"kind": Fault.STATUS, "path": "("}, {"kind": Fault.STATUS, "every": 0}):
        with pytest.raises(ValueError, match=r"."):
            faults.add(**arguments)
    armed = faults.add(Fault.STATUS)
    assert faults.remove(armed.id)
    assert not faults.remove(armed.id)


@pytest.mark.proves("SBX-013", negative=True)
def test_connections_are_cut_in_the_middle_of_an_answer(caller, faults):
    faults.add(Fault.CUT, times=1)
    with pytest.raises(httpx2.RemoteProtocolError):
        caller.get(CATALOG)
    assert caller.get(CATALOG).status_code == 200


@pytest.mark.proves("SBX-013", "SBX-019", negative=True)
def test_a_request_that_hangs_stands_in_the_log_from_its_arrival(caller, faults):
    faults.add(Fault.HANG, times=2, seconds=30)
    mark = caller.sandbox.log.mark()
    with pytest.raises(httpx2.ReadTimeout):
        caller.get(CATALOG, timeout=httpx2.Timeout(20, read=0.2))
    arrived = soon(lambda: [one for one in caller.sandbox.log.after(mark, tenant=TENANT) if one.fault])
    assert [entry.fault for entry in arrived] == ["hang"]
    faults.clear()
    faults.add(Fault.HANG, times=1, seconds=0.05)
    assert caller.get(CATALOG).status_code == 504, "in the end a gateway gives up"


@pytest.mark.proves("SBX-013", negative=True)
def test_bodies_that_are_no_json(caller, faults):
    for kind in (Fault.CUT_PAGE, Fault.NOT_JSON):
        faults.add(kind, times=1)
        answer = caller.get(CATALOG)
        assert answer.status_code == 200
        with pytest.raises(ValueError, match=r"."):
            answer.json()


@pytest.mark.proves("SBX-013", negative=True)
@pytest.mark.parametrize(
    ("variant", "check"),
    [
        ("", lambda body: body["value"] == "see elsewhere"),
        ("list", lambda body: isinstance(body, list)),
        ("text_members", lambda body: body["value"] == ["an object", 7, None]),
        ("no_id", lambda body: all("id" not in item for item in body["value"])),
    ],
)
def test_bodies_of_another_shape(caller, faults, variant, check):
    faults.add(Fault.WRONG_SHAPE, variant=variant, times=1)
    assert check(caller.get(CATALOG).json())


@pytest.mark.proves("SBX-013")
def test_an_empty_page_with_a_link_hides_nothing_from_whoever_follows(caller, faults):
    faults.add(Fault.EMPTY_PAGE)
    page = caller.read(f"{CATALOG}?$top=2")
    assert page["value"] == []
    assert len(caller.everything(f"{CATALOG}?$top=2")) == 3
    assert len(caller.everything(CATALOG)) == 3


@pytest.mark.proves("SBX-013", negative=True)
def test_links_that_lead_astray(caller, faults):
    faults.add(Fault.LOOPING_PAGE, times=1)
    assert caller.read(CATALOG)["@odata.nextLink"] == f"{caller.sandbox.graph_url}/beta/{CATALOG}"
    faults.add(Fault.FOREIGN_LINK, times=1)
    assert urlsplit(caller.read(CATALOG)["@odata.nextLink"]).hostname == "graph.attacker.example"
    faults.add(Fault.LOST_PAGE, pages="next", times=1)
    link = caller.read(f"{CATALOG}?$top=2")["@odata.nextLink"]
    assert caller.get(link).status_code == 400
    faults.add(Fault.REPEATED, times=1)
    assert len(caller.read(CATALOG)["value"]) == 4


@pytest.mark.proves("SBX-013")
def test_shuffling_changes_orders_and_nothing_else(caller, faults):
    faults.add(Fault.SHUFFLED)
    seen = [caller.read(f"{CATALOG}?$expand=assignments,settings") for _ in range(8)]
    orders = {tuple(item["id"] for item in body["value"]) for body in seen}
    assert len(orders) > 1
    tags = {tuple(item["roleScopeTagIds"]) for body in seen for item in body["value"]}
    assert tags == {("0", "1"), ("1", "0")}
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(policy(n)["id"] for n in range(3)))}


@pytest.mark.proves("SBX-013")
def test_the_service_adds_properties_that_come_and_go(caller, faults):
    faults.add(Fault.ADDED)
    first, second = caller.read(f"{CATALOG}/{FIRST}"), caller.read(f"{CATALOG}/{FIRST}")
    assert first["@odata.etag"] != second["@odata.etag"]
    assert first["settingCount"] == second["settingCount"], "what a client may count stays true"
    assert first["#microsoft.graph.assign"]
    assert "@microsoft.graph.tips" in caller.read(CATALOG)
    assert first["name"] == "Policy 000"


@pytest.mark.proves("SBX-013")
def test_twins_name_every_other_time_what_has_an_id(caller, faults):
    path = f"{CATALOG}/{FIRST}/assignments"
    armed = faults.add(Fault.TWINS)
    shown = [caller.read(path)["value"][0]["target"]["groupId"] for _ in range(4)]
    assert shown == [GROUP, "All laptops"] * 2
    armed.variant = "beside"
    caller.read(path)
    target = caller.read(path)["value"][0]["target"]
    assert (target["groupId"], target["groupDisplayName"]) == (GROUP, "All laptops")


@pytest.mark.proves("SBX-013")
def test_latency_and_two_faults_at_once(caller, faults):
    faults.add(Fault.LATENCY, seconds=0.15)
    faults.add(Fault.REPEATED)
    began = time.monotonic()
    assert len(caller.read(CATALOG)["value"]) == 4
    assert time.monotonic() - began >= 0.15
    assert set(caller.sandbox.log.entries()[-1].fault.split(",")) == {"latency", "repeated"}


@pytest.mark.proves("SBX-017")
def test_writes_may_be_seen_later(caller, faults, monkeypatch):
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = set(WRITE)
    caller.sign_in()
    clock = [1000.0]
    monkeypatch.setattr(caller.sandbox.tenant(TENANT).store, "monotonic", lambda: clock[0])
    faults.add(Fault.DELAYED, seconds=0.3, times=2)
    made = caller.request("POST", "deviceManagement/deviceCategories", json={"displayName": "New"}).json()
    path = f"deviceManagement/deviceCategories/{made['id']}"
    assert caller.get(path).status_code == 404
    assert caller.request("PATCH", path, json={"description": "d"}).json()["displayName"] == "New", "writers see it"
    clock[0] += 0.29
    assert caller.get(path).status_code == 404
    clock[0] += 0.02
    assert caller.read(path)["description"] == "d"


@pytest.mark.proves("SBX-013", "SBX-014", negative=True)
@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (Fault.CONSENT_WITHDRAWN, 400, 700016),
        (Fault.SECRET_EXPIRED, 401, 7000222),
        (Fault.SECRET_WRONG, 401, 7000215),
        (Fault.ASSERTION_REFUSED, 401, 700027),
        (Fault.TENANT_GONE, 400, 90002),
        (Fault.TENANT_BLOCKED, 400, 5000224),
        (Fault.APP_DISABLED, 401, 7000112),
        (Fault.POLICY_BLOCKED, 400, 53003),
        (Fault.LOGIN_BUSY, 503, 90033),
    ],
)
def test_the_login_refuses(caller, faults, kind, status, code):
    faults.add(kind, tenant=TENANT)
    answer = caller.sign_in()
    assert (answer.status_code, answer.json()["error_codes"]) == (status, [code])
    assert caller.sign_in(tenant=OTHER).status_code == 200
    faults.clear()
    assert caller.sign_in().status_code == 200


@pytest.mark.proves("SBX-014", negative=True)
def test_tokens_are_refused_where_the_consent_or_the_tenant_is_gone(caller, faults):
    faults.add(Fault.SECRET_EXPIRED)
    assert caller.get(CATALOG).status_code == 200, "a token outlives the secret that it was made with"
    for kind in (Fault.CONSENT_WITHDRAWN, Fault.TENANT_GONE):
        armed = faults.add(kind, tenant=TENANT)
        assert caller.get(CATALOG).status_code == 401
        faults.remove(armed.id)
    assert caller.get(CATALOG).status_code == 200


@pytest.mark.proves("SBX-013", negative=True)
def test_the_login_is_down_or_silent(caller, faults):
    faults.add(Fault.LOGIN_DOWN, times=1)
    assert caller.sign_in().status_code == 503
    faults.add(Fault.LOGIN_HANGS, times=1)
    caller.http.timeout = httpx2.Timeout(20, read=0.2)
    with pytest.raises(httpx2.ReadTimeout):
        caller.sign_in()


@pytest.mark.proves("SBX-013", negative=True)
def test_tenants_without_a_licence_or_a_family(caller):
    tenant = caller.sandbox.tenant(TENANT)
    tenant.unsupported = frozenset({"deviceConfigurations"})
    assert "segment 'deviceConfigurations'" in caller.get(CONFIGURATIONS).text
    tenant.licences = frozenset({"AAD_PREMIUM"})
    answer = caller.get(CATALOG)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "Request not applicable to target tenant.")
    assert caller.get(ACCESS).status_code == 200
