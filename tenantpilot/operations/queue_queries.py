"""Statements about a run's place in the queue: outbox, claim, lease, rescue. Conditions stand inside the statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from tenantpilot.operations.tables import OperationRun

CHANNEL = "tp_outbox"  # also spelled out in _POINT

_POINT = text("""
  with pointer as (
    insert into run_outbox (workspace_id, id, queue, available_at, publications)
    values (:workspace, :run, :queue, clock_timestamp() + make_interval(secs => :delay), 0)
    on conflict (workspace_id, id) do update set published_at = null, available_at = excluded.available_at
    returning 1
  ) select pg_notify('tp_outbox', '') from pointer
""")
_UNPOINT = text("delete from run_outbox where workspace_id = :workspace and id = :run")
_CLAIM = text("""
  with claimed as (
  update operation_run set status = 'running', fence = fence + 1, attempt = attempt + 1,
    lease_until = clock_timestamp() + make_interval(secs => :lease), heartbeat_at = clock_timestamp(),
    started_at = coalesce(started_at, clock_timestamp())
  where workspace_id = :workspace and id = :run and run_after <= clock_timestamp() and attempt < max_attempts
    and (status = 'queued' or (status = 'running' and lease_until < clock_timestamp()))
  returning workspace_id, id, fence, attempt, kind
  ), followed as (
    delete from run_outbox o using claimed c where o.workspace_id = c.workspace_id and o.id = c.id
  ) select fence, attempt, kind from claimed
""")
_BEAT = text("""
  update operation_run set lease_until = clock_timestamp() + make_interval(secs => :lease),
    heartbeat_at = clock_timestamp()
  where workspace_id = :workspace and id = :run and fence = :fence and status = 'running'
  returning cancel_requested_at is not null
""")
_GIVE_BACK = text("""
  update operation_run set status = 'queued', lease_until = null, attempt = attempt - :forgiven,
    run_after = clock_timestamp() + make_interval(secs => :delay)
  where workspace_id = :workspace and id = :run and fence = :fence and status = 'running'
  returning queue
""")
# In turns: first the workspace with the fewest runs under way or in front, then its tenant with the fewest, then age.
# Active runs only are joined, so that a long history does not matter.
_TAKE = text("""
  with busy as (
    select workspace_id, tenant_id, count(*) as runs from operation_run
    where status = 'running' and queue = :queue group by 1, 2
  ), waiting as (
    select o.workspace_id, o.id, o.available_at, o.published_at is null as is_new, r.tenant_id,
      row_number() over (partition by o.workspace_id, r.tenant_id
        order by o.published_at is null, o.available_at, o.id) as place
    from run_outbox o join operation_run r on r.workspace_id = o.workspace_id and r.id = o.id
      and r.status <> 'completed'
    where o.queue = :queue and (o.published_at is not null or o.available_at <= clock_timestamp())
  ), by_tenant as (
    select w.*, w.place + coalesce(b.runs, 0) as tenant_turn from waiting w
    left join busy b on b.workspace_id = w.workspace_id and b.tenant_id is not distinct from w.tenant_id
  ), by_workspace as (
    select t.*, row_number() over (partition by t.workspace_id order by t.is_new, t.tenant_turn,
        t.available_at, t.id) + coalesce((select sum(b.runs) from busy b where b.workspace_id = t.workspace_id), 0)
      as workspace_turn
    from by_tenant t
  ), due as (
    select workspace_id, id, row_number() over (order by workspace_turn, tenant_turn, available_at, id) as turn
    from by_workspace where is_new order by turn limit :limit
  ), held as (
    select o.workspace_id, o.id from run_outbox o join due using (workspace_id, id)
    where o.published_at is null for update of o skip locked
  ), taken as (
    update run_outbox o set published_at = clock_timestamp(), publications = publications + 1
    from held where o.workspace_id = held.workspace_id and o.id = held.id
    returning o.workspace_id, o.id, o.queue, o.publications
  ) select taken.* from taken join due using (workspace_id, id) order by due.turn
""")
_WAITING = text("""
  select workspace_id, id, queue from run_outbox
  where published_at < clock_timestamp() - make_interval(secs => :patience) order by published_at limit 20000
""")
_AGAIN = text("""
  update run_outbox o set published_at = null
  where o.id = any(:runs) and published_at < clock_timestamp() - make_interval(secs => :patience)
""")
_RESCUE = text("""
  with lost as (
    select workspace_id, id, queue from operation_run
    where status = 'running' and lease_until < clock_timestamp() and attempt < max_attempts
    order by lease_until limit 100 for update skip locked
  ), freed as (
    update operation_run r set status = 'queued', lease_until = null, run_after = clock_timestamp()
    from lost where r.workspace_id = lost.workspace_id and r.id = lost.id
    returning r.workspace_id, r.id, r.queue
  ), pointed as (
    insert into run_outbox (workspace_id, id, queue, available_at, publications)
    select workspace_id, id, queue, clock_timestamp(), 0 from freed
    on conflict (workspace_id, id) do update set published_at = null, available_at = excluded.available_at
    returning id
  ) select count(*) from pointed
""")
_EXHAUSTED = text("""
  select workspace_id, id, fence from operation_run
  where status = 'running' and lease_until < clock_timestamp() and attempt >= max_attempts
  order by lease_until limit 100 for update skip locked
""")
_UNPOINTED = text("""
  with missing as (
    select r.workspace_id, r.id, r.queue, r.run_after from operation_run r
    where r.status = 'queued' and not exists (
      select 1 from run_outbox o where o.workspace_id = r.workspace_id and o.id = r.id)
    limit 100
  ) insert into run_outbox (workspace_id, id, queue, available_at, publications)
  select workspace_id, id, queue, run_after, 0 from missing on conflict do nothing
""")
_QUICK_LOCKS = text("set local lock_timeout = '1s'")


def insert_run(session: Session, run: OperationRun, delay: float = 0) -> bool:
    """Write a new run unless the same work is under way; False then. It is due after `delay` seconds."""
    statement = (
        insert(OperationRun)
        # Due by the database's clock: by another machine's it might lie in the future.
        .values(**(run.model_dump() | {"run_after": func.clock_timestamp() + timedelta(seconds=delay)}))
        .on_conflict_do_nothing()  # the same work under way, or the due time of a schedule served already
        .returning(col(OperationRun.id))
    )
    return session.connection().execute(statement).one_or_none() is not None


def point_at(session: Session, run: OperationRun, delay: float = 0) -> None:
    """Make sure that the queue will be told of a waiting run, in the transaction that made it wait."""
    values = {"workspace": run.workspace_id, "run": run.id, "queue": run.queue, "delay": delay}
    session.connection().execute(_POINT, values)


def point_again(session: Session, workspace_id: UUID, run_id: UUID, queue: str, delay: float) -> None:
    """The same by keys, for a run that is given back."""
    values = {"workspace": workspace_id, "run": run_id, "queue": queue, "delay": delay}
    session.connection().execute(_POINT, values)


def unpoint(session: Session, workspace_id: UUID, run_id: UUID) -> None:
    """The run waits no longer."""
    session.connection().execute(_UNPOINT, {"workspace": workspace_id, "run": run_id})


def claim(session: Session, workspace_id: UUID, run_id: UUID, lease: float) -> Any:
    """Take a waiting or deserted run: its new fence, or None if there is nothing to take."""
    values = {"workspace": workspace_id, "run": run_id, "lease": lease}
    return session.connection().execute(_CLAIM, values).one_or_none()


def beat(session: Session, workspace_id: UUID, run_id: UUID, fence: int, lease: float) -> bool | None:
    """Renew the lease: whether somebody wants the run cancelled, or None when it is ours no longer."""
    values = {"workspace": workspace_id, "run": run_id, "fence": fence, "lease": lease}
    return session.connection().execute(_BEAT, values).scalar_one_or_none()


def give_back(
    session: Session, workspace_id: UUID, run_id: UUID, fence: int, *, delay: float, forgiven: bool
) -> str | None:
    """Put a claimed run back into the queue; the queue's name, or None when it is ours no longer."""
    values = {"workspace": workspace_id, "run": run_id, "fence": fence, "delay": delay, "forgiven": int(forgiven)}
    return session.connection().execute(_GIVE_BACK, values).scalar_one_or_none()


def hold(session: Session, workspace_id: UUID, run_id: UUID, fence: int | None) -> OperationRun | None:
    """The running run while this fence is the newest, held until commit: no other worker writes meanwhile."""
    query = (
        select(OperationRun)
        .where(OperationRun.workspace_id == workspace_id, OperationRun.id == run_id)
        .where(OperationRun.status == "running", OperationRun.fence == fence)
        .with_for_update(key_share=True)
    )
    return session.exec(query).one_or_none()


def look(session: Session, workspace_id: UUID, run_id: UUID, fence: int) -> OperationRun | None:
    """The same without holding it: true for the moment of asking."""
    query = (
        select(OperationRun)
        .where(OperationRun.workspace_id == workspace_id, OperationRun.id == run_id)
        .where(OperationRun.status == "running", OperationRun.fence == fence)
    )
    return session.exec(query).one_or_none()


def take_unpublished(session: Session, queue: str, limit: int) -> Sequence[Any]:
    """The next pointers due for a queue, in their turns, marked as published; needs the runner role."""
    return session.connection().execute(_TAKE, {"queue": queue, "limit": limit}).all()


def long_published(session: Session, patience: float) -> Sequence[Any]:
    """Pointers that went to the queue a while ago and wait still; needs the runner role."""
    return session.connection().execute(_WAITING, {"patience": patience}).all()


def publish_again(session: Session, run_ids: list[UUID], patience: float) -> int:
    """Mark pointers as never published; how many still wait."""
    return session.connection().execute(_AGAIN, {"runs": run_ids, "patience": patience}).rowcount


def rescue(session: Session) -> int:
    """Put runs whose lease ended back into the queue; needs the runner role. A locked row is passed over."""
    return int(session.connection().execute(_RESCUE).scalar_one())


def exhausted(session: Session) -> Sequence[Any]:
    """Deserted runs that may not be tried again; needs the runner role."""
    return session.connection().execute(_EXHAUSTED).all()


def point_at_forgotten(session: Session) -> None:
    """Waiting runs without a pointer get one; there should be none. Needs the runner role."""
    session.connection().execute(_UNPOINTED)


def wait_briefly(session: Session) -> None:
    """Give up on a lock after a second: whoever rescues must not wait for the one it rescues from."""
    session.connection().execute(_QUICK_LOCKS)
