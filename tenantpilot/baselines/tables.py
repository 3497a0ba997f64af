"""Baselines, their versions and where they hold; which policy of a tenant stands for which part; what compares found.

A *part* of a baseline is one policy that should be there; it keeps its `part_ref` through all versions. A version is a
draft until it is published, and does not change afterwards. Expected contents are addressed by digest in the
workspace's `policy_content`, like everything read from tenants.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from tenantpilot.access.tables import one_of
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.tables import Owned, at_column, ref_column, text_column

VERSION_STATES = {"draft": ["published", "discarded"]}
ASSIGNMENTS = ["ignore", "compare"]
MATCH_STATES = ["proposed", "confirmed", "rejected"]
BASES = ["identity", "settings", "likeness", "person"]
RESULTS = ["match", "covered", "different", "missing", "unexpected", "conflict", "not_comparable"]
FIDELITY = ["full", "settings", "references"]


def _to(table: str, column: str = "", key: str = "id") -> ForeignKeyConstraint:
    own = column or f"{table.removeprefix('baseline_')}_id"
    return ForeignKeyConstraint(["workspace_id", own], [f"{table}.workspace_id", f"{table}.{key}"])


class Baseline(Owned, table=True):
    """A profile of what should be; deleted ones stay, because findings and results speak of them."""

    __tablename__ = "baseline"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("baseline_by_name", "workspace_id", "name", "public_id"),
        Index("baseline_name_once", "workspace_id", "name", unique=True, postgresql_where="deleted_at is null"),
        ForeignKeyConstraint(["workspace_id"], ["workspace.id"]),
        ForeignKeyConstraint(["created_by_id"], ["user_account.id"]),
    )

    public_id: str = Field(default_factory=lambda: new_public_id("bsl"), sa_column=ref_column())
    name: str = Field(sa_column=ref_column())
    description: str = Field(default="", sa_column=text_column())
    created_by_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    deleted_at: datetime | None = Field(default=None, sa_column=at_column())


class BaselineVersion(Owned, table=True):
    """One state of a baseline. `digest` covers parts, families, rules and variables, and is fixed when published."""

    __tablename__ = "baseline_version"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "baseline_id", "number"),
        Index("baseline_version_one_draft", "workspace_id", "baseline_id", unique=True,
              postgresql_where="state = 'draft'"),
        _to("baseline"),
        ForeignKeyConstraint(["published_by_id"], ["user_account.id"]),
        one_of("state", ["draft", "published", "discarded"]),
        CheckConstraint("(state = 'published') = (published_at is not null)", name="published_has_a_date"),
        CheckConstraint("state <> 'published' or digest <> ''", name="published_has_a_digest"),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("bsv"), sa_column=ref_column())
    baseline_id: UUID
    number: int
    state: str = Field(default="draft", sa_column=ref_column())
    note: str = Field(default="", sa_column=text_column())
    digest: str = Field(default="", sa_column=ref_column())
    revision: int = 1
    created_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    published_at: datetime | None = Field(default=None, sa_column=at_column())
    published_by_id: UUID | None = None


class BaselinePart(Owned, table=True):
    """One policy that should be there. Where it came from is kept for the reader and for the surest of matches.

    `severity` is that of its findings; empty: the workspace's rule decides. `assignments` says whether to whom it
    applies is compared too.
    """

    __tablename__ = "baseline_part"
    __table_args__ = (
        UniqueConstraint("workspace_id", "version_id", "part_ref"),
        UniqueConstraint("workspace_id", "version_id", "source_tenant_id", "family", "provider_id"),
        Index("baseline_part_content", "workspace_id", "content_digest"),
        Index("baseline_part_assignments", "workspace_id", "assignments_digest"),
        Index("baseline_part_source", "workspace_id", "source_tenant_id", "family", "provider_id"),
        _to("baseline_version"),
        _to("policy_content", "content_digest", "digest"),
        _to("policy_content", "assignments_digest", "digest"),
        _to("tenant", "source_tenant_id"),
        one_of("severity", ["", *SEVERITIES]),
        one_of("assignments", ASSIGNMENTS),
    )

    part_ref: str = Field(default_factory=lambda: new_public_id("bsp"), sa_column=ref_column())
    version_id: UUID
    family: str = Field(sa_column=ref_column())
    provider_id: str = Field(sa_column=ref_column())
    source_tenant_id: UUID
    name: str = Field(sa_column=text_column())
    platform: str = Field(default="", sa_column=ref_column())
    type: str = Field(default="", sa_column=ref_column())
    content_digest: str = Field(sa_column=ref_column())
    assignments_digest: str = Field(sa_column=ref_column())
    rules_version: int
    captured_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    severity: str = Field(default="", sa_column=ref_column())
    assignments: str = Field(default="compare", sa_column=ref_column())


class BaselineFamily(Owned, table=True):
    """A family of which a version names everything: what else a tenant has there is unexpected."""

    __tablename__ = "baseline_family"
    __table_args__ = (UniqueConstraint("workspace_id", "version_id", "family"), _to("baseline_version"))

    version_id: UUID
    family: str = Field(sa_column=ref_column())


class BaselineRule(Owned, table=True):
    """A property that a version does not compare: noise, or a matter of each tenant. `path` as in differences."""

    __tablename__ = "baseline_rule"
    __table_args__ = (UniqueConstraint("workspace_id", "version_id", "family", "path"), _to("baseline_version"))

    version_id: UUID
    family: str = Field(sa_column=ref_column())
    path: str = Field(sa_column=ref_column())
    reason: str = Field(default="", sa_column=text_column())


class BaselineVariable(Owned, table=True):
    """A value that differs from tenant to tenant; `path` of the part takes the tenant's value, else the default."""

    __tablename__ = "baseline_variable"
    __table_args__ = (UniqueConstraint("workspace_id", "version_id", "part_ref", "path"), _to("baseline_version"))

    version_id: UUID
    part_ref: str = Field(sa_column=ref_column())
    path: str = Field(sa_column=ref_column())
    name: str = Field(sa_column=ref_column())
    default_value: str = Field(default="", sa_column=text_column())


class TenantValue(Owned, table=True):
    """A tenant's value of a variable (`kind` value), or its object for another tenant's object (`kind` reference).

    For references `name` is `<kind of object>:<id in the source tenant>` and `value` the id in this tenant.
    """

    __tablename__ = "tenant_value"
    __table_args__ = (
        UniqueConstraint("workspace_id", "tenant_id", "kind", "name"),
        _to("tenant"),
        one_of("kind", ["value", "reference"]),
    )

    tenant_id: UUID
    kind: str = Field(sa_column=ref_column())
    name: str = Field(sa_column=ref_column())
    value: str = Field(default="", sa_column=text_column())
    changed_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class BaselineRing(Owned, table=True):
    """A stage of a baseline's roll-out and the version that holds in it; ring 1 comes first."""

    __tablename__ = "baseline_ring"
    __table_args__ = (
        UniqueConstraint("workspace_id", "baseline_id", "number"),
        Index("baseline_ring_version", "workspace_id", "version_id"),
        _to("baseline"),
        _to("baseline_version"),
        CheckConstraint("number between 1 and 9", name="few_rings"),
    )

    baseline_id: UUID
    number: int
    name: str = Field(default="", sa_column=text_column())
    version_id: UUID | None = None
    since: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class BaselineAssignment(Owned, table=True):
    """Where a baseline holds: in a tenant, or in every tenant of a group. The smaller `priority` wins."""

    __tablename__ = "baseline_assignment"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        Index("baseline_assignment_tenant", "workspace_id", "baseline_id", "tenant_id", unique=True,
              postgresql_where="tenant_id is not null"),
        Index("baseline_assignment_group", "workspace_id", "baseline_id", "group_id", unique=True,
              postgresql_where="group_id is not null"),
        Index("baseline_assignment_by_tenant", "workspace_id", "tenant_id"),
        Index("baseline_assignment_by_group", "workspace_id", "group_id"),
        Index("baseline_assignment_by_ring", "workspace_id", "baseline_id", "ring"),
        _to("baseline"),
        ForeignKeyConstraint(["workspace_id", "baseline_id", "ring"],
                             ["baseline_ring.workspace_id", "baseline_ring.baseline_id", "baseline_ring.number"]),
        _to("tenant"),
        _to("tenant_group", "group_id"),
        CheckConstraint("(tenant_id is null) <> (group_id is null)", name="tenant_or_group"),
        CheckConstraint("ring between 1 and 9", name="few_rings"),
        CheckConstraint("priority between 1 and 999", name="priority_in_range"),
    )  # fmt: skip

    see_without_tenant: ClassVar[bool] = True

    public_id: str = Field(default_factory=lambda: new_public_id("bsa"), sa_column=ref_column())
    baseline_id: UUID
    tenant_id: UUID | None = None
    group_id: UUID | None = None
    priority: int = 100
    ring: int = 1
    assigned_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class PolicyMatch(Owned, table=True):
    """Which policy of a tenant stands for a part of a baseline, how that is known, and who said so.

    Only `confirmed` ones are compared; a policy can stand for one part of a baseline only. `score` is the share of
    the part's settings that the policy has, in thousandths. `name` is what the policy was called when it was accepted
    as the part under a name of its own: another name later is a difference.
    """

    __tablename__ = "policy_match"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "tenant_id", "baseline_id", "part_ref", "policy_id"),
        Index("policy_match_one_per_part", "workspace_id", "tenant_id", "baseline_id", "part_ref", unique=True,
              postgresql_where="state = 'confirmed'"),
        Index("policy_match_one_per_policy", "workspace_id", "tenant_id", "baseline_id", "policy_id", unique=True,
              postgresql_where="state = 'confirmed'"),
        Index("policy_match_policy", "workspace_id", "policy_id"),
        Index("policy_match_baseline", "workspace_id", "baseline_id"),
        _to("tenant"),
        _to("baseline"),
        _to("policy"),
        ForeignKeyConstraint(["decided_by_id"], ["user_account.id"]),
        one_of("state", MATCH_STATES),
        one_of("basis", BASES),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("mch"), sa_column=ref_column())
    tenant_id: UUID
    baseline_id: UUID
    part_ref: str = Field(sa_column=ref_column())
    policy_id: UUID
    state: str = Field(sa_column=ref_column())
    basis: str = Field(sa_column=ref_column())
    score: int = 0
    name: str = Field(default="", sa_column=text_column())
    decided_by_id: UUID | None = None
    decided_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))


class ContentSetting(Owned, table=True):
    """A setting in a content: what is set (`setting`, the same in every tenant) and to what (`value_digest`).

    Made once per content, so that equal settings are found in SQL whatever the policies are called. A `setting` that
    begins with `@` is the kind of an object that the content points at, its value that object's id; the empty one says
    that the content was looked through, and under which version of the rules for it.
    """

    __tablename__ = "content_setting"
    __table_args__ = (
        UniqueConstraint("workspace_id", "content_digest", "setting", "value_digest"),
        Index("content_setting_found", "workspace_id", "setting", "value_digest", "content_digest"),
        _to("policy_content", "content_digest", "digest"),
    )

    content_digest: str = Field(sa_column=ref_column())
    setting: str = Field(sa_column=ref_column())
    value_digest: str = Field(sa_column=ref_column())


class ComparedContent(Owned, table=True):
    """How many properties differ between two contents under one set of rules; made once, because contents stay.

    `ignored` counts differences that the rules leave out. `paths` are the first differences: a list of [kind, path].
    """

    __tablename__ = "compared_content"
    __table_args__ = (
        UniqueConstraint("workspace_id", "expected_digest", "observed_digest", "rules_digest"),
        Index("compared_content_observed", "workspace_id", "observed_digest"),
        _to("policy_content", "expected_digest", "digest"),
        _to("policy_content", "observed_digest", "digest"),
    )

    expected_digest: str = Field(sa_column=ref_column())
    observed_digest: str = Field(sa_column=ref_column())
    rules_digest: str = Field(sa_column=ref_column())
    differences: int
    ignored: int = 0
    paths: str = Field(default="[]", sa_column=text_column())


class Comparison(Owned, table=True):
    """One tenant held against one version of a baseline by one run; the newest per tenant and baseline stands.

    `coverage_state` is `complete` when every family of the baseline was read completely. `oldest_at` is the oldest
    reading it rests on. `inputs_digest` covers everything that the results follow from: a compare that finds it the
    same leaves them as they are, and is told by `compared_at` and the run. `by_settings` and `without_references`
    count results of lower fidelity.
    """

    __tablename__ = "comparison"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "run_id", "tenant_id", "baseline_id"),
        Index("comparison_current", "workspace_id", "tenant_id", "baseline_id", unique=True,
              postgresql_where="is_current"),
        Index("comparison_recent", "workspace_id", "baseline_id", "compared_at"),
        Index("comparison_version", "workspace_id", "version_id"),
        Index("comparison_tenant", "workspace_id", "tenant_id", "baseline_id", "compared_at"),
        _to("tenant"),
        _to("baseline"),
        _to("baseline_version"),
        _to("operation_run", "run_id"),
        one_of("coverage_state", ["complete", "incomplete"]),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("cmp"), sa_column=ref_column())
    tenant_id: UUID
    baseline_id: UUID
    version_id: UUID
    run_id: UUID
    is_current: bool = True
    compared_at: datetime = Field(default_factory=now, sa_column=at_column(required=True))
    oldest_at: datetime | None = Field(default=None, sa_column=at_column())
    coverage_state: str = Field(sa_column=ref_column())
    families: int = 0
    families_read: int = 0
    matching: int = 0
    covered: int = 0
    different: int = 0
    missing: int = 0
    unexpected: int = 0
    conflicting: int = 0
    unknown: int = 0
    by_settings: int = 0
    without_references: int = 0
    inputs_digest: str = Field(default="", sa_column=ref_column())


class ComparisonResult(Owned, table=True):
    """What a comparison says of one part, or of one policy that no part expects (`part_ref` empty)."""

    __tablename__ = "comparison_result"
    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "comparison_id", "part_ref", "policy_id"),
        Index("comparison_result_page", "workspace_id", "comparison_id", "rank", "sort_key", "public_id", "result",
              "family"),
        Index("comparison_result_tenant", "workspace_id", "tenant_id", "part_ref"),
        Index("comparison_result_policy", "workspace_id", "policy_id"),
        _to("tenant"),
        _to("comparison"),
        _to("policy"),
        one_of("result", RESULTS),
        one_of("fidelity", FIDELITY),
        one_of("basis", ["", *BASES]),
    )  # fmt: skip

    public_id: str = Field(default_factory=lambda: new_public_id("crs"), sa_column=ref_column())
    tenant_id: UUID
    comparison_id: UUID
    part_ref: str = Field(default="", sa_column=ref_column())
    policy_id: UUID | None = None
    family: str = Field(sa_column=ref_column())
    name: str = Field(sa_column=text_column())
    sort_key: str = Field(default="", sa_column=ref_column())
    rank: int = 0
    result: str = Field(sa_column=ref_column())
    reason_code: str = Field(default="", sa_column=ref_column())
    basis: str = Field(default="", sa_column=ref_column())
    fidelity: str = Field(default="full", sa_column=ref_column())
    expected_digest: str = Field(default="", sa_column=ref_column())
    observed_digest: str = Field(default="", sa_column=ref_column())
    expected_assignments: str = Field(default="", sa_column=ref_column())
    observed_assignments: str = Field(default="", sa_column=ref_column())
    differences: int = 0
    read_at: datetime | None = Field(default=None, sa_column=at_column())
    detail: str = Field(default="{}", sa_column=text_column())
