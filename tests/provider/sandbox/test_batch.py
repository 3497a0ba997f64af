"""$batch: parts are requests of their own."""

from __future__ import annotations

import pytest

from tenantpilot.sandbox.graph.faults import Fault
from tests.provider.sandbox.world import ACCESS, CATALOG, CLIENT, TENANT, WRITE, policy

FIRST = policy(0)["id"]


def get(id_, url, **more):
    return {"id": id_, "method": "GET", "url": url, **more}


@pytest.mark.proves("SBX-009")
def test_parts_have_status_headers_and_body_of_their_own(caller):
    answers = caller.batch(
        get(1, f"{CATALOG}/{FIRST}/assignments"), get(2, f"/{CATALOG}/nothing-{FIRST}"), get("3", "x")
    )
    assert {id_: part["status"] for id_, part in answers.items()} == {"1": 200, "2": 404, "3": 400}
    assert all("Content-Type" in part["headers"] for part in answers.values())
    assert FIRST in answers["1"]["body"]["@odata.context"]
    assert answers["2"]["body"]["error"]["innerError"]["request-id"]


@pytest.mark.proves("SBX-009")
def test_pages_inside_parts_are_followed_outside(caller):
    body = caller.batch(get(1, f"{CATALOG}?$top=2"))["1"]["body"]
    assert body["@odata.nextLink"].startswith(caller.sandbox.graph_url)
    assert len(caller.read(body["@odata.nextLink"])["value"]) == 1


@pytest.mark.proves("SBX-009", negative=True)
@pytest.mark.parametrize(
    "requests",
    [
        [],
        [get(n, CATALOG) for n in range(21)],
        [get("a", CATALOG), get("A", CATALOG)],
        [{"method": "GET", "url": CATALOG}],
        [get(1, CATALOG, dependsOn=["2"]), get(2, CATALOG)],
        "text",
    ],
)
def test_batches_that_make_no_sense_are_refused_whole(caller, requests):
    answer = caller.request("POST", "$batch", json={"requests": requests})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequest")
    assert caller.request("POST", "$batch", content=b"{").status_code == 400


@pytest.mark.proves("SBX-009", negative=True)
def test_a_part_that_failed_takes_those_that_depend_on_it_along(caller):
    answers = caller.batch(get(1, "deviceManagement/nothing"), get(2, CATALOG, dependsOn=["1"]), get(3, CATALOG))
    assert [answers[id_]["status"] for id_ in "123"] == [400, 424, 200]
    assert answers["2"]["body"]["error"]["code"] == "FailedDependency"


@pytest.mark.proves("SBX-009", negative=True)
def test_a_body_needs_its_type_and_batches_do_not_nest(caller):
    caller.sandbox.tenant(TENANT).app(CLIENT).granted = set(WRITE)
    caller.sign_in()
    made = {"id": "1", "method": "POST", "url": "deviceManagement/deviceCategories", "body": {"displayName": "x"}}
    assert caller.batch(made)["1"]["status"] == 400
    assert caller.batch(made | {"headers": {"Content-Type": "application/json"}})["1"]["status"] == 201
    assert caller.batch(get(1, "$batch"))["1"]["status"] == 400
    assert caller.batch(get(1, "https://graph.microsoft.com/beta/groups"))["1"]["status"] == 400


@pytest.mark.proves("SBX-009", "SBX-012", negative=True)
def test_parts_are_throttled_one_by_one(caller, monkeypatch):
    monkeypatch.setattr(caller.sandbox.world.governor, "_monotonic", lambda: 1000.0)
    answers = caller.batch(get(1, ACCESS), get(2, ACCESS), get(3, CATALOG))
    assert [answers[id_]["status"] for id_ in "123"] == [200, 429, 200]
    assert "Retry-After" not in answers["2"]["headers"]


@pytest.mark.proves("SBX-009", "SBX-013", negative=True)
def test_a_throttled_part_inside_a_success_has_its_own_wait(caller):
    caller.sandbox.faults.add(
        Fault.THROTTLED, collection="configurationPolicies", parts="only", nth=2, times=1, seconds=7
    )
    assert [caller.get(CATALOG).status_code for _ in range(2)] == [200, 200], "requests of their own are not meant"
    answers = caller.batch(*[get(n, CATALOG) for n in range(1, 4)])
    assert [answers[id_]["status"] for id_ in "123"] == [200, 429, 200]
    assert answers["2"]["headers"]["Retry-After"] == "7"


@pytest.mark.proves("SBX-009", "SBX-013")
def test_a_part_with_a_spoilt_body_does_not_break_the_batch(caller):
    caller.sandbox.faults.add(Fault.CUT_PAGE, nth=2, times=1)
    caller.sandbox.faults.add(Fault.NOT_JSON, nth=3, times=1)
    answers = caller.batch(*[get(n, CATALOG) for n in range(1, 5)])
    assert [type(answers[id_]["body"]) for id_ in "1234"] == [dict, str, str, dict]


@pytest.mark.proves("SBX-019")
def test_parts_stand_in_the_log(caller):
    mark = caller.sandbox.log.mark()
    caller.batch(get(1, CATALOG), get(2, "nothing"))
    entry = caller.sandbox.log.after(mark)[0]
    assert [(part.id, part.method, part.url, part.status) for part in entry.parts] == [
        ("1", "GET", CATALOG, 200), ("2", "GET", "nothing", 400),
    ]  # fmt: skip
