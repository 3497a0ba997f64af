"""Rows of findings for one tenant of one workspace: to decide about, accepted, and asked to be accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from tenantpilot.access.tables import UserAccount
from tenantpilot.findings.rule_bodies import DEFAULTS
from tenantpilot.findings.tables import (
    Finding,
    FindingComment,
    FindingEvent,
    FindingException,
    FindingToken,
    GovernanceDay,
    GovernancePolicy,
    TenantGovernance,
    WorkspaceCounter,
)
from tenantpilot.kernel.clock import now

FINDINGS = (
    "finding", "finding_event", "finding_comment", "finding_token", "finding_exception", "governance_policy",
    "workspace_counter", "tenant_governance", "governance_day",
)  # fmt: skip
PER_TENANT = 3


def workspace_rows(workspace_id: UUID, person: UUID) -> Iterator[SQLModel]:
    """What the workspace as a whole has: numbers given out, and a version of each kind of rules."""
    for name in ("finding", "exception"):
        yield WorkspaceCounter(workspace_id=workspace_id, name=name, last=1000)
    for kind, body in DEFAULTS.items():
        yield GovernancePolicy(
            workspace_id=workspace_id, kind=kind, version=1, body=json.dumps(body.written()), made_by_id=person
        )  # fmt: skip


def findings_rows(workspace_id: UUID, tenant: UUID, person: UUID, first: int) -> Iterator[SQLModel]:
    """Findings of a tenant with what belongs to them; their numbers start at `first`."""
    own = {"workspace_id": workspace_id, "tenant_id": tenant}
    giver = UserAccount(issuer="approvers", subject=str(tenant), display_name="Approver")
    yield giver
    mine, settled, asked = (_finding(own, name, first + at) for at, name in enumerate(("mine", "settled", "asked")))
    for number, finding in enumerate((mine, settled, asked)):
        yield finding
        yield FindingEvent(**own, finding_id=finding.id, number=1, name="finding.opened", actor_kind="system",
                           to_status="new", data=json.dumps({"set": {"severity": "high"}}))  # fmt: skip
        yield FindingToken(**own, finding_id=finding.id, token="mine")
        if number:
            yield _exception(own, finding, person, first + number)
    yield FindingComment(**own, finding_id=mine.id, author_id=person, body="mine")
    accepted = _exception(own, settled, person, first, status="approved", approver_id=giver.id, approved_digest="d")
    # One of them is in force, the other one waits beside it as an extension would.
    yield accepted
    settled.status, settled.outcome, settled.is_open = "risk_accepted", "accepted", False
    settled.last_move, settled.exception_id = "accept", accepted.id
    yield settled
    yield TenantGovernance(**own, high=2, drift=20, unassigned=2, accepted=1)
    yield GovernanceDay(**own, day=now().date(), high=2, drift=20, accepted=1)


def _finding(own: dict[str, UUID], name: str, number: int) -> Finding:
    return Finding(
        **own, number=number, fingerprint=name, kind="different", severity="high", severity_rank=1,
        subject_ref=name, subject_name=name, source_kind="baseline", source_ref="bsl_" + "a" * 20,
        expected_digest="expected", observed_digest="observed", differences=1,
    )  # fmt: skip


def _exception(own: dict[str, UUID], finding: Finding, person: UUID, number: int, **more: Any) -> FindingException:
    ends = now() + timedelta(days=400)
    return FindingException(
        **own, finding_id=finding.id, number=number + (1000 if not more else 0), severity="high", requester_id=person,
        owner_id=person, justification="mine", pinned_digest="observed", request_digest="d", expires_at=ends,
        next_at=ends, **more,
    )  # fmt: skip
