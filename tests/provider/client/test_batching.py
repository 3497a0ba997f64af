"""Parts of objects: together where that is possible, each with its own fate."""

import json

import httpx2
import pytest

from tenantpilot.provider.contracts.model import Contract, Part
from tenantpilot.provider.governor.local import LocalGovernor
from tenantpilot.provider.reading import State
from tests.provider.client.world import Graph, error, next_link, read

pytestmark = pytest.mark.proves("PRV-104")
LIST = "deviceManagement/things"
THINGS = Contract(
    "things", 1, LIST, area="intune/things", has_assignments=False,
    parts=(Part("bits", "{id}/bits"), Part("whole")),
)  # fmt: skip
COUNT = 45


def things(count=COUNT, **replies):
    ids = [f"t{number}" for number in range(count)]
    graph = Graph(replies={LIST: {"value": [{"id": one, "displayName": one} for one in ids]}})
    for one in ids:
        graph.replies[f"{LIST}/{one}/bits"] = {"value": [{"id": "b"}]}
        graph.replies[f"{LIST}/{one}"] = {"id": one, "displayName": one, "more": 1}
    graph.replies |= replies
    return graph


def reading(graph, contract=THINGS, **more):
    return read(graph, contract, **more)[contract.family]


def test_parts_travel_twenty_at_a_time():
    graph = things()
    found = reading(graph)
    assert found.state is State.READ
    assert [one.body["bits"] for one in found.objects] == [[{"id": "b"}]] * COUNT
    assert {one.body["more"] for one in found.objects} == {1}
    batches = [json.loads(seen.body)["requests"] for seen in graph.seen if seen.path == "$batch"]
    assert [len(one) for one in batches] == [20, 20, 20, 20, 10]
    assert all(len({part["id"] for part in one}) == len(one) for one in batches)
    assert len(graph.addresses) == 6
    assert found.requests == 1 + 2 * COUNT


def test_a_single_part_is_an_ordinary_request():
    graph = things(1, **{f"{LIST}/t0/bits": [(503, None), {"value": []}]})
    found = reading(graph)
    assert found.state is State.READ
    assert graph.addresses.count(f"{LIST}/t0/bits") == 1


def test_a_throttled_part_is_asked_again_by_itself():
    busy = (429, error("TooManyRequests", "x"), {"Retry-After": "3"})
    graph = things(**{f"{LIST}/t7/bits": [busy, busy, {"value": [{"id": "late"}]}]})
    found = reading(graph)
    assert found.state is State.READ
    assert found.objects[7].body["bits"] == [{"id": "late"}]
    assert len(graph.parts) == 2 * COUNT + 1
    assert graph.addresses.count(f"{LIST}/t7/bits") == 1
    assert 6 <= graph.now < 8


@pytest.mark.parametrize(("refused", "told"), [(1, 0), (2, 1)])
def test_an_area_is_throttled_when_several_parts_are(monkeypatch, refused, told):
    learned = []

    async def learn(_self, demand, retry_after):
        learned.append((dict(demand.areas), retry_after))

    monkeypatch.setattr(LocalGovernor, "throttled", learn)
    busy = (429, error("TooManyRequests", "x"), {"Retry-After": "1"})
    graph = things(2, **{f"{LIST}/t{one}/bits": [busy, {"value": []}] for one in range(refused)})
    contract = Contract("things", 1, LIST, area="x", has_assignments=False, parts=(Part("bits", "{id}/bits"),))
    assert reading(graph, contract).state is State.READ
    assert learned == [({"x": 1}, 1.0)] * told


def test_pages_of_a_part_are_followed_outside():
    following = f"{LIST}/t3/bits?$skiptoken=x"
    graph = things(**{
        f"{LIST}/t3/bits": {"value": [{"id": "1"}], "@odata.nextLink": next_link(following)},
        following: {"value": [{"id": "2"}]},
    })  # fmt: skip
    found = reading(graph)
    assert found.objects[3].body["bits"] == [{"id": "1"}, {"id": "2"}]
    assert following in graph.addresses


@pytest.mark.proves("PRV-104", negative=True)
@pytest.mark.parametrize(("reply", "code", "state"), [
    ((403, error("Forbidden", "scopes: A.Read.All")), "permission_missing", State.FORBIDDEN),
    ((404, error("ResourceNotFound", "x")), "object_not_found", State.PARTIAL),
    ((429, error("TooManyRequests", "x")), "throttled", State.THROTTLED),
    ((500, None), "provider_error", State.PARTIAL),
    ({"value": {}}, "answer_malformed", State.PARTIAL), ({"value": [1]}, "answer_malformed", State.PARTIAL),
    ([[1]], "answer_malformed", State.PARTIAL), ({}, "answer_malformed", State.PARTIAL),
])  # fmt: skip
def test_a_part_that_fails_makes_one_object_incomplete(reply, code, state):
    found = reading(things(**{f"{LIST}/t9/bits": reply}))
    assert (found.state, found.listed_all) == (state, True)
    broken = [one for one in found.objects if not one.is_whole]
    assert [(one.provider_id, one.trouble.code, one.trouble.subject) for one in broken] == [("t9", code, "t9/bits")]
    assert broken[0].listed == ""
    assert broken[0].trouble.request_id
    assert "bits" not in broken[0].body
    assert len(found.objects) == COUNT


@pytest.mark.proves("PRV-104", negative=True)
def test_another_object_in_an_answer_is_not_mixed_in():
    found = reading(things(**{f"{LIST}/t9": {"id": "t8", "secret": 1}}))
    assert [one.provider_id for one in found.objects if not one.is_whole] == ["t9"]
    assert "secret" not in found.objects[9].body


@pytest.mark.proves("PRV-104", negative=True)
@pytest.mark.parametrize("spoil", [
    lambda parts: parts[1:], lambda parts: [*parts, parts[3]], lambda parts: [parts[0] | {"status": "200"}, *parts[1:]],
    lambda parts: [parts[0] | {"id": 0}, *parts[1:]], lambda parts: ["x", *parts[1:]],
    lambda parts: [parts[0] | {"status": True}, *parts[1:]],
])  # fmt: skip
def test_parts_without_a_proper_answer_fail_alone(spoil):
    """Twice the same: the second time it is told."""
    graph = things(20)
    contract = Contract("things", 1, LIST, area="x", has_assignments=False, parts=(Part("bits", "{id}/bits"),))

    def spoilt(seen):
        parts = [
            {"id": one["id"], "status": 200, "headers": {}, "body": {"value": [{"id": "b"}]}}
            for one in json.loads(seen.body)["requests"]
        ]
        return {"responses": spoil(parts)}

    graph.replies["$batch"] = spoilt
    graph.replies |= {f"{LIST}/t{number}/bits": {"oops": 1} for number in range(20)}
    found = reading(graph, contract)
    assert [one.trouble.code for one in found.objects if not one.is_whole] == ["answer_malformed"]
    assert found.state is State.PARTIAL


@pytest.mark.parametrize("reply", [
    (400, error("BadRequest", "x")), (413, None), {"responses": 5}, (200, []), (200, b"<html>"), (404, None),
])  # fmt: skip
def test_a_batch_refused_as_a_whole_is_asked_part_by_part(reply):
    graph = things(5, **{"$batch": reply})
    found = reading(graph)
    assert found.state is State.READ
    assert sorted(graph.addresses)[-1].startswith(LIST)
    assert len([one for one in graph.addresses if one.startswith(f"{LIST}/")]) == 10


def test_a_batch_that_is_too_large_is_asked_part_by_part(monkeypatch):
    monkeypatch.setattr("tenantpilot.provider.client.wire.MOST_BYTES", 60_000)
    graph = things(20, **{f"{LIST}/t{number}": {"id": f"t{number}", "text": "x" * 9_000} for number in range(20)})
    found = reading(graph)
    assert found.state is State.READ
    assert {len(one.body["text"]) for one in found.objects} == {9_000}


@pytest.mark.proves("PRV-104", negative=True)
@pytest.mark.parametrize(("reply", "code", "state"), [
    ((503, None), "provider_error", State.PARTIAL), (httpx2.ReadError("x"), "connection_lost", State.PARTIAL),
    ((429, None, {"Retry-After": "600"}), "throttled", State.THROTTLED),
])  # fmt: skip
def test_a_batch_that_never_comes_back_leaves_its_objects_incomplete(reply, code, state):
    graph = things(20, **{"$batch": reply})
    found = reading(graph)
    assert (found.state, found.listed_all) == (state, True)
    assert {one.trouble.code for one in found.objects} == {code}
    assert len(graph.addresses) <= 1 + 2 * 4


def test_an_expired_token_in_a_part_is_replaced():
    refused = (401, error("InvalidAuthenticationToken", "x"))
    graph = things(**{f"{LIST}/t1/bits": [refused, refused, {"value": []}]})
    found = reading(graph)
    assert found.state is State.READ
    assert graph.fetched_tokens == 2


@pytest.mark.proves("PRV-104", negative=True)
@pytest.mark.parametrize("bad_id", ["../../x", "a/b", "a?b=c", "a#b", "ä ö", "%2e%2e", "x" * 900])
def test_ids_stay_one_segment_of_the_address(bad_id):
    graph = Graph(replies={LIST: {"value": [{"id": bad_id, "displayName": "x"}]}})
    graph.replies[f"{LIST}/{bad_id}/bits"] = {"value": []}
    graph.replies[f"{LIST}/{bad_id}"] = {"id": bad_id}
    contract = Contract("things", 1, LIST, area="x", has_assignments=False, parts=(Part("bits", "{id}/bits"),))
    reading(graph, contract)
    asked = [one.path for one in graph.seen if one.path.startswith(f"{LIST}/")]
    assert [one.count("/") for one in asked] == [3]


@pytest.mark.proves("PRV-104", negative=True)
@pytest.mark.parametrize("bad", [
    {}, {"id": None}, {"id": 5}, {"id": ""}, {"id": "."}, {"id": ".."}, {"id": "a\nb"}, {"id": "x" * 2000},
    {"id": ["x"]},
])  # fmt: skip
def test_objects_without_a_usable_id_make_the_list_incomplete(bad):
    graph = things(3)
    graph.replies[LIST]["value"].append(bad)
    found = reading(graph)
    assert (found.state, found.listed_all, len(found.objects)) == (State.PARTIAL, False, 3)
    assert [one.code for one in found.troubles] == ["object_malformed"]


def test_parts_below_parts_stand_in_their_members():
    contract = Contract(
        "things", 1, LIST, area="x", has_assignments=False,
        parts=(Part("bits", "{id}/bits"), Part("pieces", "{id}/bits/{part}/pieces", per="bits")),
    )  # fmt: skip
    graph = things(3)
    graph.replies |= {f"{LIST}/t{n}/bits/b/pieces": {"value": [{"id": "p", "n": n}]} for n in range(3)}
    found = reading(graph, contract)
    assert [one.body["bits"][0]["pieces"][0]["n"] for one in found.objects] == [0, 1, 2]


def test_typed_and_absolute_paths():
    contract = Contract(
        "things", 1, LIST, area="x", has_assignments=False,
        parts=(Part("apps", "{id}/apps", typed_path=True), Part("shelf", "/library/{shelf}/books", is_collection=False),
               Part("none", "{id}/none", is_collection=False, is_optional=True)),
    )  # fmt: skip
    item = {"id": "t", "displayName": "t", "@odata.type": "#microsoft.graph.iosThing", "shelf": "s 1"}
    graph = Graph(replies={
        LIST: {"value": [item]}, "deviceManagement/iosThings/t/apps": {"value": []}, "library/s 1/books": {"b": 1},
    })  # fmt: skip
    found = reading(graph, contract)
    assert found.state is State.READ
    body = found.objects[0].body
    assert (body["apps"], body["shelf"], body["none"]) == ([], {"b": 1}, None)


@pytest.mark.proves("PRV-104", negative=True)
def test_a_type_that_is_no_word_is_not_put_into_an_address():
    contract = Contract(
        "things", 1, LIST, area="x", has_assignments=False, parts=(Part("apps", "{id}/apps", typed_path=True),)
    )
    item = {"id": "t", "displayName": "t", "@odata.type": "#microsoft.graph.a/../b"}
    graph = Graph(replies={LIST: {"value": [item]}})
    found = reading(graph, contract)
    assert [one.code for one in found.troubles] == ["object_malformed"]
    assert len(graph.addresses) == 1


def test_counts_tell_missing_members():
    contract = Contract(
        "things", 1, LIST, area="x", has_assignments=False, parts=(Part("bits", "{id}/bits", in_list=True),),
        counts=(("bits", "bitCount"),),
    )  # fmt: skip
    items = [
        {"id": "whole", "bits": [{"id": "1"}], "bitCount": 1}, {"id": "cut", "bits": [{"id": "1"}], "bitCount": 2},
        {"id": "lies", "bits": [], "bitCount": 3},
    ]  # fmt: skip
    graph = Graph(replies={LIST: {"value": items}, f"{LIST}/cut/bits": {"value": [{"id": "1"}, {"id": "2"}]},
                           f"{LIST}/lies/bits": {"value": [{"id": "1"}]}})  # fmt: skip
    found = reading(graph, contract)
    by_id = {one.provider_id: one for one in found.objects}
    assert (by_id["whole"].is_whole, by_id["cut"].is_whole, by_id["lies"].is_whole) == (True, True, False)
    assert by_id["lies"].trouble.code == "object_incomplete"


def test_what_a_list_expanded_in_part_is_read_to_its_end():
    following = f"{LIST}/t0/bits?$skip=1"
    item = {"id": "t0", "bits": [{"id": "1"}], "bits@odata.nextLink": next_link(following)}
    contract = Contract("things", 1, LIST, area="x", has_assignments=False)
    graph = Graph(replies={LIST: {"value": [item]}, following: {"value": [{"id": "2"}]}})
    found = reading(graph, contract)
    assert found.objects[0].body["bits"] == [{"id": "1"}, {"id": "2"}]
    item["bits@odata.nextLink"] = "https://evil.example/x"
    found = reading(Graph(replies={LIST: {"value": [item]}}), contract)
    assert [one.code for one in found.troubles] == ["paging_foreign"]
