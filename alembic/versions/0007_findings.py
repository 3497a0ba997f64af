"""Findings: their events, comments, exceptions, rules and sums; groups and tiers of tenants; saved views."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op
from tenantpilot.findings import exception_walls
from tenantpilot.findings import walls as finding_walls
from tenantpilot.store import ddl

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def walls() -> list[str]:
    """Policies, grants and triggers of the tables below."""
    change = "select, insert, update"
    return [
        *ddl.owned("governance_policy", grants="select, insert"),
        *ddl.owned("workspace_counter", grants=change),
        *ddl.owned("saved_view", grants=f"{change}, delete"),
        *ddl.owned("tenant_group", grants=f"{change}, delete"),
        *ddl.owned("tenant_group_member", grants="select, insert, delete", by_tenant="tenant_id"),
        *ddl.owned("finding", grants=change, by_tenant="tenant_id"),
        *ddl.owned("finding_event", grants="select, insert", by_tenant="tenant_id"),
        *ddl.owned("finding_comment", grants="select, insert", by_tenant="tenant_id"),
        *ddl.owned("finding_token", grants="select, insert, delete", by_tenant="tenant_id"),
        *ddl.owned("finding_exception", grants=change, by_tenant="tenant_id"),
        *ddl.owned("tenant_governance", grants=f"select, insert, update ({finding_walls.COMPARED})",
                   by_tenant="tenant_id"),
        *ddl.owned("governance_day", grants="select", by_tenant="tenant_id"),
        *finding_walls.install(),
        *exception_walls.install(),
        *ddl.seen_by(ddl.RUNNER, "finding", "workspace_id", "sla_state", "sla_next_at"),
        *ddl.audited("governance_policy", ["body"], "governance_policy"),
        "create constraint trigger tenant_tier_audited after update of tier on tenant deferrable initially deferred"
        " for each row execute function tenant_audited()",
        "alter table tenant enable always trigger tenant_tier_audited",
    ]  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "governance_policy",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('sla', 'severity', 'exception')", name="kind_known"),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "kind", "version"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "saved_view",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("page", sa.Text(collation="C"), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "page", "owner_id", "name"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "tenant_group",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "name"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "workspace_counter",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("name in ('finding', 'exception')", name="name_known"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "name"),
    )
    op.create_table(
        "governance_day",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("medium", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("drift", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("matching", sa.Integer(), nullable=False),
        sa.Column("different", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "day"),
    )
    op.create_table(
        "tenant_governance",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("medium", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("drift", sa.Integer(), nullable=False),
        sa.Column("unassigned", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("matching", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("different", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("unexpected", sa.Integer(), nullable=False),
        sa.Column("conflicting", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id"),
    )
    op.create_table(
        "tenant_group_member",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["tenant_group.workspace_id", "tenant_group.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "group_id", "tenant_id"),
    )
    op.create_index("tenant_group_member_tenant", "tenant_group_member", ["workspace_id", "tenant_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("severity", sa.Text(collation="C"), nullable=False),
        sa.Column("severity_rank", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(collation="C"), nullable=False),
        sa.Column("outcome", sa.Text(collation="C"), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("last_move", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("family", sa.Text(collation="C"), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("subject_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("source_ref", sa.Text(collation="C"), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("expected_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("observed_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("differences", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("duplicate_of_id", sa.Uuid(), nullable=True),
        sa.Column("exception_id", sa.Uuid(), nullable=True),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unknown_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Uuid(), nullable=True),
        sa.Column("sla_state", sa.Text(collation="C"), nullable=False),
        sa.Column("sla_version", sa.Integer(), nullable=False),
        sa.Column("sla_tier", sa.Text(collation="C"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sla_next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("breached_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(outcome = 'duplicate') = (duplicate_of_id is not null)", name="duplicate_of_one"),
        sa.CheckConstraint("(status = 'risk_accepted') = (exception_id is not null)", name="accepted_by_exception"),
        sa.CheckConstraint("is_open = (status not in ('closed', 'risk_accepted'))", name="open_by_status"),
        sa.CheckConstraint(
            "kind in ('different', 'missing', 'unexpected', 'conflict', 'covered', 'consent_lost', "
            "'connection_failing', 'credential_expiring', 'sync_failing')",
            name="kind_known",
        ),
        sa.CheckConstraint(
            "outcome in ('', 'pending_verification', 'verified', 'false_positive', 'duplicate', "
            "'no_longer_applicable', 'accepted')",
            name="outcome_known",
        ),
        sa.CheckConstraint("severity in ('critical', 'high', 'medium', 'low')", name="severity_known"),
        sa.CheckConstraint("sla_state in ('none', 'running', 'paused', 'met', 'breached')", name="sla_state_known"),
        sa.CheckConstraint(
            "status in ('new', 'triaged', 'in_progress', 'reopened', 'resolved', 'closed', 'risk_accepted')",
            name="status_known",
        ),
        sa.CheckConstraint("duplicate_of_id is null or duplicate_of_id <> id", name="not_its_own_duplicate"),
        sa.CheckConstraint("occurrences >= 1", name="seen_once"),
        sa.CheckConstraint(
            "(severity, severity_rank) in (('critical', 0), ('high', 1), ('medium', 2), ('low', 3))",
            name="ranked_by_severity",
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "duplicate_of_id"],
            ["finding.workspace_id", "finding.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "policy_id"],
            ["policy.workspace_id", "policy.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "number"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "fingerprint"),
    )
    op.create_index(
        "finding_assignee",
        "finding",
        ["workspace_id", "assignee_id", "is_open", "severity_rank", "due_at", "public_id"],
        unique=False,
    )
    op.create_index(
        "finding_by_due",
        "finding",
        [
            "workspace_id",
            "is_open",
            "severity_rank",
            "due_at",
            "public_id",
            "tenant_id",
            "status",
            "kind",
            "assignee_id",
            "owner_id",
            "family",
        ],
        unique=False,
    )
    op.create_index(
        "finding_by_tenant",
        "finding",
        [
            "workspace_id",
            "tenant_id",
            "is_open",
            "severity_rank",
            "due_at",
            "public_id",
            "status",
            "kind",
            "assignee_id",
            "family",
        ],
        unique=False,
    )
    op.create_index(
        "finding_elsewhere",
        "finding",
        ["workspace_id", "fingerprint", "is_open", "severity_rank", "due_at", "public_id"],
        unique=False,
    )
    op.create_index("finding_clock", "finding", ["workspace_id", "sla_state", "sla_next_at"], unique=False)
    op.create_index("finding_duplicate", "finding", ["workspace_id", "duplicate_of_id"], unique=False)
    op.create_index("finding_exception_in_force", "finding", ["workspace_id", "exception_id"], unique=False)
    op.create_index(
        "finding_owner",
        "finding",
        ["workspace_id", "owner_id", "is_open", "severity_rank", "due_at", "public_id"],
        unique=False,
    )
    op.create_index("finding_policy", "finding", ["workspace_id", "policy_id", "is_open"], unique=False)
    op.create_index(
        "finding_recent",
        "finding",
        ["workspace_id", "is_open", "status_at", "public_id", "tenant_id", "status", "kind", "family"],
        unique=False,
    )
    op.create_index(
        "finding_source", "finding", ["workspace_id", "source_kind", "source_ref", "tenant_id"], unique=False
    )
    op.create_index(
        "finding_status",
        "finding",
        ["workspace_id", "status", "severity_rank", "due_at", "public_id", "tenant_id"],
        unique=False,
    )
    op.create_table(
        "finding_comment",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "finding_id"],
            ["finding.workspace_id", "finding.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index("finding_comment_finding", "finding_comment", ["workspace_id", "finding_id", "at"], unique=False)
    op.create_index("finding_comment_tenant", "finding_comment", ["workspace_id", "tenant_id", "at"], unique=False)
    op.create_table(
        "finding_event",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(collation="C"), nullable=False),
        sa.Column("actor_kind", sa.Text(collation="C"), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("from_status", sa.Text(collation="C"), nullable=False),
        sa.Column("to_status", sa.Text(collation="C"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("run_ref", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("actor_kind in ('person', 'system')", name="actor_kind_known"),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "finding_id"],
            ["finding.workspace_id", "finding.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "finding_id", "number"),
    )
    op.create_index("finding_event_tenant", "finding_event", ["workspace_id", "tenant_id", "at"], unique=False)
    op.create_table(
        "finding_token",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "finding_id"],
            ["finding.workspace_id", "finding.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "token", "finding_id"),
    )
    op.create_index("finding_token_finding", "finding_token", ["workspace_id", "finding_id", "token"], unique=False)
    op.create_index(
        "finding_token_tenant", "finding_token", ["workspace_id", "tenant_id", "token", "finding_id"], unique=False
    )
    op.create_table(
        "finding_exception",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_id", sa.Text(collation="C"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(collation="C"), nullable=False),
        sa.Column("severity", sa.Text(collation="C"), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("justification", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("pinned_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("pinned", sa.Text(), nullable=False),
        sa.Column("after_expiry", sa.Text(collation="C"), nullable=False),
        sa.Column("request_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("approver_id", sa.Uuid(), nullable=True),
        sa.Column("approved_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_approver_id", sa.Uuid(), nullable=True),
        sa.Column("second_digest", sa.Text(collation="C"), nullable=False),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_days", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_code", sa.Text(collation="C"), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("after_expiry in ('restart', 'continue')", name="after_expiry_known"),
        sa.CheckConstraint(
            "end_code in ('', 'rejected', 'withdrawn', 'edited', 'extended', 'expired', 'revoked', 'changed', "
            "'severity', 'disappeared', 'retired')",
            name="end_code_known",
        ),
        sa.CheckConstraint(
            "(status in ('pending', 'approved', 'expiring')) = (end_code = '') and (end_code = '')"
            " = (ended_at is null) and (end_code = '') = (next_at is not null)",
            name="ends_with_a_reason",
        ),
        sa.CheckConstraint("severity in ('critical', 'high', 'medium', 'low')", name="severity_known"),
        sa.CheckConstraint(
            "status in ('pending', 'approved', 'expiring', 'rejected', 'withdrawn', 'expired', 'revoked', "
            "'superseded', 'ended')",
            name="status_known",
        ),
        sa.CheckConstraint(
            "status not in ('approved', 'expiring') or (approver_id is not null and approved_digest = "
            "request_digest and (not needs_second or (second_approver_id is not null and second_digest = "
            "request_digest)))",
            name="approved_as_asked",
        ),
        sa.CheckConstraint("approver_id is null or approver_id <> requester_id", name="approver_is_somebody_else"),
        sa.CheckConstraint("expires_at > requested_at", name="ends_after_it_begins"),
        sa.CheckConstraint(
            "second_approver_id is null or (second_approver_id <> requester_id and approver_id is not null and "
            "second_approver_id <> approver_id)",
            name="second_approver_is_a_third",
        ),
        sa.ForeignKeyConstraint(
            ["approver_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["second_approver_id"],
            ["user_account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "finding_id"],
            ["finding.workspace_id", "finding.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "supersedes_id"],
            ["finding_exception.workspace_id", "finding_exception.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tenant_id"],
            ["tenant.workspace_id", "tenant.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "number"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_index(
        "finding_exception_due",
        "finding_exception",
        ["workspace_id", "status", "expires_at", "public_id", "tenant_id"],
        unique=False,
    )
    op.create_index(
        "finding_exception_finding", "finding_exception", ["workspace_id", "finding_id", "requested_at"], unique=False
    )
    op.create_index(
        "finding_exception_tenant", "finding_exception", ["workspace_id", "tenant_id", "requested_at"], unique=False
    )
    op.create_index(
        "finding_exception_one_in_force",
        "finding_exception",
        ["workspace_id", "finding_id"],
        unique=True,
        postgresql_where="status in ('approved', 'expiring')",
    )
    op.create_index(
        "finding_exception_one_pending",
        "finding_exception",
        ["workspace_id", "finding_id"],
        unique=True,
        postgresql_where="status = 'pending'",
    )
    op.create_index(
        "finding_exception_ended",
        "finding_exception",
        ["workspace_id", "ended_at", "public_id", "tenant_id"],
        unique=False,
        postgresql_where="ended_at is not null",
    )
    op.create_index(
        "finding_exception_next",
        "finding_exception",
        ["next_at", "workspace_id"],
        unique=False,
        postgresql_where="next_at is not null",
    )
    op.create_index(
        "finding_exception_supersedes", "finding_exception", ["workspace_id", "supersedes_id"], unique=False
    )
    op.create_foreign_key(
        "finding_rests_on_exception",
        "finding",
        "finding_exception",
        ["workspace_id", "exception_id"],
        ["workspace_id", "id"],
    )
    op.add_column("tenant", sa.Column("tier", sa.Text(collation="C"), server_default="silver", nullable=False))
    op.create_index("operation_run_kind", "operation_run", ["workspace_id", "kind", "created_at"], unique=False)
    for statement in walls():
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("operation_run_kind", table_name="operation_run")
    op.execute("drop trigger tenant_tier_audited on tenant")
    op.drop_column("tenant", "tier")
    op.drop_constraint("finding_rests_on_exception", "finding", type_="foreignkey")
    op.drop_table("finding_exception")
    op.drop_table("finding_token")
    op.drop_table("finding_event")
    op.drop_table("finding_comment")
    op.drop_table("finding")
    op.drop_table("tenant_group_member")
    op.drop_table("tenant_governance")
    op.drop_table("governance_day")
    op.drop_table("workspace_counter")
    op.drop_table("tenant_group")
    op.drop_table("saved_view")
    op.drop_table("governance_policy")
    gone = ddl.drop_functions("governance_policy_audited")
    for statement in (*finding_walls.remove(), *exception_walls.remove(), *gone):
        op.execute(statement)
