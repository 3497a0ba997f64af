"""Which differences a rule covers: by the language of differences' paths, and by differences that are really made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenantpilot.baselines.noise import Ignored, PathError, applies, checked, is_ignored, steps
from tenantpilot.inventory.diff import diff

NAMES = ("a", "b", "value", "@odata.type", "settingInstance")
MEMBERS = ("x", "0", "./Device/Vendor/MSFT", "with.dot", "with[bracket]", "device_vendor_msft_policy", "ümlaut")
PATHS = st.lists(st.one_of(st.sampled_from(NAMES), st.sampled_from(MEMBERS).map("[{}]".format)), min_size=1, max_size=6)


def written(parts: list[str]) -> str:
    """Steps as a difference writes them."""
    return "".join(part if part.startswith("[") or at == 0 else f".{part}" for at, part in enumerate(parts))


@pytest.mark.proves("BAS-020")
@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("a", "a"), ("a", "a.b"), ("a", "a[x].b"), ("*", "anything"), ("*.b", "a.b"), ("**.b", "b"),
        ("**.b", "a[x].c.b"), ("a[*].b", "a[x].b"), ("a[].b", "a[with.dot].b.c"), ("a[*]", "a[./Device[1]/x]"),
        ("a.**", "a"), ("a.**.c", "a.c"), ("[*].target", "[x].target.b"),
        ("**.settingInstance.**.value", "settings[x].settingInstance.children[y].value"),
        ("a.@odata.type", "a.@odata.type"), ("a[x]", "a[x]"), ("a[with[bracket]].b", "a[with[bracket]].b"),
    ],
)  # fmt: skip
def test_a_rule_covers_the_place_it_names_and_what_lies_inside(rule, path):
    assert applies(Ignored("*", rule), path, "device_compliance")


@pytest.mark.proves("BAS-020", negative=True)
@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("a.b", "a"), ("a.b", "a.c"), ("a", "ab"), ("a", "b.a"), ("a[x]", "a[y]"), ("*", "[x]"), ("a.*", "a[x]"),
        ("a[*]", "a.x"), ("a[*].b", "a.b"), ("**.b", "a.bc"), ("b.**", "a.b"), ("a[with.dot]", "a[with].dot"),
    ],
)  # fmt: skip
def test_a_rule_covers_no_sibling_and_no_parent(rule, path):
    assert not applies(Ignored("*", rule), path, "device_compliance")


@pytest.mark.proves("BAS-020", negative=True)
def test_a_rule_of_a_family_covers_no_other_one_and_no_path_at_all_is_covered():
    rule = Ignored("device_compliance", "a")
    assert applies(rule, "a", "device_compliance")
    assert not applies(rule, "a", "settings_catalog")
    assert is_ignored([Ignored("apps", "a"), Ignored("*", "b")], "b.c", "settings_catalog")
    assert not is_ignored([], "a", "apps")
    for broken in ("", "a..b", "[", "a" * 5000):
        assert not applies(Ignored("*", "a"), broken, "apps")


@pytest.mark.proves("BAS-020", negative=True)
@pytest.mark.parametrize(
    "path",
    ["", "  ", "a..b", ".a", "a.", "a.[x]", "a[", "**", "*", "[*]", "**.*", "*[*]", "a\0b", "a\nb", "a" * 401,
     ".".join("a" * 41)],
)  # fmt: skip
def test_what_is_no_path_or_covers_everything_is_refused(path):
    with pytest.raises(PathError):
        checked(path)


@pytest.mark.proves("BAS-020")
@given(PATHS)
def test_every_path_covers_itself_its_inside_and_no_other_end(parts):
    path = written(parts)
    assert "".join(steps(path)) == path.replace(".", "") or "." in "".join(parts)
    rule = Ignored("*", path)
    assert applies(rule, path)
    assert applies(rule, path + ".inside")
    assert applies(rule, path + "[inside]")
    assert not applies(rule, path + "x") or parts[-1].startswith("[")
    assert applies(Ignored("*", "**." + path), path) or parts[0].startswith("[")


def _content(**more: Any) -> str:
    whole = {
        "displayName": "One",
        "settings": [
            {"settingInstance": {"settingDefinitionId": "dev_a", "simpleSettingValue": {"value": 1}}},
            {"settingInstance": {"settingDefinitionId": "dev_b", "simpleSettingValue": {"value": 2}}},
        ],
        "omaSettings": [{"omaUri": "./Device/Vendor/MSFT/A[1].b", "value": "x"}],
        "list": ["a", "b"],
    }
    return json.dumps(whole | more)


@pytest.mark.proves("BAS-020")
def test_every_path_that_differences_have_is_a_rule_for_just_that_difference():
    other = json.loads(_content())
    other["displayName"] = "Two"
    other["settings"][0]["settingInstance"]["simpleSettingValue"]["value"] = 3
    other["omaSettings"][0]["value"] = "y"
    other["list"] = ["a", "c"]
    other["added"] = {"deep": {"inside": 5}}
    found = diff(_content(), json.dumps(other)).differences
    assert len(found) == 6
    for one in found:
        rule = Ignored("*", checked(one.path))
        assert [each.path for each in found if applies(rule, each.path)] == [one.path]
