"""The codes that data can hold, by the area of their messages: each needs its words in every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from tenantpilot.access.capabilities import Capability, Plane, Role
from tenantpilot.access.signin.problems import Problem
from tenantpilot.attention.urgent import CODES
from tenantpilot.findings.observing import Retired
from tenantpilot.findings.tables import EXCEPTION_ENDS
from tenantpilot.findings.workflow import BY_NAME as MOVES
from tenantpilot.i18n import message_id
from tenantpilot.operations import catalogue, reasons
from tenantpilot.provider.consent import Refusal
from tenantpilot.provider.contracts.model import PLATFORMS
from tenantpilot.provider.contracts.registry import FEATURES, contracts
from tenantpilot.provider.posture_rules import Fix
from tenantpilot.store.actions import ACTIONS
from tenantpilot.tenants.tables import TIERS
from tenantpilot.ui.components import badges
from tenantpilot.ui.shell.problems import KINDS

STEPS = {step for steps in (*reasons.NEXT_STEPS.values(), *reasons.AFTER_OUTCOME.values()) for step in steps}
FAMILIES: dict[str, Iterable[str]] = {
    "role": [role.value for role in Role],
    "capability": [capability.value for capability in Capability],
    "plane": [plane.value for plane in Plane],
    "action": ACTIONS,
    "operation": catalogue.load(),
    "reason": {*reasons.NEXT_STEPS, *get_args(Retired)},
    "finding-moved": MOVES,
    "exceptions-end": EXCEPTION_ENDS,
    "next-step": {*STEPS, "download"},
    "next-step-why": {*STEPS, "download"},
    "changes": get_args(catalogue.Changes),
    "family": contracts(),
    "family-group": {contract.group for contract in contracts().values()},
    "feature": FEATURES,
    "permission-fix": set(get_args(Fix)) - {""},
    "platform": PLATFORMS,
    "tier": TIERS,
}


def required() -> dict[str, str]:
    """Message ids that must exist because data can hold their code, with the area they come from."""
    found = {message_id(area, code): area for area, codes in FAMILIES.items() for code in codes}
    found |= dict.fromkeys(badges.message_ids(), "badges")
    for kind, _ in KINDS.values():
        found |= {f"problem-{kind}-title": "problems", f"problem-{kind}-body": "problems"}
    for code in CODES:
        stem = message_id("overview-item", code)
        found |= {f"{stem}-{part}": "overview" for part in ("title", "body", "act")}
    for refusal in Refusal:
        stem = message_id("consent", refusal.value)
        found |= {f"{stem}-{part}": "consent" for part in ("title", "text", "next")}
    for problem in Problem:
        found |= {f"{problem.message}-{part}": "sign-in" for part in ("title", "text", "next")}
    return found
