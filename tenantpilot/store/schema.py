"""The list of modules that declare tables; migrations and schema checks load them all through here."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "tenantpilot.store.tables",
    "tenantpilot.access.tables",
    "tenantpilot.audit.tables",
    "tenantpilot.tenants.tables",
    "tenantpilot.operations.tables",
    "tenantpilot.inventory.tables",
    "tenantpilot.provider.tables",
    "tenantpilot.findings.tables",
    "tenantpilot.baselines.tables",
)


def load_tables() -> None:
    """Import every module that declares tables, so that SQLModel's metadata is whole."""
    for name in MODULES:
        import_module(name)
