"""State of one comparison: its standing, its results as the address narrows them, and the result that it names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines import compare_reading, deciding, result_reading
from tenantpilot.baselines.compare_reading import ResultFilters
from tenantpilot.baselines.compare_views import (
    Candidate,
    ComparisonDetail,
    PropertyRow,
    Proposal,
    ResultDetail,
    ResultRow,
)
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.ui.form_errors import FieldError, refused
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts, tell_started

FILTERS = ("show", "family", "q")


class Comparison(rx.State):
    """One tenant against one baseline; `result` is the one that the address names, if it names one."""

    detail: ComparisonDetail | None = None
    rows: list[ResultRow] = []
    cursor: str = ""
    shown: str = ""
    proposals: list[Proposal] = []
    result: ResultDetail | None = None
    properties: list[PropertyRow] = []
    candidates: list[Candidate] = []
    is_starting: bool = False
    is_pointing: bool = False
    problem: str = ""
    errors: list[FieldError] = []

    async def _show(self, ctx: Context) -> None:
        ref = argument("comparison")
        self.detail = await run_service(compare_reading.comparison, ctx, ref)
        named = argument("result") or await self._result_of(ctx, ref, argument("part"))
        if named:
            self.result = await run_service(result_reading.result, ctx, named)
            self.properties = list(self.result.properties)
            return
        self.result, self.shown = None, "proposals" if argument("tab") == "proposals" else "results"
        if self.shown == "proposals":
            self.proposals = list(await run_service(compare_reading.proposals, ctx, ref))
            return
        filters = ResultFilters(result=argument("show"), family=argument("family"), q=argument("q"))
        found = await run_service(compare_reading.results, ctx, ref, filters, argument("after"))
        self.rows, self.cursor = list(found.rows), found.cursor

    async def _result_of(self, ctx: Context, ref: str, part: str) -> str:
        """The result of a part; cells of the fleet's sheet know only that."""
        if not part:
            return ""
        found = await run_service(compare_reading.results, ctx, ref, ResultFilters(part=part))
        return found.rows[0].result_ref if found.rows else ""

    def _close(self) -> None:
        self.is_pointing, self.problem, self.errors, self.candidates = False, "", [], []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the comparison whose id is in the address."""
        if self.detail is None or self.detail.row.comparison_ref != argument("comparison"):
            self.detail, self.rows = None, []
        self.result, self.properties, self.is_starting = None, [], False
        self._close()
        await self._show(current())

    @client_event(plane=Plane.ADMIN, passive=True)
    async def refresh(self) -> None:
        """A timer asks how the compare under way stands."""
        if not self.is_pointing:
            await self._show(current())

    @client_event(plane=Plane.ADMIN)
    async def more(self) -> None:
        """Read on where the differences end so far."""
        if self.result is None or not self.result.cursor:
            return
        ctx, cursor = current(), self.result.cursor
        self.result = await run_service(result_reading.result, ctx, self.result.row.result_ref, cursor)
        self.properties = [*self.properties, *self.result.properties]

    @client_event(plane=Plane.ADMIN)
    async def again(self) -> AsyncIterator[Any]:
        """Compare this tenant with this baseline again."""
        if self.detail is None:
            raise NotFoundError("no comparison on this page")
        ctx, about = current(), self.detail
        self.is_starting = True
        yield
        try:
            started = await run_service(
                start, ctx, COMPARE_BASELINES, {"baseline": about.row.baseline_ref}, tenant=about.row.tenant_ref
            )
            await self._show(ctx)
        finally:
            self.is_starting = False
        yield tell_started(started)

    @client_event(plane=Plane.ADMIN)
    async def decide(self, handle: str, is_same: bool) -> Any:
        """Say that a policy is the part, or that it is not."""
        ctx = current()
        self.problem = ""
        service = deciding.confirm if is_same else deciding.reject
        try:
            await run_service(service, ctx, handle)
        except ConflictError as error:
            return Toasts.show(error.message_key, "", "critical")
        await self._show(ctx)
        return Toasts.show("toast-match-confirmed" if is_same else "toast-match-rejected")

    @client_event(plane=Plane.ADMIN)
    async def confirm_all(self, handles: list[str], everything: bool = False) -> Any:
        """Say of several policies that they are the parts that they were proposed for."""
        ctx, problem = current(), ""
        for handle in handles:
            try:
                await run_service(deciding.confirm, ctx, handle)
            except ConflictError as error:
                problem = error.message_key
        await self._show(ctx)
        return Toasts.show(problem, "", "critical") if problem else Toasts.show("toast-match-confirmed")

    @client_event(plane=Plane.ADMIN)
    async def ask_point(self, is_open: bool) -> None:
        """Open or close the choice of another policy for the part."""
        self._close()
        if is_open and self.result is not None:
            ref = self.result.row.result_ref
            self.candidates = list(await run_service(compare_reading.candidates, current(), ref))
            self.is_pointing = True

    @client_event(plane=Plane.ADMIN)
    async def point(self, policy: str, reason: str) -> Any:
        """Point the part to the chosen policy."""
        if self.result is None:
            raise NotFoundError("no result on this page")
        ctx = current()
        try:
            await run_service(deciding.point, ctx, self.result.handle, policy, reason)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error)
            return None
        self._close()
        await self._show(ctx)
        return Toasts.show("toast-match-confirmed")
