"""What pages show of runs, operations and schedules: codes, numbers, ISO times and handles, never sentences."""

from __future__ import annotations

from tenantpilot.access.views import InstallationWorkspaceRow
from tenantpilot.kernel.views import view


@view
class RunRow:
    """A run in a list. `state` is the outcome when there is one, else the status; times are ISO 8601 or empty.

    `actor_name` is empty for runs of the installation itself, `workspace_name` outside the system console.
    """

    handle: str
    run_ref: str
    href: str
    kind: str
    status: str
    outcome: str
    state: str
    reason_code: str
    total: int
    done: int
    failed: int
    skipped: int
    created_at: str
    started_at: str
    finished_at: str
    duration_seconds: float | None
    origin: str
    actor_name: str
    is_mine: bool
    tenant_name: str
    workspace_name: str
    is_stale: bool
    is_active: bool


@view
class RunPage:
    """One page of a list of runs; `cursor` fetches the next one and is empty at the end."""

    rows: tuple[RunRow, ...]
    cursor: str
    has_more: bool


@view
class ItemRow:
    """One thing a run worked on. `label` is data (a name, a range), `reason_code` a code of the reason table."""

    number: int
    subject_kind: str
    label: str
    status: str
    reason_code: str
    detail: str
    finished_at: str


@view
class Fact:
    """A diagnostic value: `name` is a code (`run-fact-…`), `value` data as it is."""

    name: str
    value: str


@view
class ArtifactRow:
    """A finished file. `href` downloads it, and proves the right to it at every request."""

    name: str
    href: str
    media_type: str
    size: int
    sha256: str
    expires_at: str


@view
class RunDetail:
    """A run's own page.

    `sentence` is a message id whose arguments are `total`, `done`, `failed` and `skipped`; `next_steps` are codes
    (`next-step-…`), best first. `diagnostics` and `raw` are empty without the capability to diagnose.
    """

    row: RunRow
    sentence: str
    changes: str
    reason: str
    next_steps: tuple[str, ...]
    items: tuple[ItemRow, ...]
    items_cursor: str
    items_total: int
    artifacts: tuple[ArtifactRow, ...]
    diagnostics: tuple[Fact, ...]
    raw: str
    may_diagnose: bool
    can_cancel: bool
    is_cancelling: bool
    can_retry: bool
    retry_of_href: str
    retried_by_href: str


@view
class StartedRun:
    """The answer to starting: `is_joined` says that the same work was under way already and this is it."""

    handle: str
    run_ref: str
    href: str
    kind: str
    is_joined: bool


@view
class OperationChoice:
    """An operation a person may see. `changes` is tenantpilot, tenant or nothing; `blocked_reason` a reason code.

    For one that `needs_tenant` this says nothing yet about any tenant: `preflight` does. One that is not `is_offered`
    is started by its own page, which knows what it is to work on, or by the system.
    """

    kind: str
    changes: str
    may_start: bool
    blocked_reason: str
    active_href: str
    touches: str = "nothing"
    needs_tenant: bool = False
    may_be_scheduled: bool = False
    is_offered: bool = True


@view
class Preflight:
    """What to know before starting an operation (O7); starting asks all of it again.

    `reasons` are the codes of everything against it; `changes` is tenantpilot, tenant or nothing; `touches` says
    what is done at the provider: nothing, read or write. `active_href` leads to the same work under way, which a start
    would join. `estimate` is how many things it is about, None when nobody knows.
    """

    kind: str
    changes: str
    touches: str
    tenant_name: str
    may_start: bool
    reasons: tuple[str, ...]
    active_href: str
    estimate: int | None


@view
class ControlRow:
    """An operation type (empty kind: all of them) and what stops it.

    `stopped_by` is workspace, installation or empty; `reason`, `set_by` and `set_at` are of that stop, the
    installation's people are not named to a workspace. `is_by_all` says that it stops because everything does.
    `handle` releases the stop on exactly this type, and is empty when there is none or it is somebody else's to lift.
    """

    kind: str
    changes: str
    touches: str
    stopped_by: str
    reason: str
    set_by: str
    set_at: str
    is_by_all: bool
    handle: str


@view
class Controls:
    """The controls of a place: everything at once first, then each type. `stopped` counts the types that stand."""

    rows: tuple[ControlRow, ...]
    stopped: int
    may_manage: bool


@view
class ScheduleRow:
    """A schedule. `weekday` counts from Monday = 0 and matters for weekly ones only.

    `waits_for` is the reason code of a control that holds it; its time is caught up when the control is released.
    """

    handle: str
    kind: str
    cadence: str
    hour: int
    minute: int
    weekday: int
    zone: str
    next_due_at: str
    last_due_at: str
    last_run_href: str
    owner_name: str
    tenant_name: str
    is_paused: bool
    pause_reason: str
    is_overdue: bool
    may_manage: bool
    waits_for: str = ""


@view
class WorkspaceLoad:
    """A workspace of the installation: runs that wait or work now, and those that ended without success lately."""

    workspace: InstallationWorkspaceRow
    active: int
    failed: int
