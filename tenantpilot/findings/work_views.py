"""What pages show of work on many findings: what lies about, what an action would do and did; codes and numbers."""

from __future__ import annotations

from tenantpilot.findings.views import FindingRow
from tenantpilot.kernel.views import view


@view
class HygieneRow:
    """Work that lies about. `problem` is assignee_gone, stale, ownerless or unverified, since when and for how long.

    `repairs` are the bulk actions that mend it: release, assign, own, reopen, stop.
    """

    row: FindingRow
    problem: str
    since: str
    days: int
    repairs: tuple[str, ...]


@view
class HygieneCount:
    """How many findings have a problem; `after_days` is from when on it is one (0: at once)."""

    problem: str
    findings: int
    is_more: bool
    after_days: int


@view
class HygienePage:
    """Findings with one problem, longest first."""

    problem: str
    rows: tuple[HygieneRow, ...]
    counts: tuple[HygieneCount, ...]
    cursor: str
    has_more: bool


@view
class ReasonCount:
    """How many findings were left out for a reason.

    `reason` is capability, state (not from where it stands), version (it changed since it was chosen), done (nothing to
    do), person (who is named cannot work on it), taken (somebody else has it), guard, reach (not there any more).
    """

    reason: str
    findings: int


@view
class LeftOut:
    """A finding that a bulk action left as it was, and why; at most 100 of them are listed."""

    finding_ref: str
    number: int
    href: str
    subject_name: str
    tenant_name: str
    reason: str


@view
class BulkPreview:
    """What a bulk action would do, for its dialog: `possible` of `findings` in `tenants` tenants.

    `is_more`: there are more than were judged beforehand; all of them are judged when it happens. `is_run`: it becomes
    an operation.
    """

    action: str
    findings: int
    possible: int
    tenants: int
    reasons: tuple[ReasonCount, ...]
    needs_reason: bool
    is_more: bool
    is_run: bool


@view
class BulkResult:
    """What a bulk action did. With `run_href` it goes on as an operation, which tells the rest."""

    action: str
    changed: int
    left_out: int
    reasons: tuple[ReasonCount, ...]
    examples: tuple[LeftOut, ...]
    run_ref: str
    run_href: str
