"""The lifecycle of a tenant: its states, the one table of moves between them, and which move needs a reason.

The database holds the same table in a trigger (alembic, 0005), so that no statement walks around it.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Lifecycle(StrEnum):
    """Where a tenant stands with the workspace."""

    DRAFT = "draft"
    ONBOARDING = "onboarding"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    REMOVAL_PENDING = "removal_pending"


L = Lifecycle
# A removal can be taken back until its date; an archived tenant comes back through onboarding, to be verified anew.
TRANSITIONS: dict[str, list[str]] = {
    L.DRAFT.value: [L.ONBOARDING.value, L.ARCHIVED.value],
    L.ONBOARDING.value: [L.ACTIVE.value, L.SUSPENDED.value, L.ARCHIVED.value],
    L.ACTIVE.value: [L.SUSPENDED.value, L.ARCHIVED.value],
    L.SUSPENDED.value: [L.ACTIVE.value, L.ARCHIVED.value],
    L.ARCHIVED.value: [L.ONBOARDING.value, L.REMOVAL_PENDING.value],
    L.REMOVAL_PENDING.value: [L.ARCHIVED.value],
}
NEEDS_REASON = frozenset({L.SUSPENDED.value, L.ARCHIVED.value, L.REMOVAL_PENDING.value})
RETENTION = timedelta(days=30)


def following(state: str) -> tuple[str, ...]:
    """The states a person may choose next."""
    return tuple(TRANSITIONS.get(state, ()))
