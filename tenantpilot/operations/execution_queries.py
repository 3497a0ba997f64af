"""Statements that write down what a batch did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_id
from tenantpilot.operations.catalogue import Item
from tenantpilot.operations.tables import OperationRun, RunItem

_DESERTED = text(
    "select lease_until < clock_timestamp() from operation_run where workspace_id = :workspace and id = :run"
)
_RENEW = text("""
  update operation_run set lease_until = clock_timestamp() + make_interval(secs => :lease),
    heartbeat_at = clock_timestamp()
  where workspace_id = :workspace and id = :run and fence = :fence
""")


def pending_items(session: Session, run: OperationRun) -> list[RunItem]:
    """The items of a retry that still wait, in order."""
    query = select(RunItem).where(
        RunItem.workspace_id == run.workspace_id, RunItem.run_id == run.id, RunItem.status == "pending"
    )
    return list(session.exec(query.order_by(col(RunItem.number))))


def save_items(session: Session, run: OperationRun, items: Iterable[Item]) -> Counter[str]:
    """Write results, each number once; what had a result already keeps it. Counts the new results by status."""
    values = [_values(run, item) for item in items]
    if not values:
        return Counter()
    # One row is the usual case, and only that statement is kept compiled.
    statement = insert(RunItem).values(values[0] if len(values) == 1 else values)
    kept = {name: statement.excluded[name] for name in ("status", "reason_code", "detail", "finished_at")}
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "run_id", "number"], set_=kept, where=col(RunItem.status) == "pending"
    )
    written = session.connection().execute(statement.returning(col(RunItem.status)))
    return Counter(status for status in written.scalars() if status != "pending")


def _values(run: OperationRun, item: Item) -> dict[str, object]:
    return {
        "workspace_id": run.workspace_id, "id": new_id(), "run_id": run.id, "number": item.number,
        "subject_kind": item.subject_kind, "subject_ref": item.subject_ref, "label": item.label,
        "payload": item.payload, "status": item.status, "reason_code": item.reason_code, "detail": item.detail,
        "finished_at": None if item.status == "pending" else now(),
    }  # fmt: skip


def renew(session: Session, run: OperationRun, lease: float) -> None:
    """A committed batch proves life: the lease starts anew."""
    session.flush()
    values = {"workspace": run.workspace_id, "run": run.id, "fence": run.fence, "lease": lease}
    session.connection().execute(_RENEW, values)


def is_deserted(session: Session, run: OperationRun) -> bool:
    """Whether the lease of a run that the transaction holds is over, by the database's clock."""
    values = {"workspace": run.workspace_id, "run": run.id}
    return bool(session.connection().execute(_DESERTED, values).scalar_one())
