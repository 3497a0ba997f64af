"""Named reads of runs for pages and services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, tuple_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tenantpilot.access.tables import UserAccount, Workspace
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import NIL, is_public_id
from tenantpilot.operations.filters import ACTIVE, EARLIEST, LATEST, ME, Place, RunFilters
from tenantpilot.operations.tables import Artifact, OperationRun, RunItem, Schedule
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.tables import Tenant

PAGE = 50
ITEMS = 100
R = OperationRun
STALE = and_(col(R.status) == "running", col(R.lease_until) < func.now())


def within(scope: Scope, table: type[R | Schedule], person: Any) -> ColumnElement[bool]:
    """The rows that the scope reaches: the same rule as the database's own wall, said a second time."""
    mine = col(table.workspace_id) == scope.workspace_id
    if scope.tenants.mode == "all":
        return mine
    ids = list(scope.tenants.ids)
    tenant = col(table.tenant_id)
    reached = tenant.in_(ids) if scope.tenants.mode == "only" or not ids else tenant.not_in(ids)
    own = and_(tenant.is_(None), person == scope.actor.user_id, col(table.reach) == scope.tenants.text)
    return and_(mine, or_(and_(tenant.is_not(None), reached), own))


def visible(scope: Scope) -> ColumnElement[bool]:
    """The runs that the scope reaches."""
    return within(scope, R, col(R.initiator_id))


def run_by_ref(scope: Scope, ref: str, *, lock: bool = False) -> OperationRun:
    """The run with this public id; `lock` holds it until the transaction ends.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
    """
    if not is_public_id(ref, "run"):
        raise NotFoundError("malformed run id")
    query = select(R).where(visible(scope), col(R.public_id) == ref)
    if lock:
        query = query.with_for_update(key_share=True)
    row = scope.session.exec(query).one_or_none()
    if row is None:
        raise NotFoundError("no such run in scope")
    return row


def _conditions(filters: RunFilters, person: UUID | None) -> list[ColumnElement[bool]]:
    """The filters as conditions on a run."""
    # Aliases: the same tables are joined by the query around, and must not be taken for these.
    person_row, tenant_row = aliased(UserAccount), aliased(Tenant)
    people = columns(person_row.id).where(person_row.public_id == filters.initiator)  # type: ignore[call-overload]
    tenants = columns(tenant_row.id).where(  # type: ignore[call-overload]
        tenant_row.workspace_id == R.workspace_id,
        tenant_row.public_id == filters.tenant,
    )
    since, until = filters.first_moment or EARLIEST, filters.end_moment or LATEST
    wanted: tuple[tuple[object, ColumnElement[bool]], ...] = (
        (filters.kind, col(R.kind) == filters.kind),
        (filters.state == ACTIVE, col(R.status) != "completed"),
        (
            filters.state not in ("", ACTIVE),
            or_(col(R.outcome) == filters.state, col(R.status) == filters.state),
        ),
        (filters.initiator == ME, col(R.initiator_id) == (person or NIL)),
        (filters.initiator not in ("", ME), col(R.initiator_id).in_(people)),
        (filters.tenant, col(R.tenant_id).in_(tenants)),
        (filters.since, col(R.created_at) >= since),
        (filters.until, col(R.created_at) < until),
    )
    return [condition for is_asked, condition in wanted if is_asked]


def _rows() -> Select[Any]:
    tenant = and_(col(Tenant.workspace_id) == col(R.workspace_id), col(Tenant.id) == col(R.tenant_id))
    query: Select[Any] = columns(R, UserAccount.display_name, UserAccount.public_id, Tenant.name, STALE)  # type: ignore[call-overload]
    people = col(UserAccount.id) == col(R.initiator_id)
    return query.select_from(R).outerjoin(UserAccount, people).outerjoin(Tenant, tenant)


def _newest(query: Select[Any], place: Place, limit: int) -> Select[Any]:
    if place.created_at is not None:
        query = query.where(tuple_(col(R.created_at), col(R.public_id)) < tuple_(place.created_at, place.run_ref))
    return query.order_by(col(R.created_at).desc(), col(R.public_id).desc()).limit(limit)


def runs(scope: Scope, filters: RunFilters, place: Place, limit: int = PAGE) -> Sequence[Any]:
    """(run, initiator's name, initiator's public id, tenant's name, is stale), one more than `limit` if there is."""
    query = _rows().where(visible(scope), *_conditions(filters, scope.actor.user_id))
    return scope.session.execute(_newest(query, place, limit + 1)).all()


def count_runs(scope: Scope, filters: RunFilters) -> int:
    """How many runs the filters find within the scope."""
    query = columns(func.count()).select_from(R).where(visible(scope), *_conditions(filters, scope.actor.user_id))
    return int(scope.session.execute(query).scalar_one())


def one_run(scope: Scope, ref: str) -> Any:
    """The row of `runs` for a single run.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
    """
    if not is_public_id(ref, "run"):
        raise NotFoundError("malformed run id")
    found = scope.session.execute(_rows().where(visible(scope), col(R.public_id) == ref)).one_or_none()
    if found is None:
        raise NotFoundError("no such run in scope")
    return found


def installation_runs(session: Session, filters: RunFilters, place: Place, limit: int = PAGE) -> Sequence[Any]:
    """(run, workspace's public id, workspace's name, is stale) across workspaces; needs the platform role."""
    query = (
        columns(R, Workspace.public_id, Workspace.name, STALE)  # type: ignore[call-overload]
        .select_from(R)
        .join(Workspace, col(Workspace.id) == col(R.workspace_id))
        .where(*_conditions(filters, None))
    )
    if filters.space:
        query = query.where(col(Workspace.public_id) == filters.space)
    return session.execute(_newest(query, place, limit + 1)).all()


def items(scope: Scope, run_id: UUID, after: tuple[int, int], limit: int = ITEMS) -> list[RunItem]:
    """Items of a run, what went wrong first; `after` is (rank, number) of the last one shown."""
    rank = _rank()
    query = (
        select(RunItem)
        .where(RunItem.workspace_id == scope.workspace_id, RunItem.run_id == run_id)
        .where(tuple_(rank, col(RunItem.number)) > tuple_(*after))
        .order_by(rank, col(RunItem.number))
        .limit(limit + 1)
    )
    return list(scope.session.exec(query))


RANKS = ("failed", "pending", "skipped", "done")


def _rank() -> Any:
    return case({name: place for place, name in enumerate(RANKS)}, value=col(RunItem.status), else_=len(RANKS))


def files(scope: Scope, run_id: UUID) -> list[Artifact]:
    """The finished files of a run that still exist."""
    query = select(Artifact).where(
        Artifact.workspace_id == scope.workspace_id, Artifact.run_id == run_id, col(Artifact.sealed_at).is_not(None)
    )
    return list(scope.session.exec(query.order_by(Artifact.name)))


def failed_items(scope: Scope, run_id: UUID) -> list[RunItem]:
    """The items of a run that a retry works on."""
    query = select(RunItem).where(
        RunItem.workspace_id == scope.workspace_id, RunItem.run_id == run_id, RunItem.status == "failed"
    )
    return list(scope.session.exec(query.order_by(col(RunItem.number))))


def relatives(scope: Scope, run: OperationRun) -> tuple[str, str]:
    """Public ids of the run this one retries and of the newest run that retries it, or empty."""
    before = columns(R.public_id).where(visible(scope), col(R.id) == run.retry_of_id)  # type: ignore[call-overload]
    after = (
        columns(R.public_id).where(visible(scope), col(R.retry_of_id) == run.id).order_by(col(R.created_at).desc())  # type: ignore[call-overload]
    )
    earlier = scope.session.execute(before).scalars().first() if run.retry_of_id else ""
    return earlier or "", scope.session.execute(after).scalars().first() or ""


def active_run(scope: Scope, kind: str, dedupe_key: str) -> OperationRun | None:
    """The waiting or running run of the same work."""
    query = select(R).where(
        visible(scope), col(R.kind) == kind, col(R.dedupe_key) == dedupe_key, col(R.status) != "completed"
    )
    return scope.session.exec(query).one_or_none()


def active_of_kinds(scope: Scope) -> dict[str, str]:
    """Kind → public id of the newest run of it that waits or works now."""
    query = (
        columns(R.kind, R.public_id)  # type: ignore[call-overload]
        .where(visible(scope), col(R.status) != "completed")
        .order_by(col(R.created_at), col(R.public_id))
    )
    return {row.kind: row.public_id for row in scope.session.execute(query)}


def count_active(scope: Scope) -> int:
    """How many runs wait or work now."""
    query = columns(func.count()).select_from(R).where(visible(scope), col(R.status) != "completed")
    return int(scope.session.execute(query).scalar_one())


def workspace_gate(session: Session, workspace_id: UUID, *, hold: bool) -> Any:
    """(public id, suspended since) of the workspace the transaction is set to; `hold` keeps it so until commit."""
    query = columns(Workspace.public_id, Workspace.suspended_at).where(Workspace.id == workspace_id)  # type: ignore[call-overload]
    return session.execute(query.with_for_update(read=True) if hold else query).one_or_none()


def tenant_ref(scope: Scope, run: OperationRun) -> str | None:
    """The public id of the run's tenant, if it has one."""
    query = select(Tenant.public_id).where(Tenant.workspace_id == scope.workspace_id, col(Tenant.id) == run.tenant_id)
    return scope.session.exec(query).one_or_none() if run.tenant_id else None


def tenant_name(scope: Scope) -> str:
    """What the scope's tenant is called; empty without one."""
    if scope.tenant is None:
        return ""
    query = select(Tenant.name).where(Tenant.workspace_id == scope.workspace_id, col(Tenant.id) == scope.tenant[0])
    return scope.session.exec(query).one()
