"""What is wrong with a tenant besides its configuration: consent, connection, credential, or no sync that succeeds.

Pure rules from known facts to what `observing` is told. A fact that is unknown decides nothing: neither that something
is wrong nor that it is right again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenantpilot.findings.facts import Facts
from tenantpilot.findings.observing import Observation, Source, fingerprint
from tenantpilot.tenants.operability import ConnectionFacts

CONNECTION, CREDENTIAL, INVENTORY = "connection", "credential", "inventory"
SOURCES = (CONNECTION, CREDENTIAL, INVENTORY)
SUCCEEDED = ("succeeded", "partially_succeeded")
# What the source proposes for a credential, by how near its end is; one that is valid for longer is no finding.
EXPIRY = {"month": "medium", "fortnight": "high", "days": "critical", "expired": "critical"}
_NO_CONSENT = {"missing": "consent_missing", "withdrawn": "consent_withdrawn"}
# Decides the severity from kind and what the source proposes.
Rank = Callable[[str, str], str]


@dataclass(frozen=True)
class SyncFacts:
    """How the newest two finished syncs of a tenant ended, without those that were cancelled or held back."""

    outcome: str = ""
    outcome_before: str = ""
    reason_code: str = ""
    finished_at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """What one source of a tenant says: what is wrong, and which fingerprints it could not decide, as of when."""

    source: Source
    seen: tuple[Observation, ...]
    unknown: frozenset[str]
    observed_at: datetime


def told(tenant_ref: str, way: ConnectionFacts, sync: SyncFacts, rank: Rank, moment: datetime) -> list[Told]:
    """What all sources of an active tenant say now; a source that knows nothing at all is left out."""
    found = []
    if way.state == "enabled" and way.checked_at is not None:
        found.append(_of_connection(way, rank, way.checked_at))
    if way.state == "enabled" and way.has_credential:
        found.append(_of_credential(way, rank, moment))
    if sync.finished_at is not None:
        found.append(_of_sync(tenant_ref, sync, rank, sync.finished_at))
    return found


def _of_connection(way: ConnectionFacts, rank: Rank, at: datetime) -> Told:
    source = Source(CONNECTION, way.connection_ref, way.name)
    seen, unknown = [], set()
    gone = _NO_CONSENT.get(way.consent, "")
    if gone:
        seen.append(_about(way, "consent_lost", rank, gone))
    elif way.consent == "unknown" or way.posture == "unknown":
        unknown.add(fingerprint(source, "consent_lost", way.connection_ref))
    elif way.posture == "incomplete":
        seen.append(_about(way, "consent_lost", rank, "permission_missing", "medium", way.missing_permissions))
    if gone or way.health == "unknown":
        # Without consent nobody can say whether anything else is wrong.
        unknown.add(fingerprint(source, "connection_failing", way.connection_ref))
    elif way.health == "failing":
        seen.append(_about(way, "connection_failing", rank, way.reason_code))
    return Told(source, tuple(seen), frozenset(unknown), at)


def _of_credential(way: ConnectionFacts, rank: Rank, moment: datetime) -> Told:
    source = Source(CREDENTIAL, way.connection_ref, way.name)
    if way.credential_expires_at is None:
        return Told(source, (), frozenset({fingerprint(source, "credential_expiring", way.connection_ref)}), moment)
    if way.expiry not in EXPIRY:
        return Told(source, (), frozenset(), moment)
    ends = way.credential_expires_at.isoformat()
    reason = "credential_expired" if way.expiry == "expired" else "credential_expiring"
    one = _about(way, "credential_expiring", rank, reason, EXPIRY[way.expiry], observed=ends, expires_at=ends)
    return Told(source, (one,), frozenset(), moment)


def _of_sync(tenant_ref: str, sync: SyncFacts, rank: Rank, at: datetime) -> Told:
    source = Source(INVENTORY)
    if sync.outcome in SUCCEEDED:
        return Told(source, (), frozenset(), at)
    if sync.outcome_before in SUCCEEDED or not sync.outcome_before:
        # Once may be chance; the next sync says more.
        return Told(source, (), frozenset({fingerprint(source, "sync_failing", tenant_ref)}), at)
    one = Observation(
        kind="sync_failing", key=tenant_ref, severity=rank("sync_failing", ""), subject_ref=tenant_ref, subject_name="",
        observed_digest="sync_failing", detail=Facts(reason_code=sync.reason_code).written(),
    )  # fmt: skip
    return Told(source, (one,), frozenset(), at)


def _about(
    way: ConnectionFacts, kind: str, rank: Rank, reason: str, proposed: str = "", differences: int = 0, *,
    observed: str = "", **more: Any,
) -> Observation:  # fmt: skip
    return Observation(
        kind=kind, key=way.connection_ref, severity=rank(kind, proposed), subject_ref=way.connection_ref,
        subject_name=way.name, differences=differences, observed_digest=observed or reason or kind,
        detail=Facts(reason_code=reason, severity=proposed, **more).written(),
    )  # fmt: skip


def replaced(way: ConnectionFacts, sources: Sequence[tuple[str, str]]) -> list[Source]:
    """Of the sources (kind, ref) that a tenant has findings of: those whose connection is not in use any more."""
    if way.state == "unknown":
        return []
    return [
        Source(kind, ref) for kind, ref in sources if kind in (CONNECTION, CREDENTIAL) and ref != way.connection_ref
    ]
