"""Whatever JSON comes back, reading ends with a state."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenantpilot.provider.client.answers import MalformedError, parse
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.reading import FamilyReading, State
from tests.provider.client.world import CLIENT, TENANT, Graph, client, read, run

pytestmark = pytest.mark.proves("PRV-107", negative=True)
FAMILIES = ("settings_catalog", "administrative_templates", "app_protection", "powershell_scripts",
            "authorization_policy" if "authorization_policy" in contracts() else "device_configuration")  # fmt: skip
WORDS = st.sampled_from([
    "id", "value", "@odata.nextLink", "@odata.type", "settings", "assignments", "settingCount", "displayName", "name",
    "error", "code", "message", "responses", "status", "headers", "body", "settings@odata.nextLink", "definitionValues",
])  # fmt: skip
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-3, 400), st.floats(), st.text(max_size=8), WORDS,
                   st.just("#microsoft.graph.iosManagedAppProtection"))  # fmt: skip
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6), max_leaves=25
)
LISTS = st.fixed_dictionaries({"value": st.lists(st.dictionaries(WORDS, JSON, max_size=6), max_size=4) | JSON})
STATUS = st.sampled_from([200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 418, 429, 500, 503])


@settings(max_examples=120, deadline=None)
@given(listed=LISTS | JSON, part=JSON, batch=st.none() | JSON, status=STATUS, part_status=STATUS)
def test_any_answer_leads_to_a_reading(listed, part, batch, status, part_status):
    graph = Graph()
    known = {contracts()[family].path for family in FAMILIES}

    def reply(seen):
        if seen.path in known:
            return status, json.dumps(listed).encode()
        return part_status, json.dumps(part).encode()

    class Anything(dict):
        def get(self, key, default=None):
            return (200, json.dumps(batch).encode()) if key == "$batch" else reply

        def __contains__(self, key):
            return key == "$batch" and batch is not None

        def __getitem__(self, key):
            return self.get(key)

    graph.replies = Anything()
    found = read(graph, *FAMILIES)
    assert set(found) == set(FAMILIES)
    for reading in found.values():
        assert isinstance(reading, FamilyReading)
        assert (reading.state is State.READ) == (not reading.troubles)
        assert reading.state is not State.READ or (reading.listed_all and all(one.is_whole for one in reading.objects))
        assert all(isinstance(one.provider_id, str) and isinstance(one.name, str) for one in reading.objects)


@settings(max_examples=60, deadline=None)
@given(body=JSON, status=STATUS)
def test_any_answer_to_other_questions(body, status):
    graph = Graph()

    class Anything(dict):
        def get(self, key, default=None):
            return status, json.dumps(body).encode()

        def __contains__(self, key):
            return True

        def __getitem__(self, key):
            return self.get(key)

    graph.replies = Anything()

    async def work():
        from datetime import UTC, datetime

        async with client(graph) as one:
            changes = await one.read_changes(datetime(2026, 1, 1, tzinfo=UTC))
            names = await one.resolve_names([("group", TENANT), ("application", CLIENT), ("filter", "f")])
            return changes, names, await one.check()

    changes, names, check = run(work())
    assert isinstance(changes.state, State)
    assert not set(names.names) & names.missing
    assert check.is_same_tenant in {True, False, None}


@pytest.mark.parametrize("raw", [
    b"", b"{", b"nope", b'{"a": NaN}', b"[Infinity]", b"\xff\xfe", b'"\\ud800"',
    b"[" * 100_000, b"9" * 5000, b'{"a":1}x',
])  # fmt: skip
def test_what_is_no_proper_json_is_malformed(raw):
    with pytest.raises(MalformedError):
        parse(raw)


@pytest.mark.parametrize(
    "text", ["😀 \u202eabc\u202c", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)
def test_every_proper_text_is_kept(text):
    assert parse(json.dumps({"name": text}).encode()) == {"name": text}
    assert parse(json.dumps({"name": text}, ensure_ascii=False).encode()) == {"name": text}


def test_a_policy_of_two_megabytes_and_strange_types_is_read():
    contract = contracts()["device_configuration"]
    big = {"id": "big", "displayName": "B" * 2_000_000, "@odata.type": "#microsoft.graph.x", "roleScopeTagIds": 7,
           "assignments": {"a": [None, True, 1.5]}, "version": [], "description": {"deep": [[[[]]]]}}  # fmt: skip
    found = read(Graph(replies={contract.path: {"value": [big, {"id": "r", "displayName": 5}]}}), contract)
    reading = found["device_configuration"]
    assert reading.state is State.READ
    assert reading.objects[0].body == big
    assert reading.objects[1].name == ""
