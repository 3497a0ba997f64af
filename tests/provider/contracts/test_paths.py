"""Paths find exactly what they name, whatever a provider sends in its place."""

from __future__ import annotations

import pytest

from tenantpilot.provider.contracts.paths import places, steps, type_of, typed_collection, values

BODY = {
    "settings": [
        {"id": "0", "instance": {"value": "a", "children": [{"value": "b", "kind": "secret"}]}},
        {"id": "1", "instance": {"value": None}},
        "not an object",
    ],
    "flag": True,
    "tags": ["0", "1"],
    "target": {"groupId": "g"},
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("flag", [True]),
        ("tags", [["0", "1"]]),
        ("tags[]", ["0", "1"]),
        ("settings[].id", ["0", "1"]),
        ("settings[].**.value", ["a", "b", None]),
        ("**.groupId", ["g"]),
        ("*.groupId", ["g"]),
        ("**.flag", [True]),
        ("missing", []),
        ("flag.deeper", []),
        ("target[]", []),
        ("settings.id", []),
    ],
)
def test_a_path_finds_what_it_names(path, found):
    assert list(values(BODY, path)) == found


def test_a_condition_looks_at_what_stands_beside():
    assert [holder[key] for holder, key in places(BODY, "settings[].**.value", ("kind", "secret"))] == ["b"]
    marked = {
        "omaSettings": [{"isEncrypted": True, "value": "x"}, {"isEncrypted": "true", "value": "y"}, {"value": "z"}]
    }
    found = [holder[key] for holder, key in places(marked, "omaSettings[].value", ("isEncrypted", "true"))]
    assert found == ["x", "y"]


@pytest.mark.parametrize("path", ["", ".", "a..b", "a[]b", "[]", "a.[]", "a b", "***", "a[0]", "@odata.type"])
def test_a_path_that_is_written_wrongly_is_refused(path):
    with pytest.raises(ValueError, match=r".*"):
        steps(path)


@pytest.mark.parametrize("body", [None, 3, "text", [], {}, [[]], {"settings": None}])
def test_nothing_is_found_in_what_is_no_such_object(body):
    assert list(values(body, "settings[].**.value")) == []


def test_types_are_short_and_have_a_collection_of_their_own():
    assert type_of({"@odata.type": "#microsoft.graph.iosManagedAppProtection"}) == "iosManagedAppProtection"
    assert type_of({"@odata.type": "microsoft.graph.win32LobApp"}) == "win32LobApp"
    assert type_of({"@odata.type": None}) == type_of({}) == ""
    assert typed_collection("iosManagedAppProtection") == "iosManagedAppProtections"
    assert typed_collection("windowsInformationProtectionPolicy") == "windowsInformationProtectionPolicies"
