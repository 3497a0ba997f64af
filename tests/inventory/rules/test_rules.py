"""The rules are data that can be listed, and each of them does something."""

from __future__ import annotations

import pytest

from tenantpilot.inventory.rules import RULES, RULES_VERSION, rules_of
from tenantpilot.provider.contracts.registry import contracts
from tests.inventory.rules.bodies import compliance, contract, made, needs_objects, real


@pytest.mark.proves("INV-008")
def test_rules_are_listed_per_family_with_a_reason() -> None:
    for owner in contracts().values():
        rules = rules_of(owner)
        assert len({rule.code for rule in rules}) == len({(rule.kind, rule.path, rule.family) for rule in rules})
        assert all(rule.why and rule.path and rule.family in ("*", owner.family) for rule in rules)
    assert {rule.path for rule in rules_of(contract("update_rings"))} >= {"qualityUpdatesPauseStartDate", "id"}


@pytest.mark.proves("INV-008")
def test_contents_carry_the_version_of_the_rules(veil) -> None:
    assert made(compliance(), contract("device_compliance"), veil).rules_version == RULES_VERSION


@pytest.mark.proves("INV-008")
def test_the_families_contracts_are_part_of_the_rules() -> None:
    families = {rule.family for rule in RULES} - {"*"}
    assert families <= set(contracts())


@needs_objects
@pytest.mark.proves("INV-009")
def test_every_real_policy_is_read_with_its_facts(veil) -> None:
    platforms = set()
    for owner, body, file in real():
        policy = made(body, owner, veil)
        assert policy.name == body.get(owner.name_property, ""), file
        assert policy.provider_id == body["id"]
        platforms.add(policy.platform)
        if owner.has_assignments:
            assert policy.assignments_known == isinstance(body.get("assignments"), list), file
        if str(body.get("lastModifiedDateTime", "0001")) > "1900":
            assert policy.modified_at is not None, file
    assert platforms == {"", "windows", "macos", "ios", "android", "linux"}
