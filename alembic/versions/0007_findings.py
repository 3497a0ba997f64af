"""Findings: their events, comments, exceptions, rules and sums; groups and tiers of tenants; saved views."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from alembic import op
from tenantpilot.findings import exception_walls
from tenantpilot.findings import walls as finding_walls
from tenantpilot.store import ddl

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


UUID, COUNT, FLAG, DATE = sa.Uuid(), sa.Integer(), sa.Boolean(), sa.Date()
REF, TEXT, AT = sa.Text(collation="C"), sa.Text(), sa.DateTime(timezone=True)


def _columns(kind: sa.types.TypeEngine[Any], names: str, *, optional: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=optional) for name in names.split()]


def _index(table: str, name: str, columns: str, *, unique: bool = False, where: str | None = None) -> None:
    op.create_index(name, table, columns.split(), unique=unique, postgresql_where=where)


def _people(*columns: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([column], ["user_account.id"]) for column in columns]


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
        *_columns(UUID, "workspace_id id"),
        *_columns(REF, "public_id kind"),
        *_columns(COUNT, "version"),
        *_columns(TEXT, "body reason"),
        *_columns(UUID, "made_by_id", optional=True),
        *_columns(AT, "made_at"),
        sa.CheckConstraint("kind in ('sla', 'severity', 'exception')", name="kind_known"),
        *_people("made_by_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "kind", "version"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "saved_view",
        *_columns(UUID, "workspace_id id owner_id"),
        *_columns(REF, "public_id page name"),
        *_columns(TEXT, "query"),
        *_columns(FLAG, "is_shared"),
        *_columns(AT, "created_at"),
        *_people("owner_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "page", "owner_id", "name"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "tenant_group",
        *_columns(UUID, "workspace_id id"),
        *_columns(REF, "public_id name"),
        *_columns(AT, "created_at"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "name"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    op.create_table(
        "workspace_counter",
        *_columns(UUID, "workspace_id id"),
        *_columns(REF, "name"),
        *_columns(COUNT, "last"),
        sa.CheckConstraint("name in ('finding', 'exception')", name="name_known"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "name"),
    )
    op.create_table(
        "governance_day",
        *_columns(UUID, "workspace_id id tenant_id"),
        *_columns(DATE, "day"),
        *_columns(COUNT, "critical high medium low drift accepted matching different unknown"),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "day"),
    )
    op.create_table(
        "tenant_governance",
        *_columns(UUID, "workspace_id id tenant_id"),
        *_columns(
            COUNT,
            "critical high medium low drift unassigned pending accepted matching covered "
            "different missing unexpected conflicting unknown",
        ),
        *_columns(AT, "compared_at", optional=True),
        *_columns(AT, "changed_at"),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "tenant_id"),
    )
    op.create_table(
        "tenant_group_member",
        *_columns(UUID, "workspace_id id group_id tenant_id"),
        sa.ForeignKeyConstraint(["workspace_id", "group_id"], ["tenant_group.workspace_id", "tenant_group.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "group_id", "tenant_id"),
    )
    _index("tenant_group_member", "tenant_group_member_tenant", "workspace_id tenant_id")
    op.create_table(
        "finding",
        *_columns(UUID, "workspace_id id tenant_id"),
        *_columns(
            REF,
            "public_id fingerprint kind severity status outcome last_move family subject_ref "
            "source_kind source_ref expected_digest observed_digest sla_state sla_tier",
        ),
        *_columns(COUNT, "number severity_rank version differences occurrences sla_version"),
        *_columns(FLAG, "is_open"),
        *_columns(UUID, "policy_id owner_id assignee_id duplicate_of_id exception_id resolved_by_id", optional=True),
        *_columns(TEXT, "subject_name source_name detail"),
        *_columns(AT, "first_seen_at observed_at status_at touched_at"),
        *_columns(AT, "unknown_since resolved_at due_at sla_next_at breached_at", optional=True),
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
        *_people("assignee_id", "owner_id", "resolved_by_id"),
        sa.ForeignKeyConstraint(["workspace_id", "duplicate_of_id"], ["finding.workspace_id", "finding.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "policy_id"], ["policy.workspace_id", "policy.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "number"),
        sa.UniqueConstraint("workspace_id", "public_id"),
        sa.UniqueConstraint("workspace_id", "tenant_id", "fingerprint"),
    )
    _index("finding", "finding_assignee", "workspace_id assignee_id is_open severity_rank due_at public_id")
    _index(
        "finding",
        "finding_by_due",
        "workspace_id is_open severity_rank due_at public_id tenant_id status kind assignee_id owner_id family",
    )
    _index(
        "finding",
        "finding_by_tenant",
        "workspace_id tenant_id is_open severity_rank due_at public_id status kind assignee_id family",
    )
    _index("finding", "finding_elsewhere", "workspace_id fingerprint is_open severity_rank due_at public_id")
    _index("finding", "finding_clock", "workspace_id sla_state sla_next_at")
    _index("finding", "finding_duplicate", "workspace_id duplicate_of_id")
    _index("finding", "finding_exception_in_force", "workspace_id exception_id")
    _index("finding", "finding_owner", "workspace_id owner_id is_open severity_rank due_at public_id")
    _index("finding", "finding_policy", "workspace_id policy_id is_open")
    _index("finding", "finding_recent", "workspace_id is_open status_at public_id tenant_id status kind family")
    _index("finding", "finding_source", "workspace_id source_kind source_ref tenant_id")
    _index("finding", "finding_status", "workspace_id status severity_rank due_at public_id tenant_id")
    op.create_table(
        "finding_comment",
        *_columns(UUID, "workspace_id id tenant_id finding_id author_id"),
        *_columns(REF, "public_id"),
        *_columns(AT, "at"),
        *_columns(TEXT, "body mentions"),
        *_people("author_id"),
        sa.ForeignKeyConstraint(["workspace_id", "finding_id"], ["finding.workspace_id", "finding.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    _index("finding_comment", "finding_comment_finding", "workspace_id finding_id at")
    _index("finding_comment", "finding_comment_tenant", "workspace_id tenant_id at")
    op.create_table(
        "finding_event",
        *_columns(UUID, "workspace_id id tenant_id finding_id"),
        *_columns(COUNT, "number"),
        *_columns(AT, "at"),
        *_columns(REF, "name actor_kind from_status to_status run_ref"),
        *_columns(UUID, "actor_id", optional=True),
        *_columns(TEXT, "reason data"),
        sa.CheckConstraint("actor_kind in ('person', 'system')", name="actor_kind_known"),
        *_people("actor_id"),
        sa.ForeignKeyConstraint(["workspace_id", "finding_id"], ["finding.workspace_id", "finding.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "finding_id", "number"),
    )
    _index("finding_event", "finding_event_tenant", "workspace_id tenant_id at")
    op.create_table(
        "finding_token",
        *_columns(UUID, "workspace_id id tenant_id finding_id"),
        *_columns(REF, "token"),
        sa.ForeignKeyConstraint(["workspace_id", "finding_id"], ["finding.workspace_id", "finding.id"]),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "token", "finding_id"),
    )
    _index("finding_token", "finding_token_finding", "workspace_id finding_id token")
    _index("finding_token", "finding_token_tenant", "workspace_id tenant_id token finding_id")
    op.create_table(
        "finding_exception",
        *_columns(UUID, "workspace_id id tenant_id finding_id requester_id owner_id"),
        *_columns(
            REF,
            "public_id status severity pinned_digest after_expiry request_digest approved_digest "
            "second_digest end_code",
        ),
        *_columns(COUNT, "number reminded_days version"),
        *_columns(TEXT, "justification evidence measures pinned decision_reason end_reason"),
        *_columns(FLAG, "needs_second"),
        *_columns(UUID, "approver_id second_approver_id ended_by_id supersedes_id", optional=True),
        *_columns(AT, "approved_at second_at review_at ended_at next_at", optional=True),
        *_columns(AT, "requested_at expires_at"),
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
        *_people("approver_id", "ended_by_id", "owner_id", "requester_id", "second_approver_id"),
        sa.ForeignKeyConstraint(["workspace_id", "finding_id"], ["finding.workspace_id", "finding.id"]),
        sa.ForeignKeyConstraint(
            ["workspace_id", "supersedes_id"], ["finding_exception.workspace_id", "finding_exception.id"]
        ),
        sa.ForeignKeyConstraint(["workspace_id", "tenant_id"], ["tenant.workspace_id", "tenant.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "id"),
        sa.UniqueConstraint("workspace_id", "number"),
        sa.UniqueConstraint("workspace_id", "public_id"),
    )
    _index("finding_exception", "finding_exception_due", "workspace_id status expires_at public_id tenant_id")
    _index("finding_exception", "finding_exception_finding", "workspace_id finding_id requested_at")
    _index("finding_exception", "finding_exception_tenant", "workspace_id tenant_id requested_at")
    _index(
        "finding_exception",
        "finding_exception_one_in_force",
        "workspace_id finding_id",
        unique=True,
        where="status in ('approved', 'expiring')",
    )
    _index(
        "finding_exception",
        "finding_exception_one_pending",
        "workspace_id finding_id",
        unique=True,
        where="status = 'pending'",
    )
    _index(
        "finding_exception",
        "finding_exception_ended",
        "workspace_id ended_at public_id tenant_id",
        where="ended_at is not null",
    )
    _index("finding_exception", "finding_exception_next", "next_at workspace_id", where="next_at is not null")
    _index("finding_exception", "finding_exception_supersedes", "workspace_id supersedes_id")
    op.create_foreign_key(
        "finding_rests_on_exception",
        "finding",
        "finding_exception",
        ["workspace_id", "exception_id"],
        ["workspace_id", "id"],
    )
    _beside()


def _beside() -> None:
    """What changes in tables that were there before, and the walls of all."""
    op.add_column("tenant", sa.Column("tier", sa.Text(collation="C"), server_default="silver", nullable=False))
    _index("operation_run", "operation_run_kind", "workspace_id kind created_at")
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
