"""Finds records for the palette, each through its own service, so that a search shows what its page would show."""

from __future__ import annotations

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.members import list_members
from tenantpilot.findings.reading import search_findings
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.kernel.views import view
from tenantpilot.operations.reading import list_runs, run_detail
from tenantpilot.operations.views import RunRow
from tenantpilot.tenants.reading import search_tenants

MOST = 6


@view
class Hit:
    """One record found: its kind (a group of the palette), what it is (a message id or a name), where it is."""

    kind: str
    ref: str
    code: str
    label: str
    hint: str
    href: str


def search(ctx: Context, text: str) -> list[Hit]:
    """Runs by their id or its beginning, tenants and members by name, findings by number or words of their subject.

    All in the open workspace; nothing outside one.

    Raises:
        SignInRequiredError: the session ended.
        NotFoundError: not a workspace of the person's.
    """
    if ctx.plane is not Plane.ADMIN or not ctx.space or len(text) < 2:
        return []
    return [*_runs(ctx, text.casefold()), *_tenants(ctx, text), *_findings(ctx, text), *_members(ctx, text)]


def _runs(ctx: Context, text: str) -> list[Hit]:
    if is_public_id(text, "run"):
        try:
            return [_run(run_detail(ctx, text).row)]
        except NotFoundError:
            return []
    if not text.startswith("run"):
        return []
    return [_run(row) for row in list_runs(ctx).rows if row.run_ref.startswith(text)][:MOST]


def _run(row: RunRow) -> Hit:
    code = "operation-" + row.kind.replace(".", "-")
    return Hit(kind="run", ref=row.run_ref, code=code, label="", hint=row.run_ref, href=row.href)


def _tenants(ctx: Context, text: str) -> list[Hit]:
    return [
        Hit(kind="tenant", ref=row.tenant_ref, code="", label=row.name, hint=row.primary_domain, href=row.href)
        for row in search_tenants(ctx, text)[:MOST]
    ]


def _findings(ctx: Context, text: str) -> list[Hit]:
    return [
        Hit(kind="finding", ref=row.finding_ref, code="", label=row.subject_name or f"F-{row.number}",
            hint=f"F-{row.number} · {row.tenant_name}", href=row.href)
        for row in search_findings(ctx, text)[:MOST]
    ]  # fmt: skip


def _members(ctx: Context, text: str) -> list[Hit]:
    place = f"/{Plane.ADMIN.value}/{ctx.space}/members"
    return [
        Hit(kind="member", ref=row.handle, code="", label=row.name, hint=row.email, href=f"{place}?q={row.email}")
        for row in list_members(ctx, text)[:MOST]
    ]
