"""How bad something is: by kind, family and path; workspace before source before product; the worst path counts."""

from __future__ import annotations

import pytest

from tenantpilot.findings.rule_bodies import SeverityRule
from tenantpilot.findings.severities import OWN, Severities
from tenantpilot.findings.tables import KINDS
from tenantpilot.provider.contracts.registry import contracts

PRODUCT = Severities(0, ())


def rules(*found: tuple[str, str, str, str]) -> Severities:
    return Severities(1, tuple(SeverityRule(severity=a, kind=b, family=c, path=d) for a, b, c, d in found))


@pytest.mark.proves("SLA-006")
@pytest.mark.parametrize(
    ("kind", "family", "paths", "expected"),
    [
        ("different", "conditional_access", ["state"], "critical"),
        ("different", "conditional_access", ["conditions.users.includeGroups[]"], "critical"),
        ("different", "conditional_access", ["displayName"], "high"),
        ("different", "conditional_access", ["stateful"], "high"),
        ("missing", "conditional_access", [], "critical"),
        ("different", "device_configuration", ["x"], "medium"),
        ("unexpected", "apps", [], "low"),
        ("unexpected", "conditional_access", [], "medium"),
        ("covered", "apps", [], "low"),
        ("consent_lost", "", [], "high"),
        ("sync_failing", "", [], "medium"),
    ],
)
def test_what_the_product_says(kind, family, paths, expected):
    assert PRODUCT.of(kind, family, paths) == expected


@pytest.mark.proves("SLA-006")
def test_the_worst_of_several_paths_counts():
    assert PRODUCT.of("different", "conditional_access", ["displayName", "state"]) == "critical"


@pytest.mark.proves("SLA-006")
def test_the_workspace_decides_before_the_source_and_the_source_before_the_product():
    assert PRODUCT.of("different", "apps", ["x"], "low") == "low"
    mine = rules(("high", "different", "apps", "x"), ("low", "", "apps", ""))
    assert mine.of("different", "apps", ["x.y"], "critical") == "high"
    assert mine.of("missing", "apps", [], "critical") == "low"
    assert mine.of("missing", "remediations", [], "critical") == "critical"


@pytest.mark.proves("SLA-006")
def test_everything_has_a_severity():
    for kind in KINDS:
        for family in ("", *contracts()):
            assert PRODUCT.of(kind, family, ["some.path"])
    assert {rule.family for rule in OWN} <= {"", *contracts()}
    assert {rule.kind for rule in OWN} <= {"", *KINDS}
