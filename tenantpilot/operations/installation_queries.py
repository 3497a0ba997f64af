"""What runs across workspaces, counted; needs the platform role."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

_LOAD = text("""
  select w.public_id as space,
    count(*) filter (where r.status <> 'completed') as active,
    count(*) filter (where r.outcome in ('failed', 'partially_succeeded', 'blocked')) as failed
  from operation_run r join workspace w on w.id = r.workspace_id
  where r.status <> 'completed' or r.finished_at >= :since
  group by w.public_id
""")


def load_by_workspace(session: Session, since: datetime) -> dict[str, tuple[int, int]]:
    """Workspace → (runs that wait or work, runs that ended without success since then); quiet ones are absent."""
    return {row.space: (row.active, row.failed) for row in session.connection().execute(_LOAD, {"since": since})}
