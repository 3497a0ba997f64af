"""The one builder of addresses about tenants. `environment_id` in them is the tenant's public id, and a filter only."""

from __future__ import annotations


def tenants_href(space: str) -> str:
    """The list of tenants."""
    return f"/admin/{space}/tenants"


def tenant_href(space: str, tenant_ref: str) -> str:
    """A tenant's own page."""
    return f"/admin/{space}/tenants/{tenant_ref}"


def permissions_href(space: str, tenant_ref: str) -> str:
    """What a tenant lets the product do."""
    return f"/admin/{space}/tenants/{tenant_ref}/permissions"


def connections_href(space: str, tenant_ref: str = "") -> str:
    """The list of connections, of one tenant or of all."""
    return f"/admin/{space}/connections" + (f"?environment_id={tenant_ref}" if tenant_ref else "")


def connection_href(space: str, connection_ref: str) -> str:
    """A connection's own page."""
    return f"/admin/{space}/connections/{connection_ref}"


def new_connection_href(space: str, tenant_ref: str) -> str:
    """Where a tenant is connected; there is no such page without a tenant."""
    return f"/admin/{space}/connections/new?environment_id={tenant_ref}"
