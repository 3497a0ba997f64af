"""State of a finding's own page: what is known, what may be done from here, and the one dialog that is open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.findings import comments, moves, ownership
from tenantpilot.findings.moves import StaleError
from tenantpilot.findings.reading import finding_choices
from tenantpilot.findings.record import finding_detail, finding_timeline
from tenantpilot.findings.views import FindingDetail, PersonName, PossibleMove, TimelineEntry
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.ui.admin.exception_request_state import FOLLOW, RiskRequest
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

# What a state asks for first; the first that is possible becomes the primary action.
FIRST = {
    "new": ("triage", "claim"),
    "reopened": ("triage", "claim"),
    "triaged": ("start",),
    "in_progress": ("resolve",),
}
CLOSING = ("reject", "merge", "dismiss")
OFFERED = ("triage", "start", "stop", "resolve", "reopen", "request", "claim", "assign", "own", "release", *CLOSING)
SILENT = ("claim",)
FORM_NAMES = {"person": "whom"}


class FindingPage(rx.State):
    """One finding; `opened` names the move whose dialog is open, `stale_*` who was quicker meanwhile."""

    detail: FindingDetail | None = None
    entries: list[TimelineEntry] = []
    cursor: str = ""
    people: list[PersonName] = []
    moves: list[str] = []
    primary: str = ""
    secondary: str = ""
    further: list[str] = []
    closing: list[str] = []
    may_comment: bool = False
    pending: str = ""
    said: int = 0

    opened: str = ""
    reason_mode: str = ""
    is_stale: bool = False
    stale_by: str = ""
    stale_did: str = ""
    stale_at: str = ""
    problem: str = ""
    problem_by: str = ""
    errors: list[FieldError] = []
    comment_problem: str = ""
    comment_errors: list[FieldError] = []

    async def _show(self, ctx: Context) -> None:
        self.detail = await run_service(finding_detail, ctx, argument("finding"))
        self.entries, self.cursor = list(self.detail.timeline.entries), self.detail.timeline.cursor
        self._offer(self.detail)

    def _offer(self, detail: FindingDetail) -> None:
        """Sort what is possible into one primary and one secondary action, the rest, and what ends the work."""
        can = [one.name for one in detail.possible if one.is_possible]
        self.moves, self.may_comment = [name for name in OFFERED if name in can], "comment" in can
        waits = detail.exception is not None and detail.exception.status == "pending"
        first = next((name for name in FIRST.get(detail.row.status, ()) if name in self.moves), "")
        self.primary = "decide" if waits else first
        self.secondary = next((name for name in ("request", "reopen") if name in self.moves), "")
        rest = [name for name in self.moves if name not in (self.primary, self.secondary)]
        self.further = [name for name in rest if name not in CLOSING]
        self.closing = [name for name in rest if name in CLOSING]

    def _close(self) -> None:
        self.opened = self.reason_mode = self.problem = self.problem_by = ""
        self.is_stale = False
        self.stale_by = self.stale_did = self.stale_at = ""
        self.errors = []

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the finding whose id is in the address."""
        if self.detail is None or self.detail.row.finding_ref != argument("finding"):
            self.detail, self.entries, self.cursor = None, [], ""
        self.pending = ""
        self._close()
        ctx = current()
        await self._show(ctx)
        self.people = list((await run_service(finding_choices, ctx)).people)

    @client_event(plane=Plane.ADMIN)
    async def older(self) -> AsyncIterator[None]:
        """Read on where the timeline ends so far."""
        if not self.cursor:
            return
        self.pending = "older"
        yield
        try:
            found = await run_service(finding_timeline, current(), argument("finding"), self.cursor)
            self.entries, self.cursor = [*self.entries, *found.entries], found.cursor
        finally:
            self.pending = ""

    @client_event(plane=Plane.ADMIN)
    async def begin(self, move: str) -> Any:
        """Open the dialog of a move that is possible; an acceptance has a form of its own."""
        one = self._possible(move)
        self._close()
        if move == "request":
            return RiskRequest.ask(argument("finding"))
        self.opened = move
        self.reason_mode = "needed" if one.needs_reason else "" if move in SILENT else "offered"
        return None

    def _possible(self, move: str) -> PossibleMove:
        listed = self.detail.possible if self.detail else ()
        found = next((one for one in listed if one.name == move and move in OFFERED), None)
        if found is None:
            raise NotFoundError("no such move on this page")
        if found.why_not == "capability":
            raise ForbiddenError("their role does not have it")
        return found

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def move(self, reason: str, whom: str, other: str) -> Any:
        """Do what the open dialog asked about, to the finding as it was seen."""
        ctx = current()
        if not self.opened or self.detail is None:
            raise NotFoundError("nothing was asked about")
        try:
            await self._do(ctx, reason, whom, other)
        except InvalidInputError as error:
            self.errors, self.problem = field_errors(error, FORM_NAMES), ""
        except StaleError as error:
            await self._show(ctx)
            self.errors, self.problem = [], ""
            self.is_stale, self.stale_by, self.stale_did, self.stale_at = True, error.by, error.did, error.at
        except ConflictError as error:
            await self._show(ctx)
            self.errors, self.problem, self.problem_by = [], error.message_key, error.facts.get("by", "")
        else:
            message = f"finding-done-{self.opened}"
            self._close()
            await self._show(ctx)
            return Toasts.show(message)
        return None

    async def _do(self, ctx: Context, reason: str, whom: str, other: str) -> None:
        move, row = self.opened, self.detail.row  # type: ignore[union-attr]
        if move == "assign":
            await run_service(ownership.assign, ctx, row.handle, whom, version=row.version, reason=reason)
        elif move == "own":
            await run_service(ownership.own, ctx, row.handle, whom, version=row.version, reason=reason)
        elif move == "claim":
            await run_service(ownership.claim, ctx, row.handle, version=row.version)
        elif move == "release":
            await run_service(ownership.release, ctx, row.handle, version=row.version, reason=reason)
        else:
            await run_service(moves.move, ctx, row.handle, move, version=row.version, reason=reason, other=other)

    @client_event(plane=Plane.ADMIN)
    async def comment(self, body: str, mentioned: list[str]) -> Any:
        """Say something below the finding; who is mentioned is told."""
        ctx = current()
        if self.detail is None:
            raise NotFoundError("no finding on this page")
        try:
            await run_service(comments.comment, ctx, self.detail.row.handle, body, mentioned)
        except InvalidInputError as error:
            self.comment_errors, self.comment_problem = field_errors(error), ""
            return None
        except ConflictError as error:
            self.comment_errors, self.comment_problem = [], error.message_key
            return None
        self.comment_errors, self.comment_problem = [], ""
        self.said += 1
        await self._show(ctx)
        return Toasts.show("finding-done-comment")


FOLLOW["findings"] = FindingPage.load
