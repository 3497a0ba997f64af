"""What a compare says of one part, or of one policy that no part expects."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from tenantpilot.access.members import iso
from tenantpilot.baselines.looking import MOST_PATHS

# In lists: what somebody should look at first.
RANKS = {"missing": 0, "different": 1, "conflict": 2, "unexpected": 3, "not_comparable": 4, "covered": 5, "match": 6}
COLUMNS = {"match": "matching", "covered": "covered", "different": "different", "missing": "missing",
           "unexpected": "unexpected", "conflict": "conflicting", "not_comparable": "unknown"}  # fmt: skip
_LONGEST_KEY = 200


class Policy(NamedTuple):
    """A policy of the tenant as it stands."""

    id: UUID
    public_id: str
    family: str
    name: str
    platform: str
    content_digest: str
    assignments_digest: str
    rules_version: int
    assigned: str
    changed_by: str
    changed_by_kind: str
    changed_at: datetime

    @property
    def pin(self) -> str:
        """A digest of what it says and to whom it applies."""
        return pinned(self.content_digest, self.assignments_digest)


@dataclass
class Verdict:
    """One result, before it is written down. `detail` is what pages and findings say beyond the columns."""

    part_ref: str
    family: str
    name: str
    result: str
    reason: str = ""
    basis: str = ""
    fidelity: str = "full"
    policy_id: UUID | None = None
    expected: str = ""
    observed: str = ""
    expected_assignments: str = ""
    observed_assignments: str = ""
    differences: int = 0
    read_at: datetime | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    def becomes(self, result: str, reason: str, **detail: Any) -> None:
        """Say something else after all."""
        self.result, self.reason = result, reason
        self.detail |= detail

    def row(self, base: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of the result."""
        return {
            **base,
            "part_ref": self.part_ref,
            "policy_id": self.policy_id,
            "family": self.family,
            "name": self.name,
            "sort_key": self.name.casefold()[:_LONGEST_KEY],
            "rank": RANKS[self.result],
            "result": self.result,
            "reason_code": self.reason,
            "basis": self.basis,
            "fidelity": self.fidelity,
            "expected_digest": self.expected,
            "observed_digest": self.observed,
            "expected_assignments": self.expected_assignments,
            "observed_assignments": self.observed_assignments,
            "differences": self.differences,
            "read_at": self.read_at,
            "detail": json.dumps(self.detail, sort_keys=True) if self.detail else "{}",
        }


def pinned(*said: str) -> str:
    """One digest over several."""
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def who_changed(policy: Policy) -> dict[str, str]:
    """Who changed a policy last and when, as far as the tenant's own log says."""
    told = {"changed_by": policy.changed_by, "changed_by_kind": policy.changed_by_kind,
            "changed_at": iso(policy.changed_at)}  # fmt: skip
    return {name: value for name, value in told.items() if value}


def first(paths: list[tuple[str, str]]) -> list[list[str]]:
    """The first places that differ, as they are kept."""
    return [[kind, path] for kind, path in paths[:MOST_PATHS]]
