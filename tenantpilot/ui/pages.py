"""Every page of the product. Importing a page's module registers it, in the order in which lists show pages."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.account import sessions  # noqa: F401
from tenantpilot.ui.admin import (  # noqa: F401
    audit,
    audit_entry,
    baseline,
    baselines,
    chooser,
    compare,
    comparison,
    connection,
    connection_new,
    connections,
    controls,
    exception,
    exceptions,
    finding,
    findings,
    groups,
    home,
    inventory,
    members,
    operations,
    permissions,
    policy,
    rules,
    run,
    schedules,
    tenant,
    tenants,
    values,
)
from tenantpilot.ui.entry import invitation, problem, sign_in  # noqa: F401
from tenantpilot.ui.review import reviews  # noqa: F401
from tenantpilot.ui.shell import registry
from tenantpilot.ui.system import controls as installation_controls  # noqa: F401
from tenantpilot.ui.system import runs, workspaces  # noqa: F401


def add_pages(app: rx.App, *, development: bool = False) -> None:
    """Hand every page to the app; those for developers, whose states nobody else shall reach, only if asked."""
    if development:
        from tenantpilot.ui.kit import page  # noqa: F401, PLC0415
    registry.add_pages(app, development=development)
