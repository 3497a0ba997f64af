"""Rows of baselines for one workspace: one that holds everywhere, with a draft, and many to be changed and ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from tenantpilot.baselines.tables import (
    Baseline,
    BaselineAssignment,
    BaselineFamily,
    BaselinePart,
    BaselineRing,
    BaselineRule,
    BaselineVariable,
    BaselineVersion,
    ComparedContent,
    Comparison,
    ComparisonResult,
    ContentSetting,
    PolicyMatch,
    TenantValue,
)
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.tables import Policy
from tenantpilot.kernel.clock import now
from tenantpilot.tenants.tables import TenantGroup, TenantGroupMember

BASELINES = (
    "tenant_group", "tenant_group_member", "baseline", "baseline_version", "baseline_part", "baseline_family",
    "baseline_rule", "baseline_variable", "baseline_ring", "baseline_assignment", "tenant_value", "policy_match",
    "content_setting", "compared_content", "comparison", "comparison_result",
)  # fmt: skip
FAMILY, OTHER_FAMILY = "device_compliance", "settings_catalog"
SPARES = 40
# A run and a policy of each tenant.
Stock = Mapping[UUID, tuple[UUID, Policy]]


def baseline_rows(workspace_id: UUID, person: UUID, stock: Stock) -> Iterator[SQLModel]:
    """Whatever people leave who manage baselines, and compares that held tenants against them."""
    own = {"workspace_id": workspace_id}
    kept = TenantGroup(**own, name="kept")
    yield kept
    yield from (TenantGroupMember(**own, group_id=kept.id, tenant_id=tenant) for tenant in stock)
    yield from (TenantGroup(**own, name=f"spare {number}") for number in range(SPARES))
    for number in range(SPARES):
        spare = Baseline(**own, name=f"spare {number:02}", created_by_id=person)
        yield spare
        yield BaselineVersion(**own, baseline_id=spare.id, number=1)
        yield BaselineRing(**own, baseline_id=spare.id, number=1)
        yield BaselineAssignment(**own, baseline_id=spare.id, group_id=kept.id)
    yield from _kept(own, person, kept, stock)


def _kept(own: dict[str, Any], person: UUID, group: TenantGroup, stock: Stock) -> Iterator[SQLModel]:
    base = Baseline(**own, name="kept", created_by_id=person)
    yield base
    first = BaselineVersion(**own, baseline_id=base.id, number=1, state="published", digest="d", published_at=now(),
                            published_by_id=person)  # fmt: skip
    draft = BaselineVersion(**own, baseline_id=base.id, number=2)
    yield from (first, draft)
    parts = [
        BaselinePart(**_part(own, policy), version_id=first.id, family=FAMILY, provider_id=policy.provider_id)
        for _, policy in stock.values()
    ]
    for version in (first, draft):
        for part in parts:
            yield part if version is first else BaselinePart(
                **_part(own, next(p for _, p in stock.values() if p.tenant_id == part.source_tenant_id)),
                version_id=draft.id, family=FAMILY, provider_id=part.provider_id, part_ref=part.part_ref,
            )  # fmt: skip
        yield BaselineFamily(**own, version_id=version.id, family=FAMILY)
        yield BaselineRule(**own, version_id=version.id, family="*", path="description")
        yield BaselineVariable(**own, version_id=version.id, part_ref=parts[0].part_ref, path="displayName", name="own")
    yield from _spares(own, draft, next(iter(stock.values()))[1])
    yield BaselineRing(**own, baseline_id=base.id, number=1, version_id=first.id)
    yield BaselineRing(**own, baseline_id=base.id, number=2)
    yield BaselineAssignment(**own, baseline_id=base.id, group_id=group.id, priority=10)
    for tenant, (run, policy) in stock.items():
        yield BaselineAssignment(**own, baseline_id=base.id, tenant_id=tenant, priority=20)
        yield from _of_tenant(own | {"tenant_id": tenant}, base, first, parts, run, policy)


def _part(own: dict[str, Any], policy: Policy) -> dict[str, Any]:
    return own | {
        "source_tenant_id": policy.tenant_id, "name": policy.name, "content_digest": policy.content_digest,
        "assignments_digest": policy.assignments_digest, "rules_version": RULES_VERSION,
    }  # fmt: skip


def _spares(own: dict[str, Any], draft: BaselineVersion, policy: Policy) -> Iterator[SQLModel]:
    for number in range(SPARES):
        part = BaselinePart(**_part(own, policy) | {"name": "extra"}, version_id=draft.id, family=OTHER_FAMILY,
                            provider_id=f"extra {number}")  # fmt: skip
        yield part
        yield BaselineVariable(**own, version_id=draft.id, part_ref=part.part_ref, path="displayName",
                               name=f"spare{number}")  # fmt: skip
        yield BaselineRule(**own, version_id=draft.id, family=OTHER_FAMILY, path=f"spare{number}")


def _of_tenant(
    own: dict[str, Any], base: Baseline, version: BaselineVersion, parts: list[BaselinePart], run: UUID, policy: Policy
) -> Iterator[SQLModel]:
    whole = {"workspace_id": own["workspace_id"]}
    mine = next(part for part in parts if part.source_tenant_id == own["tenant_id"])
    other = next(part for part in parts if part is not mine)
    yield TenantValue(**own, kind="value", name="own", value="mine")
    yield TenantValue(**own, kind="reference", name="group:g", value="h")
    yield PolicyMatch(**own, baseline_id=base.id, part_ref=mine.part_ref, policy_id=policy.id, state="confirmed",
                      basis="identity")  # fmt: skip
    yield PolicyMatch(**own, baseline_id=base.id, part_ref=other.part_ref, policy_id=policy.id, state="proposed",
                      basis="likeness", score=700)  # fmt: skip
    yield ContentSetting(**whole, content_digest=policy.content_digest, setting="displayName",
                         value_digest=str(own["tenant_id"]))  # fmt: skip
    yield ComparedContent(**whole, expected_digest=policy.content_digest, observed_digest=policy.assignments_digest,
                          rules_digest="r", differences=1)  # fmt: skip
    held = Comparison(**own, baseline_id=base.id, version_id=version.id, run_id=run, coverage_state="complete")
    yield held
    yield ComparisonResult(**own, comparison_id=held.id, part_ref=mine.part_ref, policy_id=policy.id, family=FAMILY,
                           name="mine", result="match")  # fmt: skip
