"""Results of a compare as findings: what somebody must decide about, and what could not be decided."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.baselines.effective import Effective
from tenantpilot.baselines.verdicts import pinned
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.observing import Observation, Observed, Source, fingerprint, observe
from tenantpilot.findings.severities import Severities
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

_DEVIATES = ("different", "missing", "unexpected", "conflict")
# What an acceptance of an absence pins: there is no value to look at.
_ABSENT = pinned("missing")


def source_of(holding: Effective) -> Source:
    """The baseline as the source of findings."""
    return Source("baseline", holding.baseline_ref, f"{holding.baseline_name} {holding.number}")


def tell(
    scope: Scope,
    holding: Effective,
    results: Iterable[Any],
    ignored: Sequence[tuple[str, str]],
    undecided: Collection[str],
    observed_at: datetime,
) -> Observed:
    """Bring findings in line with the results of a comparison (mappings with the columns of `comparison_result`).

    `ignored` are the version's rules (family, path); `undecided` are policies of which nobody can say whether they are
    expected.
    """
    source, severities = source_of(holding), Severities.load(scope)
    seen, unknown = [], {fingerprint(source, "unexpected", ref) for ref in undecided}
    for row in results:
        detail = json.loads(row["detail"])
        if row["result"] == "not_comparable":
            unknown.add(fingerprint(source, "missing", row["part_ref"]))
        elif row["result"] in _DEVIATES or (row["result"] == "covered" and detail.get("was_there")):
            seen.append(_observation(row, detail, severities, ignored))
    tenant = (holding.tenant_id, holding.tenant_ref)
    return observe(scope, tenant, source, seen, unknown=unknown, observed_at=observed_at)


def _observation(row: Any, detail: Any, severities: Severities, ignored: Sequence[tuple[str, str]]) -> Observation:
    paths = tuple(path for _, path in detail.get("paths", ()))
    policy_id: UUID | None = row["policy_id"]
    touched = paths or (("assignments",) if detail.get("assignments") else ())
    return Observation(
        kind=row["result"],
        key=row["part_ref"] or detail["ref"],
        severity=severities.of(row["result"], row["family"], touched, detail.get("severity", "")),
        subject_ref=detail.get("ref") or detail.get("before") or row["part_ref"],
        subject_name=row["name"],
        family=row["family"],
        policy_id=policy_id,
        expected_digest=row["expected_digest"],
        observed_digest=_pin(row, detail),
        differences=row["differences"],
        detail=_facts(row, detail, paths, ignored).written(),
    )


def _pin(row: Any, detail: Any) -> str:
    """A digest of what an acceptance would accept."""
    if row["result"] == "covered":
        return pinned("covered", *(ref for ref, _ in detail["policies"]))
    return str(detail.get("pin") or _ABSENT)


def _facts(row: Any, detail: Any, paths: tuple[str, ...], ignored: Sequence[tuple[str, str]]) -> Facts:
    is_there = row["result"] in ("different", "conflict", "unexpected")
    left_out = [path for family, path in ignored if family in ("*", row["family"])]
    if row["part_ref"] and row["basis"] not in ("", "identity"):
        left_out += [contracts()[row["family"]].name_property, "description"]
    return Facts(
        reason_code=row["reason_code"],
        paths=paths,
        ignored=tuple(left_out),
        expected_content=row["expected_digest"],
        observed_content=row["observed_digest"] if is_there else "",
        expected_assignments=row["expected_assignments"],
        observed_assignments=row["observed_assignments"] if is_there else "",
        changed_by=detail.get("changed_by", ""),
        changed_by_kind=detail.get("changed_by_kind", ""),
        changed_at=detail.get("changed_at", ""),
        part_ref=row["part_ref"],
    )
