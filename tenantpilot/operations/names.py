"""The operations that pages offer by name, so that a kind is spelled once."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability

VERIFY_AUDIT = Capability.AUDIT_VERIFY.value
EXPORT_AUDIT = Capability.AUDIT_EXPORT.value
EXPORT_RUNS = Capability.RUN_EXPORT.value
CHECK_CONNECTION = Capability.CONNECTION_CHECK.value
SYNC_INVENTORY = Capability.INVENTORY_SYNC.value
EXPORT_FINDINGS = Capability.FINDING_EXPORT.value
CHANGE_FINDINGS = "finding.change_many"
EXPIRE_EXCEPTIONS = "exception.expire"
WATCH_FINDINGS = "finding.watch"
APPLY_RULES = "governance.apply"
COMPARE_BASELINES = Capability.BASELINE_COMPARE.value
