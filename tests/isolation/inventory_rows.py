"""Rows of the inventory for one tenant of one workspace: a capture, a policy that is there, one that is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import UUID

from sqlmodel import SQLModel

from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.tables import (
    Capture,
    CaptureFamily,
    DirectoryName,
    FamilyCoverage,
    Policy,
    PolicyAbsence,
    PolicyContent,
    PolicyReference,
    PolicyToken,
    PolicyVersion,
    TenantChange,
    TenantInventory,
)
from tenantpilot.kernel.clock import now

INVENTORY = (
    "capture", "capture_family", "family_coverage", "policy", "policy_content", "policy_version", "policy_absence",
    "policy_token", "policy_reference", "directory_name", "tenant_change", "tenant_inventory",
)  # fmt: skip
FAMILY = "device_compliance"
TEXT = '{"displayName":"mine"}'
TARGETS = '[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]'


def inventory_rows(workspace_id: UUID, tenant: UUID, run: UUID) -> Iterator[SQLModel]:
    """Whatever a sync leaves; texts are the tenant's own, since a workspace keeps equal ones only once."""
    own = {"workspace_id": workspace_id, "tenant_id": tenant}
    capture = Capture(**own, run_id=run, mode="full", finished_at=now())
    yield capture
    yield CaptureFamily(**own, capture_id=capture.id, family=FAMILY, state="read")
    yield FamilyCoverage(**own, capture_id=capture.id, family=FAMILY, state="read", complete_at=now(), objects=1)
    digests = [hashlib.sha256(f"{tenant} {at}".encode()).hexdigest() for at in range(3)]
    for digest, text in zip(digests, (TEXT, TARGETS, TEXT), strict=True):
        yield PolicyContent(workspace_id=workspace_id, digest=digest, text=text, size=len(text))
    for name, is_ghost in (("mine", False), ("gone", True)):
        policy = Policy(
            **own, family=FAMILY, provider_id=name, name=name, sort_key=name, content_digest=digests[0],
            assignments_digest=digests[1], rules_version=RULES_VERSION, is_ghost=is_ghost, assigned="assigned",
            deleted_at=now() if is_ghost else None,
        )  # fmt: skip
        yield policy
        yield PolicyVersion(
            **own, policy_id=policy.id, capture_id=capture.id, number=1, change="first", name=name,
            content_digest=digests[0], assignments_digest=digests[1], raw_digest=digests[2], seen_before_at=now(),
            rules_version=RULES_VERSION,
        )  # fmt: skip
        yield PolicyToken(**own, policy_id=policy.id, token=name)
        yield PolicyReference(**own, policy_id=policy.id, usage="include", kind="group", provider_id="g")
        if is_ghost:
            yield PolicyAbsence(**own, policy_id=policy.id, number=1, last_seen_at=now(), deleted_at=now())
    yield DirectoryName(**own, kind="group", provider_id="g", name="Everybody", state="resolved")
    yield TenantChange(**own, event_id="e", at=now(), actor="somebody", subject_id="mine")
    yield TenantInventory(**own, capture_id=capture.id, policies=1, ghosts=1, read=1)
