"""The list's statements. Each page is a few walks inside an index, one per severity, merged in the page's order.

Nothing is sorted but the pages of these walks, so that a page in the middle of a million costs what the first does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from tenantpilot.findings import hygiene_queries
from tenantpilot.findings.filters import ME, NOBODY, FindingFilters, Place
from tenantpilot.findings.severity import RANK
from tenantpilot.findings.workflow import TODO, State
from tenantpilot.inventory.words import ranges
from tenantpilot.store.scope import Scope

PAGE = 50
SOON = timedelta(hours=24)
MOST_COUNTED = 1000
MOST_WORDS = 8
# Up to so many findings that have a word are looked at one by one; beyond, the list is walked in its own order.
FEW = 2000
_TODO = ", ".join(f"'{state.value}'" for state in TODO)
TABS = {
    "decide": f"f.is_open and f.status in ('{State.NEW.value}', '{State.REOPENED.value}')",
    "mine": "f.is_open and f.assignee_id = :me",
    "queue": f"f.is_open and f.assignee_id is null and f.status in ({_TODO})",
    "due": "f.is_open and f.due_at <= :soon and f.sla_state in ('running', 'breached')",
    "verify": f"f.status = '{State.RESOLVED.value}'",
    "open": "f.is_open",
    "accepted": f"f.status = '{State.RISK_ACCEPTED.value}'",
    "closed": f"not f.is_open and f.status = '{State.CLOSED.value}'",
}
COLUMNS = """f.workspace_id, f.id, f.public_id, f.number, f.tenant_id, f.kind, f.severity, f.severity_rank, f.status,
  f.outcome, f.is_open, f.version, f.family, f.policy_id, f.subject_ref, f.subject_name, f.source_kind, f.source_ref,
  f.source_name, f.differences, f.owner_id, f.assignee_id, f.occurrences, f.first_seen_at, f.observed_at,
  f.unknown_since, f.status_at, f.touched_at, f.resolved_at, f.resolved_by_id, f.sla_state, f.due_at, f.breached_at"""
JOINED = """
  select f.*, t.public_id as tenant_ref, t.name as tenant_name, t.tier,
    case when f.family = '' then '' else coalesce(c.state, 'never') end as coverage
  from ({found}) f join tenant t on t.workspace_id = f.workspace_id and t.id = f.tenant_id
    left join family_coverage c on c.workspace_id = f.workspace_id and c.tenant_id = f.tenant_id
      and c.family = f.family
  order by {order}
"""
_SEGMENT = "(select {columns} from finding f where {conditions} order by {order} limit {limit})"
_MERGED = "select * from ({union}) f order by {order} limit {limit}"
ORDERS = {
    "severity": "f.severity_rank, f.due_at, f.public_id",
    "due": "f.due_at, f.public_id",
    "recent": "f.status_at desc, f.public_id desc",
}
_WITHIN = {"severity": ORDERS["due"], "due": ORDERS["due"], "recent": ORDERS["recent"]}
_FOUND = """select finding_id from finding_token where workspace_id = :workspace{tenant}
  and token >= :{low} and token < :{high}"""
# Not `exists`, which would be answered by gathering all that have the word, however few the page needs.
_WORD = """(select true from finding_token k where k.workspace_id = f.workspace_id and k.finding_id = f.id
  and k.token >= :{low} and k.token < :{high} limit 1)"""
# A page is a short walk: helpers would be called for longer than it takes.
_ALONE = text("set local max_parallel_workers_per_gather = 0")
_COUNT = "(select count(*) from (select 1 from finding f where {conditions} limit {most}) n) as {tab}"
_TIER = text("select id from tenant where workspace_id = :workspace and tier = :tier")
_PERSON = text("select id from user_account where public_id = :ref")
_POLICY = text("select id from policy where workspace_id = :workspace and public_id = :ref")

Conditions = tuple[list[str], dict[str, Any]]


def findings(
    scope: Scope, filters: FindingFilters, place: Place, *, moment: datetime, limit: int = PAGE
) -> Sequence[Any]:
    """Rows of a page in the filters' order, one more than `limit` if there is."""
    made = statement(scope, filters, place, moment=moment, limit=limit)
    return scope.session.connection().execute(text(made[0]), made[1]).all() if made else []


def statement(
    scope: Scope, filters: FindingFilters, place: Place, *, moment: datetime, limit: int = PAGE
) -> tuple[str, dict[str, Any]] | None:
    """The statement of one page and its values; None where nothing can fit."""
    narrowed = narrowing(scope, filters, moment=moment)
    if narrowed is None:
        return None
    conditions, values = narrowed
    parts = [
        _SEGMENT.format(columns=COLUMNS, conditions=" and ".join([*conditions, *more]),
                        order=_WITHIN[filters.order], limit=limit + 1)
        for more in _segments(filters, place)
    ]  # fmt: skip
    if not parts:  # the place lies behind every severity that is asked for
        return None
    if place.ref:
        values |= {"ref": place.ref} | ({"at": place.at} if place.at is not None else {})
    order = ORDERS[filters.order]
    union = " union all ".join(parts)
    found = _MERGED.format(union=union, order=order, limit=limit + 1)
    return JOINED.format(found=found, order=order), values


def _segments(filters: FindingFilters, place: Place) -> list[list[str]]:
    """What each walk adds to the conditions: one rank, and from where on."""
    if filters.order == "recent":
        known = [f"f.severity_rank = {RANK[filters.severity]}"] if filters.severity else []
        return [[*known, "(f.status_at, f.public_id) < (:at, :ref)"] if place.ref and place.at else known]
    ranks = [RANK[filters.severity]] if filters.severity else list(RANK.values())
    if not place.ref:
        return [[f"f.severity_rank = {rank}"] for rank in ranks]
    if place.at is None:
        rest = [["f.due_at is null", "f.public_id > :ref"]]
    else:
        rest = [["(f.due_at, f.public_id) > (:at, :ref)"], ["f.due_at is null"]]
    if filters.order == "due":
        return [[f"f.severity_rank = {rank}", *one] for rank in ranks for one in rest]
    begun = [[f"f.severity_rank = {place.rank}", *one] for one in rest if place.rank in ranks]
    return [*begun, *([f"f.severity_rank = {rank}"] for rank in ranks if rank > place.rank)]


def narrowing(scope: Scope, filters: FindingFilters, *, moment: datetime, tab: str | None = None) -> Conditions | None:
    """The conditions that a tab and the filters mean, and their values; None where nothing can fit."""
    tab = filters.tab if tab is None else tab
    values: dict[str, Any] = {"workspace": scope.workspace_id}
    conditions = ["f.workspace_id = :workspace", *([TABS[tab]] if tab else [])]
    if tab == "mine":
        values["me"] = scope.actor.user_id
    if tab == "due":
        values["soon"] = moment + SOON
    conditions += scope.reached("f.tenant_id", values, scope.tenant_id)
    for name, column in (("kind", "kind"), ("family", "family"), ("source", "source_ref")):
        if value := getattr(filters, name):
            conditions.append(f"f.{column} = :{name}")
            values[name] = value
    if filters.hygiene:
        condition, given = hygiene_queries.condition(scope, filters.hygiene, moment)
        conditions.append(condition)
        values |= given
    fits = _by_key(scope, filters, conditions, values) and _search(scope, filters, conditions, values)
    return (conditions, values) if fits else None


def _by_key(scope: Scope, filters: FindingFilters, conditions: list[str], values: dict[str, Any]) -> bool:
    """What is named by a word of the address and stored by its key; false where there is no such thing."""
    connection = scope.session.connection()
    if filters.tier:
        found = connection.execute(_TIER, {"workspace": scope.workspace_id, "tier": filters.tier}).scalars().all()
        conditions.append("f.tenant_id = any(cast(:tier as uuid[]))")
        values["tier"] = list(found)
    for name in ("assignee", "owner"):
        value = getattr(filters, name)
        if value == NOBODY:
            conditions.append(f"f.{name}_id is null")
        elif value:
            person = scope.actor.user_id if value == ME else connection.execute(_PERSON, {"ref": value}).scalar()
            conditions.append(f"f.{name}_id = :{name}")
            values[name] = person
    if filters.policy:
        asked = {"workspace": scope.workspace_id, "ref": filters.policy}
        conditions.append("f.policy_id = :policy")
        values["policy"] = connection.execute(_POLICY, asked).scalar()
    return all(values.get(name, "") is not None for name in ("assignee", "owner", "policy"))


def _search(scope: Scope, filters: FindingFilters, conditions: list[str], values: dict[str, Any]) -> bool:
    """A number as itself; words by the findings that have them when these are few, else word by word on the way."""
    if filters.number is not None:
        conditions.append("f.number = :number")
        values["number"] = filters.number
        return True
    words = ranges(filters.q, MOST_WORDS)
    if not words:
        return not filters.q.strip()
    asked: dict[str, Any] = {"workspace": scope.workspace_id}
    asked |= {f"low{at}": low for at, (low, _) in enumerate(words)}
    asked |= {f"high{at}": high for at, (_, high) in enumerate(words)}
    narrowed = ""
    if scope.tenant is not None:
        narrowed, asked["tenant"] = " and tenant_id = :tenant", scope.tenant[0]
    parts = [_FOUND.format(tenant=narrowed, low=f"low{at}", high=f"high{at}") for at in range(len(words))]
    query = f"{' intersect '.join(parts)} limit {FEW + 1}"
    rows = scope.session.connection().execute(text(query), asked).scalars().all()
    if len(rows) <= FEW:
        conditions.append("f.id = any(cast(:found as uuid[]))")
        values["found"] = list(set(rows))
        return bool(rows)
    scope.session.connection().execute(_ALONE)
    conditions += [_WORD.format(low=f"low{at}", high=f"high{at}") for at in range(len(words))]
    values |= {name: value for name, value in asked.items() if name not in ("workspace", "tenant")}
    return True


def counts(scope: Scope, filters: FindingFilters, *, moment: datetime) -> dict[str, int]:
    """How many findings each tab has under the filters, counted up to MOST_COUNTED + 1."""
    narrowed = narrowing(scope, filters, moment=moment, tab="")
    if narrowed is None:
        return dict.fromkeys(TABS, 0)
    conditions, values = narrowed
    if filters.severity:
        conditions.append(f"f.severity_rank = {RANK[filters.severity]}")
    values |= {"me": scope.actor.user_id, "soon": moment + SOON}
    parts = ", ".join(
        _COUNT.format(tab=tab, conditions=" and ".join([*conditions, one]), most=MOST_COUNTED + 1)
        for tab, one in TABS.items()
    )
    return dict(scope.session.connection().execute(text(f"select {parts}"), values).mappings().one())


_SUMMARY = """
  select coalesce(sum(g.critical + g.high + g.medium + g.low), 0) as open_findings,
    count(*) filter (where g.critical + g.high + g.medium + g.low > 0) as tenants_open,
    coalesce(sum(g.drift), 0) as drift, count(*) as tenants,
    min(i.last_sync_at) as read_from, max(i.last_sync_at) as read_until,
    count(*) filter (where i.last_sync_at is null) as tenants_never,
    count(*) filter (where i.last_sync_at is not null and i.partial + i.forbidden + i.throttled > 0) as tenants_unread
  from tenant f left join tenant_governance g on g.workspace_id = f.workspace_id and g.tenant_id = f.id
    left join tenant_inventory i on i.workspace_id = f.workspace_id and i.tenant_id = f.id
  where f.workspace_id = :workspace and (f.lifecycle in ('onboarding', 'active', 'suspended')
    or g.critical + g.high + g.medium + g.low > 0){narrowed}
"""
_TENANTS = text("""
  select t.id, t.public_id, t.name, t.tier, coalesce(g.critical + g.high + g.medium + g.low, 0) as open_findings
  from tenant t left join tenant_governance g on g.workspace_id = t.workspace_id and g.tenant_id = t.id
  where t.workspace_id = :workspace and t.lifecycle <> 'draft' order by t.name, t.public_id
""")


def summary(scope: Scope, tier: str = "") -> Any:
    """What stands above the list, from the aggregates of the tenants in question."""
    values: dict[str, Any] = {"workspace": scope.workspace_id}
    narrowed = "".join(f" and {one}" for one in scope.reached("f.id", values, scope.tenant_id))
    if tier:
        narrowed, values["tier"] = f"{narrowed} and f.tier = :tier", tier
    return scope.session.connection().execute(text(_SUMMARY.format(narrowed=narrowed)), values).one()


def tenants(scope: Scope) -> Sequence[Any]:
    """Tenants to narrow by, with their open findings."""
    rows = scope.session.connection().execute(_TENANTS, {"workspace": scope.workspace_id})
    return [row for row in rows if scope.tenants.reaches(row.id)]


def lying(scope: Scope, problem: str, place: Place, *, moment: datetime, limit: int | None = None) -> Sequence[Any]:
    """Findings with a problem of hygiene, the oldest first, one more than the page if there is."""
    narrowed = narrowing(scope, FindingFilters(hygiene=problem), moment=moment, tab="")
    if narrowed is None:
        return []
    conditions, values = narrowed
    if place.ref:
        values |= {"at": place.at, "ref": place.ref}
    size = (PAGE if limit is None else limit) + 1
    found = hygiene_queries.page(conditions, COLUMNS, problem, has_place=bool(place.ref), limit=size)
    query = JOINED.format(found=found, order=f"f.{hygiene_queries.SINCE[problem]}, f.public_id")
    return scope.session.connection().execute(text(query), values).all()


def count_lying(scope: Scope, filters: FindingFilters, *, moment: datetime) -> int:
    """How many findings have a problem of hygiene, counted up to MOST_COUNTED + 1."""
    narrowed = narrowing(scope, filters, moment=moment, tab="")
    if narrowed is None:
        return 0
    query = _COUNT.format(tab="found", conditions=" and ".join(narrowed[0]), most=MOST_COUNTED + 1)
    return int(scope.session.connection().execute(text(f"select {query}"), narrowed[1]).scalar_one())
