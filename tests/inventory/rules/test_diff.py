"""Differences have an end, names that people read, and members matched by what they are."""

from __future__ import annotations

import json
import random

import pytest

from tenantpilot.inventory.diff import diff
from tenantpilot.inventory.labels import path_words, words_of
from tenantpilot.inventory.readable import read
from tenantpilot.inventory.textdiff import LONGEST_VALUE, MOST_LINES
from tests.inventory.rules.bodies import b64, catalog, choice, contract, made, script, simple


def _content(value) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.proves("INV-030")
def test_members_are_matched_by_what_they_are() -> None:
    before = {"rules": [{"name": "a", "port": 1}, {"name": "b", "port": 2}], "tags": ["x", "y"]}
    after = {"rules": [{"name": "b", "port": 2}, {"name": "a", "port": 9}], "tags": ["y", "x"]}
    [one] = diff(_content(before), _content(after)).differences
    assert (one.path, one.before, one.after) == ("rules[a].port", "1", "9")


@pytest.mark.proves("INV-030")
def test_members_without_a_name_are_matched_by_likeness() -> None:
    def rule(port: int, action: str) -> dict:
        return {"children": [simple("fw_port", port, "Integer"), choice("fw_action", action), choice("fw_dir", "in")]}

    before = {"v": [rule(80, "allow"), rule(443, "allow"), rule(22, "block")]}
    after = {"v": [rule(22, "allow"), rule(443, "allow"), rule(80, "allow")]}
    [one] = diff(_content(before), _content(after)).differences
    assert (one.kind, one.before, one.after) == ("changed", "fw_action_block", "fw_action_allow")
    assert "[fw_action]" in one.path


@pytest.mark.proves("INV-030")
def test_equal_members_count() -> None:
    found = diff(_content({"v": ["a", "a", "b"]}), _content({"v": ["b", "a"]}))
    assert [(one.kind, one.before) for one in found.differences] == [("removed", "a")]


@pytest.mark.proves("INV-031")
def test_a_large_difference_is_cut_and_counted() -> None:
    before, after = ({"v": {f"k{at:04}": f"{word}{at}" for at in range(900)}} for word in ("a", "b"))
    found = diff(_content(before), _content(after), limit=100)
    assert (len(found.differences), found.left_out, found.total) == (100, 800, 900)
    long = diff(_content({"v": "a" * 10**6}), _content({"v": "b" * 10**6})).differences[0]
    assert len(long.before) == len(long.after) == LONGEST_VALUE + 1


@pytest.mark.proves("INV-031")
def test_a_large_difference_of_texts_is_cut_and_counted(veil) -> None:
    texts = ["\n".join(f"{word} {at}" for at in range(600)) for word in ("old", "new")]
    owner = contract("powershell_scripts")
    [one] = diff(*(made(script(text), owner, veil).settings.content for text in texts)).differences
    assert len(one.text.lines) == MOST_LINES
    assert one.text.left_out > 700
    huge = [b64("\n".join(f"{word} {at}" for at in range(30_000))) for word in ("old", "new")]
    [one] = diff(*(_content({"scriptContent": text}) for text in huge)).differences
    assert one.text.lines == ()
    assert one.text.left_out == 60_000


@pytest.mark.proves("INV-032")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("passwordMinimumLength", ("Password minimum length",)),
        ("conditions.users.excludeGroups[x y]", ("Conditions", "Users", "Exclude groups", "x y")),
        ("settings[device_vendor_msft_policy_config_defender_allowarchivescanning].settingInstance.choiceSettingValue.value",
         ("Defender allowarchivescanning",)),
        ("settings[a_b].settingInstance.groupSettingCollectionValue[0].children[c_d].value", ("A b", "C d")),
        ("roleScopeTagIds[0]", ("Role scope tag IDs", "0")),
        ("osMinimumVersion", ("OS minimum version",)),
        ("@odata.type", ("Type",)),
        ("iosDeviceType", ("iOS device type",)),
    ],
)  # fmt: skip
def test_paths_have_readable_words(path, words) -> None:
    assert path_words(path) == words


@pytest.mark.proves("INV-032")
def test_words_never_fail() -> None:
    for name in ("", "_", "….", "日本語", "a" * 5000, "~", "[]"):
        assert isinstance(words_of(name), str)
        assert isinstance(path_words(name), tuple)


@pytest.mark.proves("INV-033")
def test_a_content_is_read_page_by_page(veil) -> None:
    owner = contract("settings_catalog")
    inner = choice(
        "device_outer", "1", simple("device_outer_inner", 5, "Integer"), simple("device_password", "Xy-12345678")
    )
    body = catalog(inner, *(simple(f"device_s{at:03}", str(at)) for at in range(300)))
    content = made(body, owner, veil).settings.content
    first = read(content, owner.family, size=50)
    rows = [
        row for start in range(0, first.total, 50) for row in read(content, owner.family, start=start, size=50).rows
    ]
    assert len(rows) == first.total > 300
    assert [row.label for row in rows[:2]] == ["Name", "Description"]
    outer = next(
        at for at, row in enumerate(rows) if row.label == "Device outer" or row.path == "settings[device_outer]"
    )
    assert (rows[outer].value, rows[outer].section) == ("1", "Settings")
    inside = {row.path.rpartition("[")[2]: row for row in rows if row.depth == 1}
    assert inside["device_outer_inner]"].value == "5"
    assert inside["device_password]"].is_secret
    assert "Xy-12345678" not in repr(rows)
    assert read(content, owner.family, start=10**9).rows == ()


@pytest.mark.proves("INV-030")
def test_the_difference_of_shuffled_lists_is_empty() -> None:
    dice = random.Random(4)
    members = [
        {"children": [{"settingDefinitionId": f"d{n}", "value": dice.randint(0, 3)} for n in range(3)]}
        for _ in range(40)
    ]
    other = members[:]
    dice.shuffle(other)
    assert diff(_content({"v": members}), _content({"v": other})).total == 0
