"""How the services of overviews are called by the generated attacks."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.attention import overview
from tests.isolation.calling import Case, at, plainly

NEEDS = (Capability.FINDING_READ,)
OVERVIEWS = (
    Case("attention.overview.workspace_overview", "workspace", plainly(overview.workspace_overview), NEEDS),
    Case("attention.overview.tenant_overview", "workspace", at(overview.tenant_overview), NEEDS, aims="tenant"),
)
