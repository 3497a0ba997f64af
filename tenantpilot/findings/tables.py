"""Findings, what happened to them, who accepted which risk until when, the rules in force, and the sums pages read.

`finding` is what stands now; `finding_event` is how it came to be, and replaying the events gives the row. Statuses
follow workflow.py, exceptions EXCEPTION_MOVES; the database enforces both tables.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tenantpilot.access.tables import one_of
from tenantpilot.findings.severity import RANK, SEVERITIES
from tenantpilot.findings.workflow import Outcome, State
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column, text_column

KINDS = ["different", "missing", "unexpected", "conflict", "covered",
         "consent_lost", "connection_failing", "credential_expiring", "sync_failing"]  # fmt: skip
ACTOR_KINDS = ["person", "system"]
SLA_STATES = ["none", "running", "paused", "met", "breached"]
EXCEPTION_STATES = ["pending", "approved", "expiring", "rejected", "withdrawn", "expired", "revoked", "superseded",
                    "ended"]  # fmt: skip
# From which state to which. `approved` counts from the last approval that the severity asks for; `ended` says that
# what was accepted is no more, `superseded` that an extension took its place or the request was edited.
EXCEPTION_MOVES = {
    "pending": ["approved", "rejected", "withdrawn", "superseded", "expired", "ended"],
    "approved": ["expiring", "expired", "revoked", "superseded", "ended"],
    "expiring": ["expired", "revoked", "superseded", "ended"],
}
IN_FORCE = ["approved", "expiring"]
EXCEPTION_ENDS = ["rejected", "withdrawn", "edited", "extended", "expired", "revoked", "changed", "severity",
                  "disappeared", "retired"]  # fmt: skip
POLICIES = ["sla", "severity", "exception"]


def _tenant() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"])


def _finding(column: str = "finding_id") -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", column], ["finding.workspace_id", "finding.id"])


def _person(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint([column], ["user_account.id"])


class Finding(Owned, table=True):
    """A difference or condition that somebody must decide about; one row however often it comes back.

    `fingerprint` says what it is about (kind, tenant, source, object) and never what it says, so it stays the same.
    `subject_*` names the object, `source_*` what found it (a baseline, a connection, the inventory).
    `expected_digest` and `observed_digest` address contents of the workspace; `detail` is a small JSON object of
    facts for the page. `observed_at` is the reading that the row speaks of, `unknown_since` the first later reading
    that could not say. `resolved_at` and `resolved_by_id` are a person's claim. `version` rises with every change;
    `last_move` is the move that led to the status. `due_at`, `sla_*` follow from the events (sla.py).
    """

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "number"),
        UniqueConstraint("workspace_id", "tenant_id", "fingerprint"),
        # Order first, then what filters: a page is one walk inside an index.
        Index("finding_by_due", "workspace_id", "is_open", "severity_rank", "due_at", "public_id", "tenant_id",
              "status", "kind", "assignee_id", "owner_id", "family"),
        Index("finding_by_tenant", "workspace_id", "tenant_id", "is_open", "severity_rank", "due_at", "public_id",
              "status", "kind", "assignee_id", "family"),
        Index("finding_recent", "workspace_id", "is_open", "status_at", "public_id", "tenant_id", "status", "kind",
              "family"),
        Index("finding_assignee", "workspace_id", "assignee_id", "is_open", "severity_rank", "due_at", "public_id"),
        Index("finding_owner", "workspace_id", "owner_id", "is_open", "severity_rank", "due_at", "public_id"),
        Index("finding_status", "workspace_id", "status", "severity_rank", "due_at", "public_id", "tenant_id"),
        Index("finding_policy", "workspace_id", "policy_id", "is_open"),
        Index("finding_source", "workspace_id", "source_kind", "source_ref", "tenant_id"),
        Index("finding_elsewhere", "workspace_id", "fingerprint", "is_open", "severity_rank", "due_at", "public_id"),
        Index("finding_clock", "workspace_id", "sla_state", "sla_next_at"),
        Index("finding_duplicate", "workspace_id", "duplicate_of_id"),
        Index("finding_exception_in_force", "workspace_id", "exception_id"),
        _tenant(),
        ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"]),
        _finding("duplicate_of_id"),
        _person("owner_id"),
        _person("assignee_id"),
        _person("resolved_by_id"),
        one_of("kind", KINDS),
        one_of("severity", list(SEVERITIES)),
        one_of("status", [state.value for state in State]),
        one_of("outcome", [outcome.value for outcome in Outcome]),
        one_of("sla_state", SLA_STATES),
        CheckConstraint("is_open = (status not in ('closed', 'risk_accepted'))", name="open_by_status"),
        CheckConstraint("(status = 'risk_accepted') = (exception_id is not null)", name="accepted_by_exception"),
        CheckConstraint("(outcome = 'duplicate') = (duplicate_of_id is not null)", name="duplicate_of_one"),
        CheckConstraint("duplicate_of_id is null or duplicate_of_id <> id", name="not_its_own_duplicate"),
        CheckConstraint("occurrences >= 1", name="seen_once"),
        CheckConstraint(f"(severity, severity_rank) in ({', '.join(f'({name!r}, {at})' for name, at in RANK.items())})",
                        name="ranked_by_severity"),
        ForeignKeyConstraint(["workspace_id", "exception_id"],
                             ["finding_exception.workspace_id", "finding_exception.id"],
                             name="finding_rests_on_exception", use_alter=True),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("fnd"), sa_column=ref_column())
    number: int
    tenant_id: UUID
    fingerprint: str = Field(sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    severity: str = Field(sa_column=ref_column())
    severity_rank: int
    status: str = Field(default=State.NEW.value, sa_column=ref_column())
    outcome: str = Field(default="", sa_column=ref_column())
    is_open: bool = True
    last_move: str = Field(default="", sa_column=ref_column())
    version: int = 1
    family: str = Field(default="", sa_column=ref_column())
    policy_id: UUID | None = None
    subject_ref: str = Field(default="", sa_column=ref_column())
    subject_name: str = Field(default="", sa_column=text_column())
    source_kind: str = Field(sa_column=ref_column())
    source_ref: str = Field(default="", sa_column=ref_column())
    source_name: str = Field(default="", sa_column=text_column())
    expected_digest: str = Field(default="", sa_column=ref_column())
    observed_digest: str = Field(default="", sa_column=ref_column())
    differences: int = 0
    detail: str = Field(default="{}", sa_column=text_column())
    owner_id: UUID | None = None
    assignee_id: UUID | None = None
    duplicate_of_id: UUID | None = None
    exception_id: UUID | None = None
    occurrences: int = 1
    first_seen_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    observed_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    unknown_since: datetime | None = Field(default=None, sa_column=at_column())
    status_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    touched_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    resolved_at: datetime | None = Field(default=None, sa_column=at_column())
    resolved_by_id: UUID | None = None
    sla_state: str = Field(default="none", sa_column=ref_column())
    sla_version: int = 0
    sla_tier: str = Field(default="", sa_column=ref_column())
    due_at: datetime | None = Field(default=None, sa_column=at_column())
    sla_next_at: datetime | None = Field(default=None, sa_column=at_column())
    breached_at: datetime | None = Field(default=None, sa_column=at_column())


class FindingEvent(Owned, table=True):
    """Something that happened to a finding; written once, never changed. `data` is a JSON object of what changed."""

    __tablename__ = "finding_event"
    __table_args__ = (
        UniqueConstraint("workspace_id", "finding_id", "number"),
        Index("finding_event_tenant", "workspace_id", "tenant_id", "at"),
        _tenant(),
        _finding(),
        _person("actor_id"),
        one_of("actor_kind", ACTOR_KINDS),
    )

    tenant_id: UUID
    finding_id: UUID
    number: int
    at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    name: str = Field(sa_column=ref_column())
    actor_kind: str = Field(sa_column=ref_column())
    actor_id: UUID | None = None
    from_status: str = Field(default="", sa_column=ref_column())
    to_status: str = Field(default="", sa_column=ref_column())
    reason: str = Field(default="", sa_column=text_column())
    data: str = Field(default="{}", sa_column=text_column())
    run_ref: str = Field(default="", sa_column=ref_column())


class FindingComment(Owned, table=True):
    """What somebody said about a finding. `mentions` are public ids of members, space-separated."""

    __tablename__ = "finding_comment"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("finding_comment_finding", "workspace_id", "finding_id", "at"),
        Index("finding_comment_tenant", "workspace_id", "tenant_id", "at"),
        _tenant(),
        _finding(),
        _person("author_id"),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("cmt"), sa_column=ref_column())
    tenant_id: UUID
    finding_id: UUID
    author_id: UUID
    at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    body: str = Field(sa_column=text_column())
    mentions: str = Field(default="", sa_column=text_column())


class FindingToken(Owned, table=True):
    """A word by which a finding is found. Ranges over `token` are leakproof, so row-level security keeps the index."""

    __tablename__ = "finding_token"
    __table_args__ = (
        UniqueConstraint("workspace_id", "token", "finding_id"),
        Index("finding_token_finding", "workspace_id", "finding_id", "token"),
        Index("finding_token_tenant", "workspace_id", "tenant_id", "token", "finding_id"),
        _tenant(),
        _finding(),
    )

    tenant_id: UUID
    finding_id: UUID
    token: str = Field(sa_column=ref_column())


class FindingException(Owned, table=True):
    """A request to accept a finding's risk, and what became of it.

    `pinned_digest` is the observed value that the acceptance is about; `request_digest` covers all that was asked for,
    and approvals name the digest they approved. For severities that need it `second_approver_id` is a third person.
    `after_expiry` says whether the clock of the service level starts anew or goes on. `next_at` is when the product has
    to do something about it by itself; `end_code` says why it is over, `end_reason` what a person said to it.
    """

    __tablename__ = "finding_exception"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "number"),
        Index("finding_exception_finding", "workspace_id", "finding_id", "requested_at"),
        Index("finding_exception_tenant", "workspace_id", "tenant_id", "requested_at"),
        Index("finding_exception_one_in_force", "workspace_id", "finding_id", unique=True,
              postgresql_where="status in ('approved', 'expiring')"),
        Index("finding_exception_one_pending", "workspace_id", "finding_id", unique=True,
              postgresql_where="status = 'pending'"),
        Index("finding_exception_due", "workspace_id", "status", "expires_at", "public_id", "tenant_id"),
        Index("finding_exception_supersedes", "workspace_id", "supersedes_id"),
        Index("finding_exception_ended", "workspace_id", "ended_at", "public_id", "tenant_id",
              postgresql_where="ended_at is not null"),
        Index("finding_exception_next", "next_at", "workspace_id", postgresql_where="next_at is not null"),
        _tenant(),
        _finding(),
        ForeignKeyConstraint(["workspace_id", "supersedes_id"],
                             ["finding_exception.workspace_id", "finding_exception.id"]),
        *(_person(one) for one in ("requester_id", "owner_id", "approver_id", "second_approver_id", "ended_by_id")),
        one_of("status", EXCEPTION_STATES),
        one_of("severity", list(SEVERITIES)),
        one_of("after_expiry", ["restart", "continue"]),
        one_of("end_code", ["", *EXCEPTION_ENDS]),
        CheckConstraint("(status in ('pending', 'approved', 'expiring')) = (end_code = '') and (end_code = '')"
                        " = (ended_at is null) and (end_code = '') = (next_at is not null)", name="ends_with_a_reason"),
        CheckConstraint("expires_at > requested_at", name="ends_after_it_begins"),
        CheckConstraint("approver_id is null or approver_id <> requester_id", name="approver_is_somebody_else"),
        CheckConstraint("second_approver_id is null or (second_approver_id <> requester_id"
                        " and approver_id is not null and second_approver_id <> approver_id)",
                        name="second_approver_is_a_third"),
        CheckConstraint("status not in ('approved', 'expiring') or (approver_id is not null"
                        " and approved_digest = request_digest"
                        " and (not needs_second or (second_approver_id is not null"
                        " and second_digest = request_digest)))", name="approved_as_asked"),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("exc"), sa_column=ref_column())
    number: int
    tenant_id: UUID
    finding_id: UUID
    status: str = Field(default="pending", sa_column=ref_column())
    severity: str = Field(sa_column=ref_column())
    requester_id: UUID
    owner_id: UUID
    justification: str = Field(sa_column=text_column())
    evidence: str = Field(default="", sa_column=text_column())
    measures: str = Field(default="", sa_column=text_column())
    pinned_digest: str = Field(sa_column=ref_column())
    pinned: str = Field(default="{}", sa_column=text_column())
    after_expiry: str = Field(default="restart", sa_column=ref_column())
    request_digest: str = Field(sa_column=ref_column())
    needs_second: bool = False
    approver_id: UUID | None = None
    approved_digest: str = Field(default="", sa_column=ref_column())
    approved_at: datetime | None = Field(default=None, sa_column=at_column())
    second_approver_id: UUID | None = None
    second_digest: str = Field(default="", sa_column=ref_column())
    second_at: datetime | None = Field(default=None, sa_column=at_column())
    decision_reason: str = Field(default="", sa_column=text_column())
    requested_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    review_at: datetime | None = Field(default=None, sa_column=at_column())
    expires_at: datetime = Field(sa_column=at_column(required=True))
    reminded_days: int = 0
    ended_at: datetime | None = Field(default=None, sa_column=at_column())
    ended_by_id: UUID | None = None
    next_at: datetime | None = Field(default=None, sa_column=at_column())
    end_code: str = Field(default="", sa_column=ref_column())
    end_reason: str = Field(default="", sa_column=text_column())
    supersedes_id: UUID | None = None
    version: int = 1


class GovernancePolicy(Owned, table=True):
    """One version of a workspace's rules for findings: service levels, severities, or exceptions; none is changed."""

    __tablename__ = "governance_policy"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "kind", "version"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        _person("made_by_id"),
        one_of("kind", POLICIES),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("gpo"), sa_column=ref_column())
    kind: str = Field(sa_column=ref_column())
    version: int
    body: str = Field(sa_column=text_column())
    reason: str = Field(default="", sa_column=text_column())
    made_by_id: UUID | None = None
    made_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class WorkspaceCounter(Owned, table=True):
    """The last number given out in a workspace, so that people can say F-12 and EX-3."""

    __tablename__ = "workspace_counter"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        one_of("name", ["finding", "exception"]),
    )

    name: str = Field(sa_column=ref_column())
    last: int = 0


class TenantGovernance(Owned, table=True):
    """What stands in a tenant now, one row that pages read instead of counting.

    The numbers of findings are kept by the database with every change of a finding; those of compares are written by
    the run that compared. `drift` weighs open findings by severity. `unknown` counts what could not be compared.
    """

    __tablename__ = "tenant_governance"
    __table_args__ = (UniqueConstraint("workspace_id", "tenant_id"), _tenant())

    tenant_id: UUID
    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    drift: int = 0
    unassigned: int = 0
    pending: int = 0
    accepted: int = 0
    matching: int = 0
    covered: int = 0
    different: int = 0
    missing: int = 0
    unexpected: int = 0
    conflicting: int = 0
    unknown: int = 0
    compared_at: datetime | None = Field(default=None, sa_column=at_column())
    changed_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class GovernanceDay(Owned, table=True):
    """What stood in a tenant at the end of a day (UTC); days without a change have no row."""

    __tablename__ = "governance_day"
    __table_args__ = (UniqueConstraint("workspace_id", "tenant_id", "day"), _tenant())

    tenant_id: UUID
    day: date = Field(sa_column=Column(Date, nullable=False))
    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    drift: int = 0
    accepted: int = 0
    matching: int = 0
    different: int = 0
    unknown: int = 0
