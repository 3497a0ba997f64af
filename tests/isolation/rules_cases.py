"""How the services of rules and tiers are called by the generated attacks."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import rule_services, tiers
from tenantpilot.findings.rule_bodies import DEFAULTS
from tenantpilot.tenants.reading import KIND
from tests.isolation.calling import Case, by_handle, plainly

NEEDS, CHANGES = (Capability.FINDING_READ,), (Capability.GOVERNANCE_MANAGE,)
OTHER = DEFAULTS["sla"].written() | {"flap_hours": 3}
RULES = (
    Case("findings.rule_services.read_sla", "workspace", plainly(rule_services.read_sla), NEEDS),
    Case("findings.rule_services.read_severity", "workspace", plainly(rule_services.read_severity), NEEDS),
    Case("findings.rule_services.read_exceptions", "workspace", plainly(rule_services.read_exceptions), NEEDS),
    Case("findings.rule_services.history", "workspace", plainly(rule_services.history, "sla"), NEEDS),
    Case("findings.rule_services.change", "workspace",
         plainly(rule_services.change, "sla", OTHER, version=1, reason="why"), CHANGES),
    Case("findings.tiers.change_tier", "workspace", by_handle(tiers.change_tier, KIND, "gold"), CHANGES,
         aims="tenant"),
)  # fmt: skip
