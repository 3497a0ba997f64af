"""Settings of which two versions want different values, found on digests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

# Members of lists add up, so only what stands there once can contradict itself.
_DISPUTED = text("""
  with demanded as (
    select b.version_id, b.part_ref, s.setting, s.value_digest from baseline_part b
      join content_setting s on s.workspace_id = b.workspace_id and s.content_digest = b.content_digest
    where b.workspace_id = :workspace and b.version_id = any(:versions) and s.setting > ''
      and not (s.setting >= '@' and s.setting < 'A') and right(s.setting, 2) <> '[]'
  )
  select distinct d.version_id, d.part_ref from demanded d
  where exists (select 1 from demanded o where o.setting = d.setting and o.version_id <> d.version_id)
""")


def disputed(scope: Scope, versions: Collection[UUID]) -> Sequence[Any]:
    """Parts that set something that a part of another version sets too (version_id, part_ref)."""
    values = {"workspace": scope.workspace_id, "versions": sorted(versions)}
    return scope.session.connection().execute(_DISPUTED, values).all()
