"""Whatever JSON a provider sends is either one writing or a trouble with a reason, never an exception."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from tenantpilot.inventory import canonical
from tenantpilot.inventory import veil as veils
from tenantpilot.inventory.diff import diff, is_same
from tenantpilot.inventory.model import Normalised
from tenantpilot.inventory.normalise import normalise
from tenantpilot.inventory.readable import read
from tenantpilot.provider.reading import Trouble
from tests.inventory.rules.bodies import compliance, contract, custom, made

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=25
)
KEY = st.text('aZ_@.~\x7f\x01"\\', max_size=6)
SAFE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=25,
)  # fmt: skip


def _trouble(value: Any, veil) -> Trouble:
    found = normalise(value, contract("device_compliance"), veil)
    assert isinstance(found, Trouble)
    return found


def _deep(levels: int) -> Any:
    value: Any = "end"
    for at in range(levels):
        value = {"a": value} if at % 2 else [value]
    return value


@pytest.mark.proves("INV-020", negative=True)
@pytest.mark.parametrize(
    ("value", "detail"),
    [
        (math.nan, "number_not_finite"), (math.inf, "number_not_finite"),
        ("\ud800", "text_not_unicode"), ({"\udfff": 1}, "text_not_unicode"), ({1: 2}, "name_not_text"),
        (b"bytes", "value_of_unknown_type"), ({1, 2}, "value_of_unknown_type"), (_deep(150), "too_deep"),
        (_deep(5000), "too_deep"),
    ],
)  # fmt: skip
def test_what_has_no_canonical_form_is_a_trouble(veil, value, detail) -> None:
    found = _trouble(compliance(odd=value), veil)
    assert (found.code, found.detail, found.subject) == ("policy_unreadable", detail, compliance()["id"])


@pytest.mark.proves("INV-020", negative=True)
@pytest.mark.parametrize(
    "body", [None, [], "x", 5, {}, {"id": 7}, {"id": ""}, {"id": None}, {"id": "a\nb"}, {"id": "x" * 600}]
)
def test_what_is_no_object_with_an_id_is_a_trouble(veil, body) -> None:
    assert _trouble(body, veil).detail in ("not_an_object", "no_id")


@pytest.mark.proves("INV-020", negative=True)
def test_a_number_that_is_too_long_is_a_trouble(veil) -> None:
    assert _trouble(compliance(odd=10**5000), veil).detail == "number_too_long"


@pytest.mark.proves("INV-020")
def test_surprising_types_are_read(veil) -> None:
    owner = contract("device_compliance")
    for key in (
        "assignments",
        "scheduledActionsForRule",
        "roleScopeTagIds",
        "displayName",
        "description",
        "@odata.type",
    ):
        for value in (None, 5, "text", True, [], {}, [None], [1, "1", None, {}], {"x": [[]]}):
            policy = made(compliance(**{key: value}), owner, veil)
            assert read(policy.settings.content).total > 0
            assert diff(policy.settings.content, made(compliance(), owner, veil).settings.content) is not None


@pytest.mark.proves("INV-021")
def test_numbers_have_one_writing(veil) -> None:
    owner = contract("device_compliance")

    def digest(value: Any) -> str:
        return made(compliance(number=value), owner, veil).settings.digest

    assert digest(1.0) == digest(1)
    assert digest(-0.0) == digest(0)
    assert digest(2**60) == digest(str(2**60)) != digest(2**60 + 1)
    assert digest(1) != digest("1")
    assert digest(1) != digest(True)
    assert digest(1e300) != digest(1e301)


@pytest.mark.proves("INV-021")
@settings(max_examples=300, deadline=None)
@given(SAFE)
def test_the_quick_writer_writes_what_rfc_8785_asks(value) -> None:
    assert canonical.written(value, is_plain=True) == rfc8785.dumps(value)


@pytest.mark.proves("INV-021")
@settings(max_examples=300, deadline=None)
@given(JSON, JSON)
def test_any_json_is_read_compared_and_shown(one, other) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(veils, "derive_key", lambda purpose: b"k" * 32)
        veil = veils.Veil("wsp", "ten")
    owner = contract("device_configuration")
    policies = [normalise(custom(payload=value, extra=[value]), owner, veil) for value in (one, other)]
    for policy in policies:
        if isinstance(policy, Trouble):
            assert policy.detail
            continue
        assert canonical.digest_of(policy.settings.content) == policy.settings.digest
        assert rfc8785.dumps(json.loads(policy.settings.content)) == policy.settings.content
        assert read(policy.settings.content).rows
    first, second = policies
    if isinstance(first, Normalised) and isinstance(second, Normalised):
        same = is_same(first.settings.content, second.settings.content)
        assert same == (diff(first.settings.content, second.settings.content).total == 0)
        assert same or first.settings.digest != second.settings.digest
        assert is_same(first.settings.content, first.settings.content)


@pytest.mark.proves("INV-021")
def test_names_in_every_writing_direction_are_kept(veil) -> None:
    owner = contract("device_compliance")
    for name in ("سياسة الأجهزة", "מדיניות", "\u202eright to left", "Gerät ∑ 🛡️", "a\0b"):
        policy = made(compliance(displayName=name), owner, veil)
        assert policy.name == name.replace("\0", "\ufffd")
        policy.settings.content.decode()
