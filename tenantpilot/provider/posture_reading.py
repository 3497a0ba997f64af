"""What pages read of permissions: the newest report of a tenant, and the ones before it."""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.operations.links import run_href
from tenantpilot.provider import connections, queries
from tenantpilot.provider.connection_reading import consent_href
from tenantpilot.provider.tables import PermissionReport, ProviderConnection
from tenantpilot.provider.views import FeaturePosture, PermissionPosture, PermissionRow, ReportRow
from tenantpilot.tenants import links
from tenantpilot.tenants.tables import Tenant

MOST = 50


def permission_posture(ctx: Context, tenant_ref: str, report_ref: str = "") -> PermissionPosture:
    """A tenant's permissions as its newest report found them, or as the report `report_ref` did.

    Raises:
        NotFoundError: no such tenant or report in reach.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_READ, tenant=tenant_ref) as scope:
        tenant = scope.get(Tenant, tenant_ref)
        found = list(queries.reports(scope, tenant.id, MOST))
        shown = queries.report(scope, tenant.id, report_ref) if report_ref else next(iter(found), None)
        row = queries.way(scope, tenant.id)
        role, space = Role(scope.role), scope.workspace_ref
    may_manage = holds(role, Capability.CONNECTION_MANAGE)
    return PermissionPosture(
        tenant_ref=tenant_ref,
        tenant_name=tenant.name,
        tenant_href=links.tenant_href(space, tenant_ref),
        connection_href=links.connection_href(space, row.public_id) if row else "",
        report_ref=shown.public_id if shown else "",
        created_at=iso(shown.created_at) if shown else "",
        run_href=_run(space, shown),
        consent=row.consent if row else "unknown",
        reason_code=row.reason_code if row else "",
        features=tuple(_feature(one) for one in json.loads(shown.content)["features"]) if shown else (),
        features_blocked=shown.features_blocked if shown else 0,
        missing=shown.missing if shown else 0,
        consent_href=consent_href(space, row.public_id) if row and may_manage else "",
        portal_href=_portal(row),
        may_check=row is not None and holds(role, Capability.CONNECTION_CHECK),
        check_handle=seal(ctx, connections.KIND, row.public_id) if row else "",
        history=tuple(
            _history(space, one, found[place + 1] if place + 1 < len(found) else None)
            for place, one in enumerate(found)
        ),
    )


def _run(space: str, report: PermissionReport | None) -> str:
    return run_href(space, report.run_ref) if report is not None and report.run_ref else ""


def _portal(row: ProviderConnection | None) -> str:
    """Where the application's permissions are granted at the provider."""
    page = "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/"
    return f"{page}{row.client_id}" if row else ""


def _history(space: str, report: PermissionReport, before: PermissionReport | None) -> ReportRow:
    return ReportRow(
        report_ref=report.public_id,
        created_at=iso(report.created_at),
        run_href=_run(space, report),
        features_blocked=report.features_blocked,
        missing=report.missing,
        has_changed=before is not None and before.digest != report.digest,
    )


def _feature(found: dict[str, Any]) -> FeaturePosture:
    missing = set(found["missing"])
    return FeaturePosture(
        feature=found["feature"],
        state=found["state"],
        is_optional=found["is_optional"],
        permissions=tuple(PermissionRow(name=name, is_granted=name not in missing) for name in found["required"]),
        missing=tuple(found["missing"]),
        blocks=tuple(found["blocks"]),
        fix=found["fix"],
    )
