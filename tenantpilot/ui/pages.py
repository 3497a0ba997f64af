"""Every page of the product. Importing a page's module registers it, in the order in which lists show pages."""

from __future__ import annotations

from tenantpilot.kernel.settings import settings
from tenantpilot.ui.account import sessions  # noqa: F401
from tenantpilot.ui.admin import audit, audit_entry, chooser, home, members, operations, run  # noqa: F401
from tenantpilot.ui.entry import invitation, problem, sign_in  # noqa: F401
from tenantpilot.ui.review import reviews  # noqa: F401
from tenantpilot.ui.shell import add_pages

if settings().development:
    from tenantpilot.ui.kit import page  # noqa: F401

__all__ = ["add_pages"]
