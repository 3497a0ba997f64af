"""Single values inside contents: every place that is offered is found and filled, and none of them is a secret."""

from __future__ import annotations

import json

import pytest

from tenantpilot.baselines import places
from tenantpilot.baselines.noise import PathError
from tenantpilot.baselines.places import ValueRefusedError
from tenantpilot.inventory.diff import diff

SECRET = {"$secret": "a" * 64}
CONTENT = {
    "@odata.type": "#microsoft.graph.example",
    "displayName": "One",
    "minutes": 15,
    "ratio": 0.5,
    "isOn": False,
    "nothing": None,
    "domains": ["a.example", "b.example"],
    "empty": [],
    "wifiPassword": SECRET,
    "script": "net use [secret#abcdef]",
    "masked": {"$unreadable": "masked"},
    "with.dot": "x",
    "nested": {"inner": {"value": "deep"}},
    "settings": [
        {"settingInstance": {"settingDefinitionId": "dev_a", "simpleSettingValue": {"value": "one"}}},
        {"settingInstance": {"settingDefinitionId": "dev_password", "simpleSettingValue": {"value": "two"}}},
        {"settingInstance": {"settingDefinitionId": "dev_twice", "simpleSettingValue": {"value": 1}}},
        {"settingInstance": {"settingDefinitionId": "dev_twice", "simpleSettingValue": {"value": 2}}},
    ],
}
TEXT = json.dumps(CONTENT)


@pytest.mark.proves("BAS-022")
def test_every_place_that_is_offered_is_found_and_changes_just_itself():
    offered = list(places.places(TEXT))
    assert {one.path: one.kind for one in offered} == {
        "displayName": "text", "minutes": "number", "ratio": "number", "isOn": "yes_no", "domains": "list",
        "nested.inner.value": "text", "settings[dev_a].settingInstance.simpleSettingValue.value": "text",
    }  # fmt: skip
    other = {"text": "other", "number": "7", "yes_no": "true", "list": "b.example\nc.example"}
    for one in offered:
        assert places.find(TEXT, one.path) == one
        changed = places.put(TEXT, one.path, other[one.kind])
        assert changed is not None
        found = diff(TEXT, changed).differences
        assert found
        assert all(each.path.startswith(one.path) for each in found)
        assert places.put(TEXT, one.path, one.text) is not None
        assert diff(TEXT, places.put(TEXT, one.path, one.text)).total == 0


@pytest.mark.proves("BAS-022", negative=True)
@pytest.mark.parametrize(
    "path",
    ["wifiPassword", "wifiPassword.$secret", "script", "masked", "settings[dev_password]",
     "settings[dev_password].settingInstance.simpleSettingValue.value"],
)  # fmt: skip
def test_secrets_are_no_places(path):
    assert places.is_secret(TEXT, path)
    assert places.find(TEXT, path) is None
    assert places.put(TEXT, path, "other") is None


@pytest.mark.proves("BAS-022", negative=True)
@pytest.mark.parametrize(
    "path",
    ["missing", "nested", "nothing", "empty", "settings", "settings[dev_a]", "settings[9]", "displayName.x",
     "settings[dev_twice].settingInstance.simpleSettingValue.value"],
)  # fmt: skip
def test_what_is_no_single_value_or_not_one_place_is_none(path):
    assert places.find(TEXT, path) is None


@pytest.mark.proves("BAS-022", negative=True)
def test_what_is_no_path_is_said_to_be_none():
    with pytest.raises(PathError):
        places.find(TEXT, "a..b")


@pytest.mark.proves("BAS-022", negative=True)
@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("number", "twelve", "error-field-number"), ("number", "NaN", "error-field-number"),
        ("number", "1e999", "error-field-number"), ("number", "true", "error-field-number"),
        ("number", "", "error-field-number"), ("number", "[" * 5000, "error-field-too-long"),
        ("yes_no", "yes", "error-field-choice"), ("yes_no", "", "error-field-choice"),
        ("text", "password=Hunter2Hunter2", "error-field-secret"), ("text", "[secret#abcdef]", "error-field-secret"),
        ("list", "a\npassword: Hunter2Hunter2", "error-field-secret"), ("text", "x" * 4001, "error-field-too-long"),
        ("list", "\n".join(map(str, range(501))), "error-field-too-long"), ("text", "a\0b", "error-field-format"),
    ],
)  # fmt: skip
def test_values_of_another_kind_and_credentials_are_refused(kind, text, why):
    with pytest.raises(ValueRefusedError) as refused:
        places.parsed(kind, text)
    assert str(refused.value) == why
