"""Rows of findings and of their events, many by one statement."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, Text, any_, or_, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.expression import bindparam
from sqlmodel import col

from tenantpilot.findings.tables import Finding, FindingEvent, FindingException
from tenantpilot.findings.workflow import State
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.scope import Scope

_FINDING = cast("Table", Finding.__table__)  # type: ignore[attr-defined]
_EVENT = cast("Table", FindingEvent.__table__)  # type: ignore[attr-defined]
# The clock's columns belong to the clock, which reads the events.
CLOCK = ("sla_state", "sla_version", "sla_tier", "due_at", "sla_next_at", "breached_at")
FIXED = ("workspace_id", "id", "public_id", "number", "tenant_id", "fingerprint", "source_kind", "source_ref",
         "first_seen_at")  # fmt: skip
# What a reading refreshes without anything having happened.
QUIET = ("observed_at", "unknown_since", "detail", "subject_name", "source_name")
# The same words by the same person within this time are one form sent twice.
TWICE = timedelta(seconds=30)
CHANGING = tuple(one.name for one in _FINDING.columns if one.name not in (*FIXED, *CLOCK))


def _typed(table: Table, names: Iterable[str]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return ", ".join(f"{name} {table.columns[name].type.compile(dialect).split(' COLLATE')[0]}" for name in names)


def _insert(table: Table, names: Sequence[str]) -> Any:
    listed = ", ".join(names)
    return text(
        f"insert into {table.name} ({listed}) select {listed}"  # noqa: S608
        f" from json_to_recordset(cast(:rows as json)) as c({_typed(table, names)})"
    )


_ADD = _insert(_FINDING, [one.name for one in _FINDING.columns])
_TELL = _insert(_EVENT, [one.name for one in _EVENT.columns])
_CHANGE = text(
    f"update finding f set {', '.join(f'{name} = c.{name}' for name in CHANGING)}"  # noqa: S608
    f" from json_to_recordset(cast(:rows as json)) as c({_typed(_FINDING, ('id', *CHANGING))})"
    " where f.workspace_id = :workspace and f.id = c.id"
)
_REFRESH = text(
    f"update finding f set {', '.join(f'{name} = c.{name}' for name in QUIET)}"  # noqa: S608
    f" from json_to_recordset(cast(:rows as json)) as c({_typed(_FINDING, ('id', *QUIET))})"
    " where f.workspace_id = :workspace and f.id = c.id"
)
_CLOCK = text(
    f"update finding f set {', '.join(f'{name} = c.{name}' for name in CLOCK)}"  # noqa: S608
    f" from json_to_recordset(cast(:rows as json)) as c({_typed(_FINDING, ('id', *CLOCK))})"
    " where f.workspace_id = :workspace and f.id = c.id"
)
_DOUBT = text(
    "update finding set unknown_since = :at where workspace_id = :workspace and id = any(:ids)"
    " and unknown_since is null"
)
# Two readings of one source must not open the same finding twice.
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended(:subject, 0))")
_TENANTS = text("select id, public_id from tenant where workspace_id = :workspace and id = any(:ids)")
_PEOPLE = text("select id, public_id from user_account where id = any(:ids)")
_TAKE = text(
    "insert into workspace_counter (workspace_id, id, name, last) values (:workspace, gen_random_uuid(), :name, :many)"
    " on conflict (workspace_id, name) do update set last = workspace_counter.last + excluded.last returning last"
)
_EVENTS = text(
    "select finding_id, number, at, name, actor_kind, actor_id, from_status, to_status, reason, data, run_ref"
    " from finding_event where workspace_id = :workspace and finding_id = any(:ids) order by finding_id, number"
)
_SAID = text(
    "select 1 from finding_comment where workspace_id = :workspace and finding_id = :finding and author_id = :author"
    " and body = :body and at > :since limit 1"
)
_NOTIFY = text(
    "insert into notification (workspace_id, id, public_id, user_id, kind, subject_kind, subject_ref, arguments,"
    " created_at) select :workspace, gen_random_uuid(), c.public_id, c.user_id, :kind, 'finding', :subject_ref,"
    " :told, :at from json_to_recordset(cast(:rows as json)) as c(public_id text, user_id uuid)"
    " on conflict (workspace_id, user_id, kind, subject_ref) do nothing"
)
_SINCE = text(
    "select e.number, e.name, e.at, e.actor_kind, e.actor_id, e.to_status, e.data, coalesce(u.display_name, '') as who"
    " from finding_event e left join user_account u on u.id = e.actor_id"
    " where e.workspace_id = :workspace and e.finding_id = :finding and e.number > :version order by e.number"
)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def as_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as the statements above read them."""
    return json.dumps([{name: _plain(value) for name, value in row.items()} for row in rows])


def settle(finding: Finding, values: Mapping[str, Any]) -> None:
    """Give a loaded row the values that a statement wrote, so that nothing writes them once more."""
    for name, value in values.items():
        set_committed_value(finding, name, value)


def adopt(scope: Scope, finding: Finding) -> None:
    """Let the transaction know a row that a statement wrote."""
    make_transient_to_detached(finding)
    scope.session.add(finding)


def add(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """New findings."""
    _all_of(scope, _ADD, rows, {})


def change(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """New values of all changing columns of findings that are held, by `id`."""
    _all_of(scope, _CHANGE, rows, {"workspace": scope.workspace_id})


def tell(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """New events."""
    _all_of(scope, _TELL, rows, {})


def _all_of(scope: Scope, statement: Any, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> None:
    if not rows:
        return
    done = scope.session.connection().execute(statement, {**values, "rows": as_json(rows)}).rowcount
    if done != len(rows):
        raise RuntimeError(f"{done} of {len(rows)} rows of findings were written")


def refresh(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """What a later reading says of findings about which nothing changed: the quiet columns, by `id`."""
    _all_of(scope, _REFRESH, rows, {"workspace": scope.workspace_id})


def set_clocks(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """New values of the clock's columns, by `id`."""
    _all_of(scope, _CLOCK, rows, {"workspace": scope.workspace_id})


def doubt(scope: Scope, ids: Sequence[UUID], at: Any) -> None:
    """A reading of this time could not say."""
    if ids:
        scope.session.connection().execute(_DOUBT, {"workspace": scope.workspace_id, "ids": list(ids), "at": at})


def one_reading_at_a_time(scope: Scope, tenant_id: UUID, kind: str, ref: str) -> None:
    """Wait until no other transaction brings the same tenant's findings of the same source in line."""
    subject = f"observe {scope.workspace_id} {tenant_id} {kind} {ref}"
    scope.session.connection().execute(_ONE_AT_A_TIME, {"subject": subject})


def of_source(scope: Scope, tenant_id: UUID, kind: str, ref: str, prints: Collection[str]) -> Sequence[Finding]:
    """A tenant's findings of a source (no kind: of all), held: all but closed ones, and those with these prints."""
    query = scope.select(Finding).where(Finding.tenant_id == tenant_id)
    if kind:
        query = query.where(Finding.source_kind == kind, Finding.source_ref == ref)
    listed = bindparam("prints", list(prints), type_=ARRAY(Text))
    known = or_(col(Finding.status) != State.CLOSED.value, col(Finding.fingerprint) == any_(listed))
    query = query.where(known).order_by(col(Finding.id)).with_for_update()
    return scope.session.exec(query.execution_options(populate_existing=True)).all()


def accepted(scope: Scope, rows: Iterable[Finding]) -> Sequence[FindingException]:
    """The acceptances that held findings rest on, held."""
    ids = [row.exception_id for row in rows if row.exception_id]
    if not ids:
        return ()
    query = scope.select(FindingException).where(col(FindingException.id).in_(ids)).order_by(col(FindingException.id))
    return scope.session.exec(query.with_for_update()).all()


def tenant_refs(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """The public ids of tenants."""
    values = {"workspace": scope.workspace_id, "ids": list(ids)}
    return {row.id: row.public_id for row in scope.session.connection().execute(_TENANTS, values)}


def person_refs(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """The public ids of people."""
    found = scope.session.connection().execute(_PEOPLE, {"ids": list(ids)})
    return {row.id: row.public_id for row in found}


def take_numbers(scope: Scope, name: str, many: int) -> range:
    """The workspace's next numbers of this kind; nobody else gets them, and an undone transaction gives them back."""
    values = {"workspace": scope.workspace_id, "name": name, "many": many}
    last: int = scope.session.connection().execute(_TAKE, values).scalar_one()
    return range(last - many + 1, last + 1)


def events_of(scope: Scope, ids: Collection[UUID]) -> Sequence[Any]:
    """The events of findings, each finding's in order."""
    values = {"workspace": scope.workspace_id, "ids": list(ids)}
    return scope.session.connection().execute(_EVENTS, values).all()


def since(scope: Scope, finding: UUID, version: int) -> Sequence[Any]:
    """What happened to a finding after a version, with who did it."""
    values = {"workspace": scope.workspace_id, "finding": finding, "version": version}
    return scope.session.connection().execute(_SINCE, values).all()


def by_number(scope: Scope, number: int) -> Finding | None:
    """The finding that people call F-<number>, within reach."""
    return scope.session.exec(scope.select(Finding).where(Finding.number == number)).one_or_none()


def said_lately(scope: Scope, finding: UUID, author: UUID, body: str, at: datetime) -> bool:
    """Whether somebody said just this a moment ago."""
    values = {"workspace": scope.workspace_id, "finding": finding, "author": author, "body": body}
    return scope.session.connection().execute(_SAID, {**values, "since": at - TWICE}).one_or_none() is not None


def notify(scope: Scope, people: Sequence[UUID], kind: str, finding: Finding, mark: str, at: datetime) -> None:
    """Give people a notice about a finding, each one of this kind and mark."""
    if people:
        rows = [{"public_id": new_public_id("ntf"), "user_id": one} for one in people]
        told = {"kind": kind, "subject_ref": f"{finding.public_id}@{mark}", "at": at, "rows": as_json(rows)}
        told["told"] = json.dumps({"finding": str(finding.number)})
        scope.session.connection().execute(_NOTIFY, {"workspace": scope.workspace_id, **told})
