"""What higher packages know of tenants, joined here so that this package stays below them.

Each reader is asked once for a whole list. A fact that nobody registered is unknown, and unknown counts against the
tenant (see operability).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module
from uuid import UUID

from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.operability import ConnectionFacts, Facts, Operability, operability
from tenantpilot.tenants.tables import Tenant
from tenantpilot.tenants.views import InventoryBrief

Connections = Callable[[Scope, Collection[UUID]], Mapping[UUID, ConnectionFacts]]
Inventory = Callable[[Scope, Collection[UUID]], Mapping[UUID, InventoryBrief]]
# (codes that stop reading, codes that stop writing) of the controls that bite in the scope's workspace.
Controls = Callable[[Scope], tuple[tuple[str, ...], tuple[str, ...]]]

# Imported by name only: these packages stand above this one and register what they know.
_MODULES: tuple[str, ...] = (
    "tenantpilot.operations.tenant_facts",
    "tenantpilot.provider.tenant_facts",
    "tenantpilot.inventory.tenant_facts",
)
_connections: list[Connections] = []
_inventories: list[Inventory] = []
_controls: list[Controls] = []


def register_connections(reader: Connections) -> Connections:
    """Say who knows the connections of tenants; a tenant missing from the answer is unknown."""
    _connections[:] = [reader]
    return reader


def register_inventory(reader: Inventory) -> Inventory:
    """Say who knows what was read of tenants; a tenant missing from the answer was never read."""
    _inventories[:] = [reader]
    return reader


def register_controls(reader: Controls) -> Controls:
    """Say who knows which controls stop work with tenants."""
    _controls[:] = [reader]
    return reader


def load() -> None:
    """Have everybody registered who knows something."""
    for name in _MODULES:
        import_module(name)


def connections(scope: Scope, tenants: Collection[UUID]) -> Mapping[UUID, ConnectionFacts]:
    """What is known of the connections of these tenants."""
    load()
    return _connections[0](scope, tenants) if _connections else {}


def inventories(scope: Scope, tenants: Collection[UUID]) -> Mapping[UUID, InventoryBrief]:
    """What is known of the configuration of these tenants."""
    load()
    return _inventories[0](scope, tenants) if _inventories else {}


def verdicts(
    scope: Scope, tenants: Iterable[Tenant], known: Mapping[UUID, ConnectionFacts] | None = None
) -> dict[UUID, Operability]:
    """The rule's answer for each of the scope's tenants."""
    rows = list(tenants)
    if known is None:
        known = connections(scope, [row.id for row in rows])
    load()
    reads, writes = _controls[0](scope) if _controls else ((), ())
    moment = now()
    return {
        row.id: operability(Facts(row.lifecycle, known.get(row.id, ConnectionFacts()), reads, writes), moment)
        for row in rows
    }
