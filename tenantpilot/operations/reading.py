"""What the pages about runs show: lists, one run, what is under way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_installation, open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.operations import catalogue, run_queries
from tenantpilot.operations.control import can_retry
from tenantpilot.operations.dispatch import KIND
from tenantpilot.operations.filters import Place, RunFilters
from tenantpilot.operations.links import artifact_href, run_href
from tenantpilot.operations.reasons import next_steps
from tenantpilot.operations.tables import Artifact, OperationRun, RunItem
from tenantpilot.operations.views import ArtifactRow, Fact, ItemRow, RunDetail, RunPage, RunRow
from tenantpilot.store.scope import Scope

ANY = RunFilters()


def list_runs(ctx: Context, filters: RunFilters = ANY, cursor: str = "") -> RunPage:
    """The workspace's runs that this person may see, newest first, 50 at a time.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
        InvalidInputError: filters or cursor that mean nothing.
    """
    filters.check()
    place = Place.parse(cursor)
    with open_scope(ctx, Capability.RUN_READ) as scope:
        found = run_queries.runs(scope, filters, place)
        rows = tuple(_row(ctx, scope.workspace_ref, one) for one in found[: run_queries.PAGE])
    return _page(rows, [one[0] for one in found])


def _page(rows: tuple[RunRow, ...], found: Sequence[OperationRun]) -> RunPage:
    more = len(found) > len(rows)
    last = found[len(rows) - 1] if more else None
    return RunPage(rows, Place.below(last.created_at, last.public_id) if last else "", more)


def count_active_runs(ctx: Context) -> int:
    """How many runs that this person may see wait or work now, for the header.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.RUN_READ) as scope:
        return run_queries.count_active(scope)


def list_installation_runs(ctx: Context, filters: RunFilters = ANY, cursor: str = "") -> RunPage:
    """Runs across workspaces for platform staff: kind, state and times, nothing of their content or people.

    Raises:
        NotFoundError: anybody but platform staff in the system plane.
        InvalidInputError: filters or cursor that mean nothing.
    """
    filters.check()
    place = Place.parse(cursor)
    with open_installation(ctx, Capability.INSTALLATION_READ) as session:
        found = run_queries.installation_runs(session, filters, place)
    rows = tuple(
        _plain_row(run, workspace_name=name, is_stale=bool(is_stale))
        for run, _, name, is_stale in found[: run_queries.PAGE]
    )
    return _page(rows, [one[0] for one in found])


def _row(ctx: Context, space: str, found: Any) -> RunRow:
    run, name, person, tenant, is_stale = found
    return _plain_row(
        run,
        handle=seal(ctx, KIND, run.public_id),
        href=run_href(space, run.public_id),
        actor_name=name or "",
        is_mine=person == ctx.user_ref,
        tenant_name=tenant or "",
        is_stale=bool(is_stale),
    )


def _plain_row(run: OperationRun, **given: Any) -> RunRow:
    told: dict[str, Any] = {
        "handle": "",
        "href": "",
        "actor_name": "",
        "is_mine": False,
        "tenant_name": "",
        "workspace_name": "",
    }
    return RunRow(
        run_ref=run.public_id,
        kind=run.kind,
        status=run.status,
        outcome=run.outcome,
        state=run.outcome or run.status,
        reason_code=run.reason_code,
        total=run.total,
        done=run.done,
        failed=run.failed,
        skipped=run.skipped,
        created_at=iso(run.created_at),
        started_at=iso(run.started_at),
        finished_at=iso(run.finished_at),
        duration_seconds=_duration(run.started_at, run.finished_at),
        origin=run.origin,
        is_active=run.status != "completed",
        **(told | given),
    )


def _duration(started: datetime | None, finished: datetime | None) -> float | None:
    return round(max(0.0, ((finished or now()) - started).total_seconds()), 1) if started else None


def run_detail(ctx: Context, run_ref: str, items_cursor: str = "") -> RunDetail:
    """One run with everything its page shows; `items_cursor` pages through its items, what failed first.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
        ForbiddenError: a member without the capability.
    """
    after = _after(items_cursor)
    with open_scope(ctx, Capability.RUN_READ) as scope:
        found = run_queries.one_run(scope, run_ref)
        run: OperationRun = found[0]
        items = run_queries.items(scope, run.id, after)
        files = [file for file in run_queries.files(scope, run.id) if file.expires_at > now()]
        earlier, later = run_queries.relatives(scope, run)
        return _detail(ctx, scope, _row(ctx, scope.workspace_ref, found), run, items, files, (earlier, later))


def _detail(
    ctx: Context,
    scope: Scope,
    row: RunRow,
    run: OperationRun,
    items: list[RunItem],
    files: list[Artifact],
    relatives: tuple[str, str],
) -> RunDetail:
    role, space = Role(scope.role), scope.workspace_ref
    operation = catalogue.load().get(run.kind)
    may_start = operation is not None and holds(role, operation.capability)
    retryable = can_retry(run) and may_start and holds(role, Capability.RUN_RETRY)
    shown = items[: run_queries.ITEMS]
    may_diagnose = holds(role, Capability.RUN_DIAGNOSE)
    fetched = [file for file in files if holds(role, Capability(file.capability))]
    return RunDetail(
        row=row,
        sentence=_sentence(run, is_stale=row.is_stale),
        changes=operation.changes if operation else "nothing",
        reason=run.reason,
        next_steps=next_steps(run.outcome, run.reason_code, has_files=bool(fetched), can_retry=retryable),
        items=tuple(_item(item) for item in shown),
        items_cursor=f"{run_queries.RANKS.index(shown[-1].status)}.{shown[-1].number}"
        if len(items) > len(shown)
        else "",
        items_total=run.total,
        artifacts=tuple(_file(space, file) for file in fetched),
        diagnostics=_facts(run) if may_diagnose else (),
        raw=_raw(run, row) if may_diagnose else "",
        may_diagnose=may_diagnose,
        can_cancel=run.status != "completed" and holds(role, Capability.RUN_CANCEL),
        is_cancelling=run.status == "running" and run.cancel_requested_at is not None,
        can_retry=retryable,
        retry_of_href=run_href(space, relatives[0]) if relatives[0] else "",
        retried_by_href=run_href(space, relatives[1]) if relatives[1] else "",
    )


def _after(cursor: str) -> tuple[int, int]:
    if not cursor:
        return (-1, 0)
    rank, _, number = cursor.partition(".")
    if not (rank.isascii() and number.isascii() and rank.isdigit() and number.isdigit() and len(cursor) <= 12):
        raise InvalidInputError({"cursor": "error-field-format"})
    return int(rank), min(int(number), 2**31 - 1)


def _sentence(run: OperationRun, *, is_stale: bool) -> str:
    if run.status == "running" and is_stale:
        return "run-sentence-stale"
    if run.status == "running" and run.cancel_requested_at is not None:
        return "run-sentence-cancelling"
    return f"run-sentence-{(run.outcome or run.status).replace('_', '-')}"


def _item(item: RunItem) -> ItemRow:
    return ItemRow(
        item.number, item.subject_kind, item.label, item.status, item.reason_code, item.detail, iso(item.finished_at)
    )


def _file(space: str, file: Artifact) -> ArtifactRow:
    href = artifact_href(space, file.public_id)
    return ArtifactRow(file.name, href, file.media_type, file.size, file.sha256, iso(file.expires_at))


def _facts(run: OperationRun) -> tuple[Fact, ...]:
    made: dict[str, object] = {
        "attempt": run.attempt,
        "max_attempts": run.max_attempts,
        "queue": run.queue,
        "heartbeat_at": iso(run.heartbeat_at),
        "lease_until": iso(run.lease_until),
        "scheduled_for": iso(run.scheduled_for),
        "request_ref": run.request_ref,
        **json.loads(run.diagnostics),
    }
    return tuple(Fact(name, str(value)) for name, value in made.items() if value not in ("", None))


def _raw(run: OperationRun, row: RunRow) -> str:
    """The run for support, as JSON text: public ids and codes only, nothing that is a key inside."""
    told = {
        "run": run.public_id,
        "kind": run.kind,
        "status": run.status,
        "outcome": run.outcome,
        "reason_code": run.reason_code,
        "origin": run.origin,
        "queue": run.queue,
        "capability": run.capability,
        "tenant": row.tenant_name,
        "arguments": json.loads(run.arguments),
        "attempt": run.attempt,
        "max_attempts": run.max_attempts,
        "counts": {"total": run.total, "done": run.done, "failed": run.failed, "skipped": run.skipped},
        "facts": json.loads(run.diagnostics),
        "cursor": run.cursor,
        "request": run.request_ref,
        "created_at": row.created_at,
        "started_at": row.started_at,
        "heartbeat_at": iso(run.heartbeat_at),
        "finished_at": row.finished_at,
    }
    return json.dumps(told, indent=2, ensure_ascii=False)
