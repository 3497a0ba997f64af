"""Policies made under other rules are made anew from what is stored: a change of rules is no change of a policy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.inventory import ingest_queries as queries
from tenantpilot.inventory.model import Normalised
from tenantpilot.inventory.normalise import normalise
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.tables import PolicyVersion
from tenantpilot.inventory.veil import Veil
from tenantpilot.kernel.clock import now
from tenantpilot.provider.contracts.model import Contract
from tenantpilot.provider.reading import Trouble
from tenantpilot.store.scope import Scope


@dataclass(frozen=True)
class Stored:
    """A policy as it is stored, its digests under the rules of today."""

    id: UUID
    provider_id: str
    name: str
    description: str
    platform: str
    type: str
    version: int
    content_digest: str
    assignments_digest: str
    listed_digest: str
    rules_version: int
    assigned: str
    assignment_count: int
    last_seen_at: datetime
    is_ghost: bool


def renewed(scope: Scope, found: Iterable[Mapping[Any, Any]], contract: Contract, veil: Veil) -> dict[str, Stored]:
    """The stored policies; those made under other rules are made anew and their current version with them."""
    stored = {row["provider_id"]: Stored(**row) for row in found}
    old = [one.id for one in stored.values() if one.rules_version != RULES_VERSION]
    if not old:
        return stored
    changed, contents = [], []
    for row in queries.raw_of_current(scope, old):
        made = normalise(json.loads(row.text), contract, veil)
        if isinstance(made, Trouble):
            continue  # it cannot be made anew; if the policy reads otherwise now, that is a change
        one = stored[row.provider_id] = _anew(stored[row.provider_id], made)
        contents += _texts(made)
        changed.append({
            "workspace_id": scope.workspace_id, "id": row.version_id, "content_digest": one.content_digest,
            "assignments_digest": one.assignments_digest, "rules_version": RULES_VERSION,
        })  # fmt: skip
    queries.keep(scope, contents, now())
    bulk.update(scope.session, PolicyVersion, ("workspace_id", "id"), changed)
    return stored


def _anew(one: Stored, made: Normalised) -> Stored:
    known = made.assignments_known
    assignments = made.assignments.digest if known else one.assignments_digest
    # The version of the rules stays the old one here: the row itself is written with the policy that was read.
    return replace(one, content_digest=made.settings.digest, assignments_digest=assignments)


def _texts(made: Normalised) -> list[tuple[str, str]]:
    return [(one.digest, one.content.decode().replace("\x00", "\ufffd")) for one in (made.settings, made.assignments)]
