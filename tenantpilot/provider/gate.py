"""The gate before everything that touches a tenant: is it operable, is there a way to it, does the way still stand?

Asked at dispatch and in every proof of a run. It reads the rows with a share lock, so that whoever takes something
away waits for the transaction that was let through, or is seen by it.
"""

from __future__ import annotations

from tenantpilot.kernel.clock import now
from tenantpilot.operations import gates
from tenantpilot.operations.catalogue import Operation
from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.provider import queries
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.operability import CHECKABLE, ConnectionFacts, Facts, Operability, operability
from tenantpilot.tenants.queries import hold_lifecycle

# What the last check found that no reading may ignore: the answers came from somebody else, or from nobody knows whom.
FATAL = frozenset({"tenant_other", "tenant_unproven"})


def connection_gate(scope: Scope, operation: Operation) -> str:
    """The reason why an operation may not touch the scope's tenant now, or nothing."""
    if operation.touches == "nothing" or scope.tenant is None:
        return ""
    tenant_id = scope.tenant[0]
    lifecycle = hold_lifecycle(scope.session, scope.workspace_id, tenant_id)
    if lifecycle is None:
        return "tenant_not_operable"
    if operation.kind == CHECK_CONNECTION:  # it is how anybody finds out about a connection, whatever its state
        return "" if lifecycle in CHECKABLE else f"tenant_{lifecycle}"
    way = queries.hold_way(scope.session, scope.workspace_id, tenant_id)
    verdict = operability(Facts(lifecycle, _facts(way)), now())
    reasons = _reasons(verdict, operation)
    if reasons:
        return reasons[0]
    return way.reason_code if way is not None and way.reason_code in FATAL else ""


def _reasons(verdict: Operability, operation: Operation) -> tuple[str, ...]:
    return verdict.write_reasons if operation.touches == "write" else verdict.read_reasons


def _facts(way: queries.Way | None) -> ConnectionFacts:
    if way is None:
        return ConnectionFacts(state="missing")
    return ConnectionFacts(
        state="enabled" if way.is_enabled else "disabled",
        consent=way.consent,
        has_credential=way.has_credential,
        credential_expires_at=way.expires_at,
    )


gates.register(connection_gate)
