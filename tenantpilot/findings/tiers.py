"""How closely customers are looked after: the tier of a tenant decides by when its findings are due."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings.applying import ApplyArguments
from tenantpilot.findings.policy_views import RulesChanged
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.operations import catalogue
from tenantpilot.operations.dispatch import start_within
from tenantpilot.operations.names import APPLY_RULES
from tenantpilot.tenants.reading import KIND
from tenantpilot.tenants.rules import check_reason
from tenantpilot.tenants.tables import TIERS, Tenant


def change_tier(ctx: Context, handle: str, tier: str, *, reason: str = "") -> RulesChanged:
    """Give a tenant another tier; an operation gives its open findings other dates. The same tier changes nothing.

    Raises:
        NotFoundError: the handle does not open, or the tenant is out of reach.
        InvalidInputError: no such tier, or too long a reason.
        BlockedError: a control stops the operation, or the workspace is suspended.
        ForbiddenError: without governance.manage.
    """
    with open_scope(ctx, Capability.GOVERNANCE_MANAGE, write=True) as scope:
        row = scope.get(Tenant, unseal(ctx, KIND, handle), lock=True)
        if tier not in TIERS:
            raise InvalidInputError({"tier": "error-field-choice"})
        why = check_reason(reason, is_needed=False)
        if row.tier == tier:
            return RulesChanged(0, "", "")
        before, row.tier = row.tier, tier
        scope.session.add(row)
        scope.tenant = (row.id, row.public_id)
        scope.record(
            "tenant.changed", KIND, row.public_id, before={"tier": before}, after={"tier": tier}, reason=why
        )  # fmt: skip
        # Named by its moment: going back and forth are different works, and none of them may be taken for another.
        asked = ApplyArguments(change=f"tier {tier} {now().isoformat()}").model_dump()
        started = start_within(ctx, scope, catalogue.find(APPLY_RULES), asked, reason=why)
        return RulesChanged(0, started.run_ref, started.href)
