"""What the controls say about work with tenants, for the one rule in `tenants.operability`."""

from __future__ import annotations

from tenantpilot.operations import catalogue, controls_queries
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import facts


@facts.register_controls
def stops(scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reason codes that stop all reading of tenants, and all writing to them."""
    stopped = controls_queries.stopped_kinds(scope.session, scope.workspace_id)
    return _all_of("read", stopped), _all_of("write", stopped)


def _all_of(touches: str, stopped: dict[str, str]) -> tuple[str, ...]:
    """Work of a kind is stopped when no operation of it is left; where there is none, only a stop of everything is."""
    if "" in stopped:
        return (stopped[""],)
    kinds = [kind for kind, one in catalogue.load().items() if one.touches == touches and one.needs_tenant]
    if not kinds or any(kind not in stopped for kind in kinds):
        return ()
    return tuple(dict.fromkeys(stopped[kind] for kind in kinds))
