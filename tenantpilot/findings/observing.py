"""What a reading says about a tenant becomes findings, refreshes them, verifies fixes, and reopens what came back.

A reading that could not decide something changes nothing about it but `unknown_since`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.store.scope import Scope

# Kinds of one drift share a fingerprint: a policy that was different and is missing now is the same finding.
_GROUPS = dict.fromkeys(("different", "missing", "unexpected", "conflict", "covered"), "drift")


@dataclass(frozen=True)
class Source:
    """What found something: ("baseline", "bsl_…", "Core 4.2"), ("connection", "con_…", ""), ("inventory", "", "")."""

    kind: str
    ref: str = ""
    name: str = ""


@dataclass(frozen=True)
class Observation:
    """One thing that a reading shows. `key` says what it is about within tenant and source, never what it says.

    `observed_digest` is what an acceptance pins. `detail` must be a function of what was read: a finding gets an
    event whenever it changes.
    """

    kind: str
    key: str
    severity: str
    subject_ref: str
    subject_name: str
    family: str = ""
    policy_id: UUID | None = None
    expected_digest: str = ""
    observed_digest: str = ""
    differences: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Observed:
    """How many findings a reading opened, changed, left as they are, verified, reopened, closed, or left undecided."""

    opened: int = 0
    changed: int = 0
    unchanged: int = 0
    verified: int = 0
    reopened: int = 0
    unknown: int = 0


def fingerprint(source: Source, kind: str, key: str) -> str:
    """What a finding is about, as one text; a tenant has one finding per fingerprint."""
    group = _GROUPS.get(kind, kind)
    return hashlib.sha256("\x1f".join((group, source.kind, source.ref, key)).encode()).hexdigest()


def observe(
    scope: Scope,
    tenant: tuple[UUID, str],
    source: Source,
    seen: Sequence[Observation],
    *,
    unknown: Collection[str],
    observed_at: datetime,
) -> Observed:
    """Bring a tenant's findings of one source in line with a reading.

    `unknown` holds fingerprints that could not be decided. `observed_at` is the time of the oldest complete reading
    that the verdict rests on, not of the run.
    """
    raise NotImplementedError


def retire(scope: Scope, tenant: tuple[UUID, str], source: Source, reason_code: str) -> int:
    """Close a tenant's findings of a source that is no more: baseline unassigned or deleted, tenant archived."""
    raise NotImplementedError
