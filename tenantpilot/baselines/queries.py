"""Named reads and changes of baselines and their versions, each through a Scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col

from tenantpilot.baselines import result_queries
from tenantpilot.baselines.tables import Baseline, BaselineRing, BaselineVersion
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope

_OWNER = text("""
  select b.public_id from baseline_version v join baseline b on b.workspace_id = v.workspace_id
    and b.id = v.baseline_id
  where v.workspace_id = :workspace and v.public_id = :ref
""")
_LAST = text("""
  select coalesce(u.display_name, '') as name, e.at from audit_entry e
    left join user_account u on u.public_id = e.actor_ref
  where e.workspace_id = :workspace and e.subject_kind = 'baseline' and e.subject_ref = :ref
  order by e.seq desc limit 1
""")
_TAKEN = text("""
  select 1 from baseline where workspace_id = :workspace and lower(name) = lower(:name) and deleted_at is null
    and public_id <> :except limit 1
""")
_COUNT = text("select count(*) from baseline where workspace_id = :workspace and deleted_at is null")
_NUMBER = text("""
  select coalesce(max(number), 0) from baseline_version where workspace_id = :workspace and baseline_id = :baseline
""")
_COPIES = tuple(
    text(
        f"insert into {table} (workspace_id, id, version_id, {columns})"  # noqa: S608 - names from this file
        f" select workspace_id, gen_random_uuid(), :to, {columns} from {table}"
        " where workspace_id = :workspace and version_id = :from"
    )
    for table, columns in (
        ("baseline_part", "part_ref, family, provider_id, source_tenant_id, name, platform, type, content_digest,"
                          " assignments_digest, rules_version, captured_at, severity, assignments"),
        ("baseline_family", "family"),
        ("baseline_rule", "family, path, reason"),
        ("baseline_variable", "part_ref, path, name, default_value"),
    )
)  # fmt: skip
_SAYS = text("""
  select 'part' as what, part_ref as a, family as b, content_digest as c,
    case when assignments = 'compare' then assignments_digest else '' end as d, severity as e
  from baseline_part where workspace_id = :workspace and version_id = :version
  union all
  select 'family', family, '', '', '', '' from baseline_family where workspace_id = :workspace and version_id = :version
  union all
  select 'rule', family, path, '', '', '' from baseline_rule where workspace_id = :workspace and version_id = :version
  union all
  select 'variable', part_ref, path, name, default_value, '' from baseline_variable
  where workspace_id = :workspace and version_id = :version
  order by 1, 2, 3, 4, 5, 6
""")
_STALE = text("""
  select count(*) from baseline_part where workspace_id = :workspace and version_id = :version
    and rules_version <> :rules
""")
_DRIFTING = text("""
  select distinct f.tenant_id, t.public_id from finding f
    join tenant t on t.workspace_id = f.workspace_id and t.id = f.tenant_id
  where f.workspace_id = :workspace and f.source_kind = 'baseline' and f.source_ref = :ref
  order by t.public_id
""")
_USED = text("""
  select 1 from baseline_assignment where workspace_id = :workspace and baseline_id = :baseline and ring = :ring limit 1
""")
_TENANT = text("select public_id from tenant where workspace_id = :workspace and id = :key")
_GROUP = text("select public_id from tenant_group where workspace_id = :workspace and id = :key")
_UNASSIGN = text("""
  delete from baseline_assignment where workspace_id = :workspace and baseline_id = :baseline
""")
_OUTDATE = text("""
  update comparison set is_current = false where workspace_id = :workspace and baseline_id = :baseline and is_current
  returning tenant_id
""")


def baseline_of(scope: Scope, version_ref: str) -> str:
    """The public id of the baseline that a version belongs to.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
    """
    if not is_public_id(version_ref, "bsv"):
        raise NotFoundError("malformed version id")
    found = _one(scope, _OWNER, ref=version_ref).scalar_one_or_none()
    if found is None:
        raise NotFoundError("no such version in scope")
    return str(found)


def last_change(scope: Scope, baseline_ref: str) -> Any:
    """Who changed a baseline last (name, at), or None."""
    return _one(scope, _LAST, ref=baseline_ref).one_or_none()


def is_taken(scope: Scope, name: str, but: str = "") -> bool:
    """Whether another baseline has the name, in whatever letters."""
    values = {"workspace": scope.workspace_id, "name": name, "except": but}
    return scope.session.connection().execute(_TAKEN, values).first() is not None


def count(scope: Scope) -> int:
    """How many baselines the workspace has."""
    return int(_one(scope, _COUNT).scalar_one())


def next_number(scope: Scope, baseline_id: UUID) -> int:
    """The number of a baseline's next version."""
    return int(_one(scope, _NUMBER, baseline=baseline_id).scalar_one()) + 1


def latest(scope: Scope, baseline_id: UUID, state: str = "published") -> BaselineVersion | None:
    """The newest version in a state."""
    query = scope.select(BaselineVersion).where(BaselineVersion.baseline_id == baseline_id)
    return scope.session.exec(
        query.where(BaselineVersion.state == state).order_by(col(BaselineVersion.number).desc()).limit(1)
    ).one_or_none()


def rings(scope: Scope, baseline_id: UUID) -> Sequence[BaselineRing]:
    """The stages of a baseline, the first one first."""
    query = scope.select(BaselineRing).where(BaselineRing.baseline_id == baseline_id)
    return scope.session.exec(query.order_by(col(BaselineRing.number))).all()


def copy(scope: Scope, source: UUID, target: UUID) -> None:
    """Fill a draft with what another version says."""
    scope.session.flush()
    values = {"workspace": scope.workspace_id, "from": source, "to": target}
    for statement in _COPIES:
        scope.session.connection().execute(statement, values)


def says(scope: Scope, version_id: UUID) -> Sequence[Any]:
    """Everything that a version says, in a stable order."""
    return list(_one(scope, _SAYS, version=version_id))


def stale(scope: Scope, version_id: UUID, rules_version: int) -> int:
    """How many parts were captured under other rules of normalisation than today's."""
    return int(_one(scope, _STALE, version=version_id, rules=rules_version).scalar_one())


def drifting(scope: Scope, baseline_ref: str) -> list[tuple[UUID, str]]:
    """The tenants that have findings of a baseline."""
    return [(row.tenant_id, row.public_id) for row in _one(scope, _DRIFTING, ref=baseline_ref)]


def is_used(scope: Scope, baseline_id: UUID, ring: int) -> bool:
    """Whether a baseline is assigned in this ring."""
    return _one(scope, _USED, baseline=baseline_id, ring=ring).first() is not None


def hold(scope: Scope, baseline_id: UUID) -> Baseline:
    """A baseline by its key, held until the transaction ends.

    Raises:
        NotFoundError: it is no more.
    """
    query = scope.select(Baseline).where(Baseline.id == baseline_id, col(Baseline.deleted_at).is_(None))
    found = scope.session.exec(query.with_for_update()).one_or_none()
    if found is None:
        raise NotFoundError("no such baseline")
    return found


def tenant_ref(scope: Scope, tenant_id: UUID | None) -> str:
    """The public id of a tenant in reach."""
    return str(_one(scope, _TENANT, key=tenant_id).scalar_one())


def group_ref(scope: Scope, group_id: UUID | None) -> str:
    """The public id of a group of tenants."""
    return str(_one(scope, _GROUP, key=group_id).scalar_one())


def end(scope: Scope, baseline: Baseline) -> int:
    """Let a baseline hold nowhere, and no comparison with it stand; how many assignments ended."""
    for tenant_id in sorted(_one(scope, _OUTDATE, baseline=baseline.id).scalars()):
        result_queries.recount(scope, tenant_id, now())
    return int(_one(scope, _UNASSIGN, baseline=baseline.id).rowcount)


def _one(scope: Scope, statement: Any, **values: Any) -> Any:
    return scope.session.connection().execute(statement, {"workspace": scope.workspace_id, **values})
