"""The explorer's statements. What narrows is a condition that the chosen index answers by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.inventory.filters import MOST_WORDS, Place, PolicyFilters
from tenantpilot.inventory.words import ranges
from tenantpilot.store.scope import Scope

PAGE = 50
# Up to so many places where a word was found, the policies behind them are looked at one by one; beyond, the list is
# walked in its own order, because every so-manieth policy of it fits.
FEW = 2000
_COLUMNS = """p.id, p.public_id, p.name, p.sort_key, p.family, p.platform, p.type, p.assigned, p.assignment_count,
  p.version, p.changed_at, p.changed_by, p.changed_by_kind, p.last_seen_at, p.is_ghost, p.deleted_at, p.tenant_id"""
_PAGE = """
  select {columns}, t.public_id as tenant_ref, t.name as tenant_name, coalesce(c.state, 'never') as coverage
  from (select * from policy p where {conditions} order by {order} limit {limit}) p
    join tenant t on t.workspace_id = p.workspace_id and t.id = p.tenant_id
    left join family_coverage c on c.workspace_id = p.workspace_id and c.tenant_id = p.tenant_id
      and c.family = p.family
  order by {order}
"""
_BY_NAME = "p.sort_key, p.public_id"
_BY_CHANGE = "p.changed_at desc, p.public_id desc"
_FOUND = (
    "select policy_id from policy_token where workspace_id = :workspace{tenant} and token >= :{low} and token < :{high}"
)
_WORD = """exists (select 1 from policy_token k where k.workspace_id = p.workspace_id and k.policy_id = p.id
  and k.token >= :{low} and k.token < :{high})"""
_FAMILIES = """
  select family, sum(objects) as policies from family_coverage where workspace_id = :workspace{narrowing}
  group by family
"""
_GHOSTS = """
  select family, count(*) as ghosts from policy where workspace_id = :workspace and is_ghost{narrowing} group by family
"""
_PLATFORMS = """
  select platform, count(*) as policies from policy where workspace_id = :workspace and not is_ghost{narrowing}
  group by platform order by platform
"""
_TENANTS = """
  select t.id, t.public_id, t.name, coalesce(i.policies, 0) as policies, coalesce(i.ghosts, 0) as ghosts,
    i.last_sync_at
  from tenant t left join tenant_inventory i on i.workspace_id = t.workspace_id and i.tenant_id = t.id
  where t.workspace_id = :workspace order by t.name, t.public_id
"""


def policies(
    scope: Scope, filters: PolicyFilters, place: Place, tenant_id: UUID | None, limit: int = PAGE
) -> list[Any]:
    """Rows of the explorer in its order, one more than `limit` if there is."""
    found: list[Any] = []
    for is_ghost in {"": (False,), "only": (True,), "with": (False, True)}[filters.ghosts]:
        found += _page(scope, filters, place, tenant_id, is_ghost=is_ghost, limit=limit)
    if filters.since is not None:
        return sorted(found, key=lambda row: (row.changed_at, row.public_id), reverse=True)[: limit + 1]
    return sorted(found, key=lambda row: (row.sort_key.encode(), row.public_id))[: limit + 1]


def statement(
    scope: Scope, filters: PolicyFilters, place: Place, tenant_id: UUID | None, *, is_ghost: bool, limit: int = PAGE
) -> tuple[str, dict[str, Any]] | None:
    """The statement of one page and its values; None where a word of the search is found nowhere."""
    values: dict[str, Any] = {"workspace": scope.workspace_id}
    conditions = ["p.workspace_id = :workspace", "p.is_ghost" if is_ghost else "not p.is_ghost"]
    conditions += scope.reached("p.tenant_id", values, tenant_id)
    for name in ("family", "platform", "assigned"):
        if value := getattr(filters, name):
            conditions.append(f"p.{name} = :{name}")
            values[name] = "" if value == "none" and name == "platform" else value
    if filters.since is not None:
        conditions.append("p.changed_at >= :since")
        values["since"] = filters.since
    if not _search(scope, filters, tenant_id, conditions, values):
        return None
    order = _BY_NAME
    if filters.since is not None:
        order = _BY_CHANGE
        if place.at is not None:
            conditions.append("(p.changed_at, p.public_id) < (:at, :ref)")
            values |= {"at": place.at, "ref": place.ref}
    elif place.ref:
        conditions.append("(p.sort_key, p.public_id) > (:key, :ref)")
        values |= {"key": place.key, "ref": place.ref}
    built = _PAGE.format(columns=_COLUMNS, conditions=" and ".join(conditions), order=order, limit=limit + 1)
    return built, values


def _page(
    scope: Scope, filters: PolicyFilters, place: Place, tenant_id: UUID | None, *, is_ghost: bool, limit: int
) -> Sequence[Any]:
    made = statement(scope, filters, place, tenant_id, is_ghost=is_ghost, limit=limit)
    return scope.session.connection().execute(text(made[0]), made[1]).all() if made else []


def _search(
    scope: Scope, filters: PolicyFilters, tenant_id: UUID | None, conditions: list[str], values: dict[str, Any]
) -> bool:
    """Words as conditions: by the policies that have them when these are few, else word by word along the list."""
    words = ranges(filters.q, MOST_WORDS)
    if not words:
        return not filters.q.strip()
    for at, (low, high) in enumerate(words):
        values |= {f"low{at}": low, f"high{at}": high}
    narrowing = " and tenant_id = :tenant" if tenant_id is not None else ""
    parts = [_FOUND.format(tenant=narrowing, low=f"low{at}", high=f"high{at}") for at in range(len(words))]
    query = " intersect ".join(parts) + f" limit {2 * FEW + 1}"
    asked = {name: value for name, value in values.items() if f":{name}" in query}
    rows = scope.session.connection().execute(text(query), asked).scalars().all()
    if len(rows) <= 2 * FEW:
        conditions.append("p.id = any(cast(:found as uuid[]))")
        values["found"] = list(set(rows))
        for at in range(len(words)):
            del values[f"low{at}"], values[f"high{at}"]
        return bool(rows)
    conditions += [_WORD.format(low=f"low{at}", high=f"high{at}") for at in range(len(words))]
    return True


def choices(
    scope: Scope, tenant_id: UUID | None
) -> tuple[Sequence[Any], dict[str, int], dict[str, int], Sequence[Any]]:
    """(tenants, policies by family, ghosts by family, policies by platform) within the narrowing."""
    values: dict[str, Any] = {"workspace": scope.workspace_id}
    narrowing = "".join(f" and {one}" for one in scope.reached("tenant_id", values, tenant_id))
    connection = scope.session.connection()
    families = connection.execute(text(_FAMILIES.format(narrowing=narrowing)), values)
    ghosts = connection.execute(text(_GHOSTS.format(narrowing=narrowing)), values)
    platforms = connection.execute(text(_PLATFORMS.format(narrowing=narrowing)), values).all()
    tenants = connection.execute(text(_TENANTS), {"workspace": scope.workspace_id}).all()
    return (
        [row for row in tenants if scope.tenants.reaches(row.id)],
        {row.family: int(row.policies) for row in families},
        {row.family: int(row.ghosts) for row in ghosts},
        platforms,
    )
