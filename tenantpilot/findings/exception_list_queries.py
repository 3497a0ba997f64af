"""Named reads of acceptances for their pages, each through a Scope."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.findings.tables import FindingException
from tenantpilot.store.scope import Scope

PAGE = 50
MOST_COUNTED = 1000
MOST_IN_CHAIN = 200
# What a tab holds, as walks inside an index that are merged.
TABS = {
    "waiting": ("e.status = 'pending'",),
    "force": ("e.status = 'approved'", "e.status = 'expiring'"),
    "ending": ("e.status = 'expiring'",),
    "ended": ("e.ended_at is not null",),
}
_ORDER = dict.fromkeys(TABS, ("e.expires_at", ">", "")) | {"ended": ("e.ended_at", "<", " desc")}
_FROM = """from finding_exception e
    join finding f on f.workspace_id = e.workspace_id and f.id = e.finding_id
    join tenant t on t.workspace_id = e.workspace_id and t.id = e.tenant_id"""
_COLUMNS = """e.*, f.public_id as finding_ref, f.number as finding_number, f.kind as finding_kind, f.subject_name,
    f.family, f.source_name, f.status as finding_status, f.severity as finding_severity, f.observed_digest, f.outcome,
    f.observed_at, f.unknown_since, f.last_move, t.public_id as tenant_ref, t.name as tenant_name"""
_WALK = "(select e.* from finding_exception e where {conditions} order by {at}{way}, e.public_id{way} limit :limit)"
_PAGE = """
  select {columns} from (select * from ({walks}) e order by {at}{way}, e.public_id{way} limit :limit) e
    join finding f on f.workspace_id = e.workspace_id and f.id = e.finding_id
    join tenant t on t.workspace_id = e.workspace_id and t.id = e.tenant_id
  order by {at}{way}, e.public_id{way}
"""
_ONE = text(f"select {_COLUMNS} {_FROM} where e.workspace_id = :workspace and e.id = :id")
_OF_FINDING = text("""
  select * from finding_exception where workspace_id = :workspace and finding_id = :finding
  order by number limit :limit
""")
# How often what stands here was extended before: up the line of what each took the place of.
_EXTENDED = text("""
  with recursive line as (
    select e.id as start, e.supersedes_id as up, 0 as depth from finding_exception e
    where e.workspace_id = :workspace and e.id = any(:ids)
    union all
    select l.start, e.supersedes_id, l.depth + 1 from line l
      join finding_exception e on e.workspace_id = :workspace and e.id = l.up where l.depth < 200
  )
  select l.start, count(*) as times from line l
    join finding_exception e on e.workspace_id = :workspace and e.id = l.up and e.approved_at is not null
      and e.end_code <> 'edited'
  group by l.start
""")
# Counted no further than pages show.
_WAITING_FOR = text("""
  select count(*) from (select 1 from finding_exception e
    where e.workspace_id = :workspace and e.status = 'pending' and e.requester_id <> :me and e.expires_at > :now
      and e.approver_id is distinct from :me limit :most) n
""")


def _narrowed(scope: Scope, severity: str) -> tuple[list[str], dict[str, Any]]:
    """What every statement about the scope's acceptances asks for."""
    values: dict[str, Any] = {"workspace": scope.workspace_id}
    conditions = ["e.workspace_id = :workspace", *scope.reached("e.tenant_id", values, scope.tenant_id)]
    if severity:
        conditions.append("e.severity = :severity")
        values["severity"] = severity
    return conditions, values


def page(scope: Scope, tab: str, severity: str, after: tuple[datetime, str] | None, limit: int = PAGE) -> Sequence[Any]:
    """Rows of a tab with their finding and tenant, one more than `limit` if there is."""
    conditions, values = _narrowed(scope, severity)
    at, sign, way = _ORDER[tab]
    if after is not None:
        conditions.append(f"({at}, e.public_id) {sign} (:at, :ref)")
        values |= {"at": after[0], "ref": after[1]}
    walks = " union all ".join(
        _WALK.format(conditions=" and ".join([*conditions, walk]), at=at, way=way) for walk in TABS[tab]
    )
    statement = text(_PAGE.format(columns=_COLUMNS, walks=walks, at=at, way=way))
    return scope.session.connection().execute(statement, {**values, "limit": limit + 1}).all()


def counts(scope: Scope, severity: str) -> dict[str, int]:
    """How many each tab has, counted up to MOST_COUNTED + 1."""
    conditions, values = _narrowed(scope, severity)
    parts = ", ".join(
        f"(select count(*) from (select 1 from finding_exception e where {' and '.join(conditions)}"  # noqa: S608
        f" and ({' or '.join(walks)}) limit {MOST_COUNTED + 1}) n) as {tab}"
        for tab, walks in TABS.items()
    )
    return dict(scope.session.connection().execute(text(f"select {parts}"), values).mappings().one())


def waiting_for(scope: Scope, at: datetime) -> int:
    """How many requests within reach the one who looks could approve."""
    values = {"workspace": scope.workspace_id, "me": scope.actor.user_id, "now": at, "most": MOST_COUNTED}
    return int(scope.session.connection().execute(_WAITING_FOR, values).scalar_one())


def one(scope: Scope, key: UUID) -> Any:
    """An acceptance with its finding and tenant, as rows of a page."""
    return scope.session.connection().execute(_ONE, {"workspace": scope.workspace_id, "id": key}).one()


def of_finding(scope: Scope, finding: UUID) -> Sequence[Any]:
    """All acceptances and requests that a finding ever had, oldest first."""
    values = {"workspace": scope.workspace_id, "finding": finding, "limit": MOST_IN_CHAIN}
    return scope.session.connection().execute(_OF_FINDING, values).all()


def extended(scope: Scope, ids: Collection[UUID]) -> dict[UUID, int]:
    """How often each of these was extended before."""
    values = {"workspace": scope.workspace_id, "ids": list(ids)}
    return {row.start: row.times for row in scope.session.connection().execute(_EXTENDED, values)}


def newest_of(scope: Scope, finding: UUID) -> FindingException | None:
    """The request that waits, or the acceptance in force, of a finding."""
    query = scope.select(FindingException).where(
        FindingException.finding_id == finding,
        FindingException.status.in_(["pending", "approved", "expiring"]),  # type: ignore[attr-defined]
    )
    return scope.session.exec(query.order_by(FindingException.number.desc()).limit(1)).one_or_none()  # type: ignore[attr-defined]


_TENANT = text("select name from tenant where workspace_id = :workspace and id = :id")


def tenant_name(scope: Scope, key: UUID) -> str:
    """What a tenant is called."""
    return str(scope.session.connection().execute(_TENANT, {"workspace": scope.workspace_id, "id": key}).scalar_one())
