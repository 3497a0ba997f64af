"""Statements about when sweeps ran last; all need the runner role."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

_NEWEST = text("""
  select s.id as space, r.created_at, r.status, r.outcome
  from unnest(cast(:spaces as uuid[])) as s(id)
  cross join lateral (
    select created_at, status, outcome from operation_run
    where workspace_id = s.id and kind = :kind order by created_at desc limit 1
  ) r
""")


@dataclass(frozen=True)
class Newest:
    """The newest run of a kind in a workspace."""

    created_at: datetime
    status: str
    outcome: str


def newest(session: Session, kind: str, spaces: Collection[UUID]) -> dict[UUID, Newest]:
    """The newest run of the kind in each of these workspaces."""
    if not spaces:
        return {}
    found = session.connection().execute(_NEWEST, {"kind": kind, "spaces": list(spaces)})
    return {row.space: Newest(row.created_at, row.status, row.outcome) for row in found}
