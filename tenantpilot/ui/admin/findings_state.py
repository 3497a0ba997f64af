"""State of the list of findings: the tab and filters that the address names, counts, views, export."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access import saved_views
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.views import SavedViewRow
from tenantpilot.findings import bulk
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.hygiene import hygiene
from tenantpilot.findings.reading import finding_choices, findings_summary, list_findings
from tenantpilot.findings.views import (
    FindingChoices,
    FindingRow,
    FindingsSummary,
    Freshness,
    TabCount,
)
from tenantpilot.findings.work_views import BulkPreview, BulkResult, HygieneCount, HygieneRow
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import EXPORT_FINDINGS
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.here import argument, query
from tenantpilot.ui.shell.toasts import Toasts, tell_started

FILTERS = ("environment_id", "severity", "kind", "family", "tier", "assignee", "owner", "source", "policy", "q")
HYGIENE = "hygiene"
NO_CHOICES = FindingChoices(tenants=(), families=(), people=())
NO_SUMMARY = FindingsSummary(
    tabs=(), open_findings=0, tenants_open=0, drift=0, freshness=Freshness("", "", 0, 0, 0), may_export=False
)
# What can be done to many on a tab; which of it applies is judged for each finding.
OPEN_ACTIONS = ["assign", "claim", "triage", "start", "own", "resolve", "release", "dismiss", "reject"]
ACTIONS = {
    "queue": ["claim", "assign", "triage", "start", "own", "resolve", "dismiss", "reject"],
    "mine": ["resolve", "start", "release", "assign", "stop", "own", "dismiss", "reject"],
    "verify": ["reopen", "assign", "own"],
    "closed": ["reopen", "own"],
    "accepted": ["own"],
}


def asked(problem: str = "") -> FindingFilters:
    """The filters in the address; on the tab of hygiene those of the problem that is shown."""
    if argument("view") == HYGIENE:
        return FindingFilters(environment_id=argument("environment_id"), hygiene=problem)
    return FindingFilters(view=argument("view"), **{name: argument(name) for name in (*FILTERS, "sort")})


class Findings(rx.State):
    """Findings of a tab, fifty at a time; on the tab of hygiene those with one problem.

    The dialog about many has a `preview` before and a `result` after; `every` means all that the list finds.
    """

    rows: list[FindingRow] = []
    problems: list[HygieneRow] = []
    problem_counts: list[HygieneCount] = []
    problem: str = ""
    summary: FindingsSummary = NO_SUMMARY
    counts: list[TabCount] = []
    choices: FindingChoices = NO_CHOICES
    views: list[SavedViewRow] = []
    actions: list[str] = []
    round: int = 0
    cursor: str = ""
    shown: str = ""
    is_loaded: bool = False

    opened: str = ""
    handle: str = ""
    name: str = ""
    pending: str = ""
    errors: list[FieldError] = []
    preview: BulkPreview | None = None
    result: BulkResult | None = None
    handles: list[str] = []
    every: bool = False
    is_picked: bool = False
    failure: str = ""

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the page that the address names."""
        ctx = current()
        self._close()
        await self._read(ctx)
        self.choices = await run_service(finding_choices, ctx)
        self.views = list(await run_service(saved_views.list_saved_views, ctx, "findings"))
        self.is_loaded = True

    async def _read(self, ctx: Context) -> None:
        filters, view = asked(), argument("view")
        self.summary = await run_service(findings_summary, ctx, filters)
        self.counts = list(self.summary.tabs)
        if view == HYGIENE:
            page = await run_service(hygiene, ctx, argument("problem"), argument("environment_id"), argument("after"))
            self.problems, self.problem_counts, self.problem = list(page.rows), list(page.counts), page.problem
            self.cursor, self.rows = page.cursor, []
            self.actions = list(dict.fromkeys(name for row in page.rows for name in row.repairs))
        else:
            found = await run_service(list_findings, ctx, filters, argument("after"))
            self.rows, self.cursor, self.problems = list(found.rows), found.cursor, []
            self.actions = ACTIONS.get(view, OPEN_ACTIONS)
        self.shown = view or "open"

    def _close(self) -> None:
        self.opened = self.handle = self.name = self.failure = self.pending = ""
        self.errors, self.handles, self.every, self.is_picked = [], [], False, False
        self.preview = self.result = None

    @client_event(plane=Plane.ADMIN)
    async def begin_view(self) -> None:
        """Ask for the name under which these filters are kept."""
        self._close()
        self.opened = "view"

    @client_event(plane=Plane.ADMIN)
    async def begin_forget(self, handle: str) -> None:
        """Ask before a view is forgotten."""
        self._close()
        found = next((one for one in self.views if one.handle == handle), None)
        if found is None:
            raise NotFoundError("no such view on this page")
        self.handle, self.name, self.opened = handle, found.name, "forget"

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def keep_view(self, title: str, is_shared: bool) -> Any:
        """Keep the filters in the address under a name."""
        ctx = current()
        try:
            await run_service(saved_views.save_view, ctx, "findings", title, query(), is_shared=is_shared)
        except InvalidInputError as error:
            self.errors = field_errors(error, {"name": "title", "query": "title"})
            return None
        except ForbiddenError:
            self.errors = [FieldError(name="title", key="error-view-share")]
            return None
        self._close()
        self.views = list(await run_service(saved_views.list_saved_views, ctx, "findings"))
        return Toasts.show("findings-view-saved", " ".join(title.split()))

    @client_event(plane=Plane.ADMIN)
    async def forget_view(self) -> Any:
        """Forget the view that was asked about."""
        ctx, name = current(), self.name
        await run_service(saved_views.delete_view, ctx, self.handle)
        self._close()
        self.views = list(await run_service(saved_views.list_saved_views, ctx, "findings"))
        return Toasts.show("findings-view-forgotten", name)

    @client_event(plane=Plane.ADMIN)
    async def export(self) -> AsyncIterator[Any]:
        """Write what the list finds into a file; the notice at its end leads to it."""
        ctx, filters = current(), asked()
        self.pending = "export"
        yield
        try:
            narrowing = {name: value for name, value in filters.narrowing().items() if name != "environment_id"}
            tenant = filters.environment_id or None
            started = await run_service(start, ctx, EXPORT_FINDINGS, {"filters": narrowing}, tenant=tenant)
        finally:
            self.pending = ""
        yield tell_started(started)

    def _chosen(self, handles: list[str]) -> list[bulk.Chosen]:
        """The chosen rows with the versions that were seen."""
        known = {row.handle: row.version for row in (*self.rows, *(one.row for one in self.problems))}
        if not handles or any(handle not in known for handle in handles):
            raise NotFoundError("not a row of this page")
        return [bulk.Chosen(handle, known[handle]) for handle in handles]

    @client_event(plane=Plane.ADMIN)
    async def begin_many(self, action: str, handles: list[str], every: bool) -> None:
        """Say what an action would do to what is selected."""
        self._close()
        self.handles, self.every = handles, every
        self.preview = await self._judged(current(), action, "")
        self.opened = "many"

    async def _judged(self, ctx: Context, action: str, whom: str) -> BulkPreview:
        if self.every:
            found: BulkPreview = await run_service(bulk.preview_matching, ctx, action, asked(self.problem), person=whom)
        else:
            found = await run_service(bulk.preview_chosen, ctx, action, self._chosen(self.handles), person=whom)
        return found

    @client_event(plane=Plane.ADMIN)
    async def pick_whom(self, whom: str) -> None:
        """Somebody is named: say what that would change."""
        if self.preview is None:
            raise NotFoundError("nothing was asked about")
        self.preview, self.is_picked = await self._judged(current(), self.preview.action, whom), True

    @client_event(plane=Plane.ADMIN)
    async def change_many(self, reason: str, whom: str) -> AsyncIterator[None]:
        """Do it; the dialog stays and says what was left out."""
        if self.preview is None:
            raise NotFoundError("nothing was asked about")
        ctx, self.pending = current(), "many"
        yield
        try:
            self.result = await self._change(ctx, self.preview.action, reason, whom)
        except InvalidInputError as error:
            self.errors, self.failure = field_errors(error, {"person": "whom"}), ""
        except ConflictError as error:
            self.errors, self.failure = [], error.message_key
        else:
            self.errors, self.failure = [], ""
            await self._read(ctx)
            self.round += 1
        finally:
            self.pending = ""

    async def _change(self, ctx: Context, action: str, reason: str, whom: str) -> BulkResult:
        given: dict[str, Any] = {"reason": reason, "person": whom}
        if self.every:
            done: BulkResult = await run_service(bulk.change_matching, ctx, action, asked(self.problem), **given)
        else:
            done = await run_service(bulk.change_chosen, ctx, action, self._chosen(self.handles), **given)
        return done
