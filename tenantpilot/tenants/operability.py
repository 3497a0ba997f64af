"""The one rule that says what may be done with a tenant, from facts alone (G8).

Dispatch and execution gates, lists, choices and search all ask here and nowhere else. A fact that nobody knows counts
against the tenant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tenantpilot.tenants.lifecycle import Lifecycle

READABLE = frozenset({Lifecycle.ONBOARDING.value, Lifecycle.ACTIVE.value})
WRITABLE = frozenset({Lifecycle.ACTIVE.value})
# A draft may be checked, or nobody could find out whether it is more than a draft.
CHECKABLE = READABLE | {Lifecycle.DRAFT.value}
SELECTABLE = READABLE | {Lifecycle.SUSPENDED.value}
_BAD_CONSENT = {"missing": "consent_missing", "withdrawn": "consent_withdrawn"}
_BAD_CONNECTION = {"missing": "connection_missing", "disabled": "connection_disabled"}


@dataclass(frozen=True)
class ConnectionFacts:
    """What is known of the way to a tenant: `state` is missing, disabled or enabled."""

    state: str = "unknown"
    consent: str = "unknown"
    health: str = "unknown"
    connection_ref: str = ""
    credential_expires_at: datetime | None = None
    has_credential: bool = False
    expiry: str = "unknown"
    checked_at: datetime | None = None
    posture: str = "unknown"
    missing_permissions: int = 0
    name: str = ""
    reason_code: str = ""


@dataclass(frozen=True)
class Facts:
    """All that the rule looks at. `stopped_reads` and `stopped_writes` are codes of controls that bite now."""

    lifecycle: str
    connection: ConnectionFacts
    stopped_reads: tuple[str, ...] = ()
    stopped_writes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operability:
    """The verdict; the reasons are codes of the reason table, the weightiest first."""

    can_start_read: bool
    can_start_write: bool
    is_selectable: bool
    is_searchable: bool
    read_reasons: tuple[str, ...]
    write_reasons: tuple[str, ...]


def _way(facts: ConnectionFacts, moment: datetime) -> list[str]:
    """What stands between the product and the tenant, whoever wants to use the way."""
    if facts.state != "enabled":
        return [_BAD_CONNECTION.get(facts.state, "connection_unknown")]
    found = [_BAD_CONSENT[facts.consent]] if facts.consent in _BAD_CONSENT else []
    if not facts.has_credential:
        return [*found, "credential_missing"]
    if facts.credential_expires_at is not None and facts.credential_expires_at <= moment:
        found.append("credential_expired")
    return found


def operability(facts: Facts, moment: datetime) -> Operability:
    """What may be done with the tenant at `moment`.

    Consent that nobody has looked at yet does not stand in the way: the first attempt finds out.
    """
    way = _way(facts.connection, moment)
    read = [*_standing(facts.lifecycle, READABLE), *facts.stopped_reads, *way]
    write = [*_standing(facts.lifecycle, WRITABLE), *facts.stopped_reads, *facts.stopped_writes, *way]
    selectable = facts.lifecycle in SELECTABLE
    return Operability(
        can_start_read=not read,
        can_start_write=not write,
        is_selectable=selectable,
        is_searchable=selectable,
        read_reasons=tuple(dict.fromkeys(read)),
        write_reasons=tuple(dict.fromkeys(write)),
    )


def _standing(lifecycle: str, allowed: frozenset[str]) -> list[str]:
    if lifecycle in allowed:
        return []
    return [f"tenant_{lifecycle}" if lifecycle in set(Lifecycle) else "tenant_not_operable"]
