"""Documents list what the provider declares: permissions by feature, families, causes of failure, faults."""

from __future__ import annotations

import re

from tenantpilot.i18n.server import text
from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.provider import check_rules, gate
from tenantpilot.provider.client import token_problems
from tenantpilot.provider.contracts.registry import FEATURES, contracts
from tenantpilot.sandbox.graph.faults import Fault
from tests.architecture.specification import ROOT, table_rows

CONNECTIONS, INVENTORY, SANDBOX = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("connections.md", "inventory.md", "sandbox.md")
)
_CODE = re.compile(r"`([A-Za-z_.]+)`")
# Beside what the sign-in answers: what the gate and a check find out by themselves.
FOUND_HERE = {
    "connection_missing", "connection_disabled", "consent_withdrawn", "credential_missing", "credential_unreadable",
    "credential_key_unknown", "permission_missing", "permissions_unknown",
}  # fmt: skip


def words(prefix: str, code: str) -> str:
    """What pages call something."""
    return text("en", f"{prefix}-{code.replace('_', '-')}")


def section(document: str, heading: str) -> str:
    """The part of a document under a heading of the second level."""
    _, found, rest = document.partition(f"\n## {heading}\n")
    assert found, heading
    return rest.partition("\n## ")[0]


def test_permissions_are_those_of_the_features():
    rows = table_rows(section(CONNECTIONS, "Permissions"), columns=3)[1:]
    documented = {name: (tuple(_CODE.findall(permissions)), need) for name, permissions, need in rows}
    assert documented == {
        words("feature", one.key): (one.permissions, "optional" if one.is_optional else "needed")
        for one in FEATURES.values()
    }


def test_families_are_those_of_the_registry():
    rows = table_rows(section(INVENTORY, "Families"), columns=2)[1:]
    documented = {group: names.split(", ") for group, names in rows}
    expected: dict[str, list[str]] = {}
    for contract in contracts().values():
        expected.setdefault(words("family-group", contract.group), []).append(words("family", contract.family))
    assert documented == expected
    assert f"There are {len(contracts())} of them" in INVENTORY


def test_every_cause_of_a_failing_connection_is_explained():
    rows = table_rows(section(CONNECTIONS, "When it does not work"), columns=3)[1:]
    documented = [code for row in rows for code in _CODE.findall(row[0])]
    known = {*token_problems.CODES, *check_rules.NO_CONSENT, *gate.FATAL, *FOUND_HERE}
    assert sorted(documented) == sorted(known)
    assert known - NEXT_STEPS.keys() == set()


def test_every_fault_of_the_sandbox_is_listed():
    rows = table_rows(section(SANDBOX, "Faults"), columns=2)[1:]
    assert [name for row in rows for name in _CODE.findall(row[0])] == [fault.value for fault in Fault]
