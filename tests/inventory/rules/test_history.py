"""Real edits of real policies are versions whose differences are the edits; their real noise is none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tenantpilot.inventory.diff import diff, is_same
from tests.inventory.rules.bodies import OBJECTS, histories, made, needs_objects
from tests.inventory.rules.naive import changed_properties

PAIRS = [
    pytest.param(owner, before, after, id=f"{name}-{at}")
    for owner, name, bodies in (histories() if OBJECTS.is_dir() else [])
    for at, (before, after) in enumerate(pairwise(bodies))
]


@needs_objects
@pytest.mark.proves("INV-006")
@pytest.mark.parametrize(("owner", "before", "after"), PAIRS)
def test_each_pair_differs_in_what_its_author_changed(veil, owner, before, after) -> None:
    old, new = made(before, owner, veil), made(after, owner, veil)
    expected = changed_properties(before, after)
    found = diff(old.settings.content, new.settings.content, family=owner.family)
    assert {item.path.partition(".")[0].partition("[")[0] for item in found.differences} == expected
    assert is_same(old.settings.content, new.settings.content) == (not expected)
    assert (old.settings.digest == new.settings.digest) == (not expected)
    assert not [item for item in found.differences if "DateTime" in item.path or "@odata.context" in item.path]


@needs_objects
@pytest.mark.proves("INV-006")
def test_the_histories_hold_edits_and_noise() -> None:
    edited = [param for param in PAIRS if changed_properties(param.values[1], param.values[2])]
    assert len(PAIRS) == 54
    assert len(edited) == 21


@needs_objects
@pytest.mark.proves("INV-006")
def test_differences_name_the_values(veil) -> None:
    by_name = {name: (owner, bodies) for owner, name, bodies in histories()}
    owner, bodies = by_name["configurationPolicies/b89be5b3-b2ac-479c-b6a6-c7f0646e98de"]
    [one] = diff(*(made(body, owner, veil).settings.content for body in bodies)).differences
    definition = "user_vendor_msft_policy_config_applicationmanagement_msialwaysinstallwithelevatedprivileges"
    assert (one.kind, one.before, one.after) == ("changed", f"{definition}_1", f"{definition}_0")
    owner, bodies = by_name["conditionalAccessPolicies/891a23cb-2710-497c-a4f9-ec01f1131cde"]
    old, new = (made(body, owner, veil).settings.content for body in bodies[1:3])
    assert [(item.kind, item.path) for item in diff(old, new).differences] == [
        ("removed", "conditions.users.includeGroups[50aeb2c3-d431-43da-8f80-b1f53e07704f]"),
        ("added", "conditions.users.includeGroups[ceeac9b8-ddf5-48cb-afcb-e2ab8bfd1a57]"),
    ]
