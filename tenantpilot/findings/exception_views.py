"""What pages show of acceptances of a risk: who accepted what, when, why, until when, on what evidence.

Codes, numbers, names as data, ISO 8601 times (empty: none), handles; never sentences. `number` is what people say
("EX-3"). `status` is one of tables.EXCEPTION_STATES.
"""

from __future__ import annotations

from tenantpilot.findings.views import FindingDiff, PersonName
from tenantpilot.kernel.views import view


@view
class ExceptionRow:
    """An acceptance, or a request for one, in a list.

    `approvals` are given of the `approvals_needed`. `days_left` counts down to the end of what waits or is in force
    (0: less than a day, or over). `extension` is how often it was extended before; 0: a first one. `ended_code` says
    why it is over, see ExceptionEnd. `moves` are what this person may do with it from here (ExceptionMove.name);
    `is_mine` that they asked for it. `request_digest` goes back with an approval.
    """

    handle: str
    exception_ref: str
    number: int
    href: str
    status: str
    version: int
    severity: str
    finding_ref: str
    finding_number: int
    finding_href: str
    finding_kind: str
    subject_name: str
    family: str
    source_name: str
    tenant_ref: str
    tenant_name: str
    tenant_href: str
    justification: str
    requester: PersonName
    owner: PersonName
    approver: PersonName | None
    second_approver: PersonName | None
    approvals: int
    approvals_needed: int
    requested_at: str
    approved_at: str
    review_at: str
    expires_at: str
    days_left: int
    ended_at: str
    ended_code: str
    extension: int
    is_mine: bool
    moves: tuple[str, ...]
    request_digest: str


@view
class ExceptionsPage:
    """One page of a list; `cursor` fetches the next one and is empty at the end."""

    rows: tuple[ExceptionRow, ...]
    cursor: str
    has_more: bool


@view
class ExceptionCount:
    """How many a tab has under the filters (waiting, force, ending, ended); `is_more`: more than was counted."""

    tab: str
    exceptions: int
    is_more: bool


@view
class ExceptionsSummary:
    """What stands above the list. `waiting_for_me` are requests that this person may approve now."""

    tabs: tuple[ExceptionCount, ...]
    waiting_for_me: int


@view
class ExceptionMove:
    """What this person may do with it, or why not.

    `name` is approve, reject, edit, withdraw, revoke or extend. `why_not` is empty where it is possible, else:
    capability (their role does not have it), state (it is over, or not that far), requester (their own request),
    approved (they approved already), somebody_else (only who asked may), expired (its end has passed), changed (the
    value is another now), severity (it is worse now), rules (the rules say no by now), pending (an extension waits).
    """

    name: str
    is_possible: bool
    why_not: str
    needs_reason: bool


@view
class Approval:
    """A step of the approval. `step` is 1 or 2; `state` is given, missing or void (the request ended without it).

    `is_bound`: what was approved is exactly what the request asks, by digest.
    """

    step: int
    state: str
    person: PersonName | None
    at: str
    is_bound: bool


@view
class ExceptionStep:
    """One acceptance in the chain of edits and extensions, oldest first. `relation` is request, edit or extension."""

    exception_ref: str
    number: int
    href: str
    relation: str
    status: str
    requester: PersonName
    approver: PersonName | None
    requested_at: str
    approved_at: str
    expires_at: str
    ended_at: str
    is_this: bool


@view
class Reminder:
    """A reminder so many days before the end; `state` is sent, due (the next one), later or skipped."""

    days: int
    at: str
    state: str


@view
class ExceptionEnd:
    """How it ended. `code` is rejected, withdrawn, edited, extended, expired, revoked, changed (beyond what was
    accepted), severity (it became worse), disappeared (no longer needed), retired (nothing looks at it any more).

    `by` is None where the product did it by itself. `reason` are a person's words.
    """

    code: str
    at: str
    by: PersonName | None
    reason: str


@view
class Pinned:
    """The value that was accepted. `holds` says whether it still stands: yes, no (another value now), worse (same
    value, higher severity), gone (nothing differs any more) or unknown (later readings could not say, since
    `unknown_since`).

    `kind` is the finding's at that time; `read_at` the reading that showed it, `observed_at` the newest reading.
    """

    kind: str
    digest: str
    diff: FindingDiff
    differences: int
    read_at: str
    observed_at: str
    unknown_since: str
    holds: str


@view
class ExceptionDetail:
    """Everything about one acceptance, for its own page.

    `request_digest` is what an approval is bound to; forms send it back, so that nobody approves what they did not
    see. `after_expiry` is restart or continue (of the finding's clock). `finding_status` is where the finding stands.
    `latest_end` is the latest end that an extension may ask for now, empty where none is possible.
    """

    row: ExceptionRow
    request_digest: str
    evidence: str
    measures: str
    after_expiry: str
    decision_reason: str
    finding_status: str
    finding_severity: str
    pinned: Pinned
    approvals: tuple[Approval, ...]
    chain: tuple[ExceptionStep, ...]
    reminders: tuple[Reminder, ...]
    end: ExceptionEnd | None
    possible: tuple[ExceptionMove, ...]
    latest_end: str
    audit_href: str


@view
class RequestTerms:
    """What a form that asks for an acceptance needs, and sends back.

    `finding_handle` and `observed_digest` go back with it (what was seen is what is asked for). `why_not` is empty,
    or: capability, state (not open), pending (a request waits: `exception_href`), accepted (in force already),
    rules (not acceptable by the workspace's rules), approvers (nobody else could approve it). `approvers` can approve
    it besides the one who asks; `owners` are people who may answer for it. Ends lie between tomorrow and `latest_end`.
    """

    finding_handle: str
    finding_ref: str
    number: int
    subject_name: str
    tenant_name: str
    severity: str
    observed_digest: str
    differences: int
    why_not: str
    exception_href: str
    longest_days: int
    latest_end: str
    needs_second: bool
    approvers: int
    reminder_days: tuple[int, ...]
    after_expiry: str
    owners: tuple[PersonName, ...]
