"""The registry of gates: rules of other packages that a start and every proof of a run must pass (G6, O7).

A gate is asked within the transaction that decides, with the rights of the run's initiator. It answers with a reason
code, or with nothing when it has nothing against it. What it cannot know it must refuse.
"""

from __future__ import annotations

from collections.abc import Callable

from tenantpilot.kernel.errors import BlockedError
from tenantpilot.operations import controls_queries
from tenantpilot.operations.catalogue import Operation
from tenantpilot.store.scope import Scope

# `scope.tenant` is None for work about no tenant, and while somebody only looks at the list of operations.
Gate = Callable[[Scope, Operation], str]


def stopped(scope: Scope, operation: Operation) -> str:
    """The gate of the operational controls (G11)."""
    return controls_queries.stopped(scope.session, scope.workspace_id, operation.kind)


_REGISTERED: list[Gate] = [stopped]


def register(gate: Gate) -> Gate:
    """Add a gate; it is asked after those registered before it."""
    if gate not in _REGISTERED:
        _REGISTERED.append(gate)
    return gate


def forget(gate: Gate) -> None:
    """Take a gate out again (tests that declare their own)."""
    if gate in _REGISTERED:
        _REGISTERED.remove(gate)


def refusals(scope: Scope, operation: Operation) -> tuple[str, ...]:
    """The reason of each gate that refuses, in their order, each once."""
    given = (gate(scope, operation) for gate in tuple(_REGISTERED))
    return tuple(dict.fromkeys(reason for reason in given if reason))


def check(scope: Scope, operation: Operation) -> None:
    """Refuse with the first reason there is.

    Raises:
        BlockedError: a gate refuses.
    """
    for gate in tuple(_REGISTERED):
        if reason := gate(scope, operation):
            raise BlockedError(reason)
