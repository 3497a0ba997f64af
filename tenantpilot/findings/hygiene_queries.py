"""What makes a finding a matter of hygiene, as conditions over its row (`f`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from tenantpilot.access.capabilities import Capability, holds
from tenantpilot.findings.people import Person, people
from tenantpilot.store.scope import Scope

# From how many days on it is a problem.
AFTER = {"assignee_gone": 0, "stale": 14, "ownerless": 7, "unverified": 7}
# Since when, as a column of the row.
SINCE = {"assignee_gone": "status_at", "stale": "status_at", "ownerless": "first_seen_at", "unverified": "resolved_at"}
_WORKED_ON = """select 1 from finding_event e where e.workspace_id = f.workspace_id and e.finding_id = f.id
    and e.actor_kind = 'person' and e.at > :hygiene_since
  union all select 1 from finding_comment c where c.workspace_id = f.workspace_id and c.finding_id = f.id
    and c.at > :hygiene_since"""
_CONDITIONS = {
    "stale": f"f.status = 'in_progress' and f.status_at <= :hygiene_since and not exists ({_WORKED_ON})",
    "ownerless": "f.is_open and f.owner_id is null and f.first_seen_at <= :hygiene_since",
    "unverified": "f.status = 'resolved' and f.resolved_at <= :hygiene_since",
}
# Each assignee by one probe of the index: the next one is what follows the last.
_ASSIGNEES = text("""
  with recursive each as (
    (select assignee_id from finding where workspace_id = :workspace and assignee_id is not null
      order by assignee_id limit 1)
    union all
    select (select f.assignee_id from finding f where f.workspace_id = :workspace and f.assignee_id > e.assignee_id
      order by f.assignee_id limit 1)
    from each e where e.assignee_id is not null
  ) select assignee_id from each where assignee_id is not null
""")


def condition(scope: Scope, problem: str, moment: datetime) -> tuple[str, dict[str, Any]]:
    """The condition of a problem at a moment, and its values."""
    if problem == "assignee_gone":
        return _gone(scope)
    return f"({_CONDITIONS[problem]})", {"hygiene_since": moment - timedelta(days=AFTER[problem])}


def _gone(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Open work of people who cannot work on it any more: not at all, or not in its tenant."""
    keys = scope.session.connection().execute(_ASSIGNEES, {"workspace": scope.workspace_id}).scalars().all()
    known = people(scope, keys)
    gone = [key for key, one in known.items() if not _works_anywhere(one)]
    parts = ["f.assignee_id = any(cast(:hygiene_gone as uuid[]))"]
    values: dict[str, Any] = {"hygiene_gone": gone}
    narrowed = [one for one in known.values() if _works_anywhere(one) and one.tenants and one.tenants.mode != "all"]
    for at, one in enumerate(narrowed):
        reached = one.tenants.ids if one.tenants else frozenset()
        sign = "<> all" if one.tenants and one.tenants.mode == "only" else "= any"
        parts.append(f"(f.assignee_id = :hygiene_who{at} and f.tenant_id {sign} (cast(:hygiene_where{at} as uuid[])))")
        values |= {f"hygiene_who{at}": one.user_id, f"hygiene_where{at}": list(reached)}
    return f"(f.is_open and ({' or '.join(parts)}))", values


def _works_anywhere(one: Person) -> bool:
    return one.role is not None and holds(one.role, Capability.FINDING_WORK)


_PAGE = """
  select {columns} from finding f where {conditions}{after}
  order by f.{since}, f.public_id limit {limit}
"""


def page(conditions: list[str], columns: str, problem: str, *, has_place: bool, limit: int) -> str:
    """The statement of a page of one problem, the oldest first."""
    since = SINCE[problem]
    after = f" and (f.{since}, f.public_id) > (:at, :ref)" if has_place else ""
    return _PAGE.format(columns=columns, conditions=" and ".join(conditions), after=after, since=since, limit=limit)
