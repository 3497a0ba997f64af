"""Who changed a policy, as the tenant's own log tells: exactly one person, several, or nobody known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tenantpilot.kernel.clock import moment
from tenantpilot.provider.reading import Change

Sureness = Literal["one", "several", "unknown"]
# The log and the object are stamped by different clocks of the provider.
TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Author:
    """Who and when. `unknown` has neither; `several` has the last of them and how many there were."""

    sureness: Sureness
    actor: str = ""
    actor_kind: str = ""
    at: datetime | None = None
    event_id: str = ""
    actors: int = 0


UNKNOWN = Author("unknown")


def attribute(
    provider_id: str,
    changes: Iterable[Change],
    *,
    since: datetime | None,
    until: datetime,
) -> Author:
    """The author of what changed in a policy after `since` and no later than `until`."""
    found = [(at, change) for at, change in _timed(provider_id, changes) if _within(at, since, until)]
    if not found:
        return UNKNOWN
    found.sort(key=lambda item: (item[0], item[1].event_id))
    people = {(change.actor_kind, change.actor) for _, change in found}
    at, last = found[-1]
    return Author("one" if len(people) == 1 else "several", last.actor, last.actor_kind, at, last.event_id, len(people))


def _timed(provider_id: str, changes: Iterable[Change]) -> Iterable[tuple[datetime, Change]]:
    for change in changes:
        at = moment(change.at) if change.subject_id.lower() == provider_id.lower() and change.actor else None
        if at is not None:
            yield at, change


def _within(at: datetime, since: datetime | None, until: datetime) -> bool:
    return (since is None or at > since - TOLERANCE) and at <= until + TOLERANCE
