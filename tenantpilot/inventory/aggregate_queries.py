"""The one row per tenant that pages read instead of counting. It is counted anew by whoever changed what it counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.store.scope import Scope

LATELY = timedelta(days=7)
_COUNTED = """
  select p.policies, p.ghosts, f.read, f.partial, f.forbidden, f.throttled, f.unsupported, f.unlicensed,
    v.recent + a.recent as changes_lately, greatest(v.last, a.last) as last_change_at, c.last_sync_at,
    case when f.known = cardinality(cast(:families as text[])) then f.complete_at end as last_complete_at
  from (select count(*) filter (where not is_ghost) as policies, count(*) filter (where is_ghost) as ghosts
      from policy where workspace_id = :workspace and tenant_id = :tenant) p,
    (select count(*) filter (where state = 'read') as read, count(*) filter (where state = 'partial') as partial,
        count(*) filter (where state = 'forbidden') as forbidden,
        count(*) filter (where state = 'throttled') as throttled,
        count(*) filter (where state = 'unsupported') as unsupported,
        count(*) filter (where state = 'unlicensed') as unlicensed,
        count(*) filter (where complete_at is not null or state in ('unsupported', 'unlicensed')) as known,
        min(complete_at) as complete_at
      from family_coverage where workspace_id = :workspace and tenant_id = :tenant and family = any(:families)) f,
    (select max(finished_at) as last_sync_at from capture where workspace_id = :workspace and tenant_id = :tenant) c,
    (select count(*) filter (where observed_at > :since) as recent, max(observed_at) as last from policy_version
      where workspace_id = :workspace and tenant_id = :tenant and seen_before_at is not null) v,
    (select count(*) filter (where deleted_at > :since) + count(*) filter (where restored_at > :since) as recent,
        greatest(max(deleted_at), max(restored_at)) as last
      from policy_absence where workspace_id = :workspace and tenant_id = :tenant) a
"""
_COLUMNS = (
    "policies", "ghosts", "read", "partial", "forbidden", "throttled", "unsupported", "unlicensed", "changes_lately",
    "last_change_at", "last_sync_at", "last_complete_at",
)  # fmt: skip
_LISTED = ", ".join(_COLUMNS)
_RECOUNT = text(f"""
  update tenant_inventory t set ({_LISTED}) = (select {_LISTED} from ({_COUNTED}) c), counted_at = :at
  where workspace_id = :workspace and tenant_id = :tenant
""")  # noqa: S608
_COUNT = text(_COUNTED)
_ENDED = text(
    "update tenant_inventory set capture_id = :capture where workspace_id = :workspace and tenant_id = :tenant"
)
_LOG = text("""
  update tenant_inventory set log_state = :state, log_read_at = coalesce(:read_at, log_read_at)
  where workspace_id = :workspace and tenant_id = :tenant
""")


def recount(scope: Scope, tenant_id: UUID, families: Collection[str], at: datetime) -> None:
    """Make a tenant's numbers true again. `families` are all that there are to read."""
    scope.session.connection().execute(_RECOUNT, _values(scope, tenant_id, families, at))


def counted(scope: Scope, tenant_id: UUID, families: Collection[str], at: datetime) -> dict[str, Any]:
    """What the numbers must be, from the rows they count."""
    return dict(scope.session.connection().execute(_COUNT, _values(scope, tenant_id, families, at)).mappings().one())


def _values(scope: Scope, tenant_id: UUID, families: Collection[str], at: datetime) -> dict[str, Any]:
    own = {"workspace": scope.workspace_id, "tenant": tenant_id}
    return own | {"at": at, "since": at - LATELY, "families": sorted(families)}


def note_capture(scope: Scope, tenant_id: UUID, capture_id: UUID) -> None:
    """Note which capture is the tenant's last."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "capture": capture_id}
    scope.session.connection().execute(_ENDED, values)


def note_log(scope: Scope, tenant_id: UUID, state: str, read_at: datetime | None) -> None:
    """Note how the tenant's own log was read, and when it was read completely."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "state": state, "read_at": read_at}
    scope.session.connection().execute(_LOG, values)
