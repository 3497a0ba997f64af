"""What can be done to a baseline from its page: the one question or form that is open, and its answer."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.baselines import assigning, profiles, reading, roll_out, variables
from tenantpilot.baselines.links import baseline_href, baselines_href
from tenantpilot.baselines.views import AssignmentChoice
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.ui.admin.baseline_asking import ASKED, FORMS, Subject, subject_of
from tenantpilot.ui.admin.baseline_attempt import Answer, attempt
from tenantpilot.ui.admin.baseline_state import BaselineRecord, page_of, version_of
from tenantpilot.ui.form_errors import FieldError
from tenantpilot.ui.shell.toasts import Toasts

TITLE = {"name": "title"}
NOTHING = Subject()


class BaselineActs(rx.State):
    """`opened` names the question; `handle` and `about` say what it is about."""

    opened: str = ""
    handle: str = ""
    about: str = ""
    ring: str = "1"
    priority: str = "100"
    preset: str = ""
    offered: list[AssignmentChoice] = []
    problem: str = ""
    errors: list[FieldError] = []

    def _hold(self, what: str, subject: Subject) -> None:
        self.opened, self.handle, self.about = what, subject.handle, subject.name
        self.ring, self.priority, self.preset = subject.ring, subject.priority, subject.value
        self.problem, self.errors = "", []

    async def _record(self) -> BaselineRecord:
        return await self.get_state(BaselineRecord)

    async def _end(self, answer: Answer, said: str) -> Any:
        """Close what was answered and show the page as it is then; a refusal stays in the open dialog."""
        self.errors, self.problem = answer.errors, answer.problem
        if not answer.is_done:
            return None
        name = page_of(await self._record()).row.name
        self._hold("", NOTHING)
        return [BaselineRecord.reread(), Toasts.show(said, name)]

    @client_event(plane=Plane.ADMIN)
    async def begin(self, what: str, handle: str) -> None:
        """Open a question or form about the baseline, or about the row that `handle` names on the page."""
        if what not in ASKED and what not in FORMS:
            raise NotFoundError("no such question")
        page = page_of(await self._record())
        subject = subject_of(page, what, handle)
        if what == "assign":
            ref = page.row.baseline_ref
            self.offered = list(await run_service(reading.assignment_choices, current(), ref))
        self._hold(what, subject)

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The dialog was closed by the person."""
        if not is_open:
            self._hold("", NOTHING)

    @client_event(plane=Plane.ADMIN)
    async def confirm(self) -> Any:
        """Do what the open question asked about."""
        if self.opened not in ASKED:
            raise NotFoundError("nothing was asked")
        service, said = ASKED[self.opened]
        record = await self._record()
        return await self._end(await attempt(service, page_of(record), record.detail and record.detail.version,
                                             self.handle), said)  # fmt: skip

    @client_event(plane=Plane.ADMIN)
    async def publish(self, note: str, at_once: bool) -> Any:
        """Fix the draft as a version, and let ring 1 use it if that was wanted."""
        version = version_of(await self._record())
        answer = await attempt(profiles.publish, version.handle, version.revision, note, to_first_ring=at_once)
        return await self._end(answer, "toast-baseline-published")

    @client_event(plane=Plane.ADMIN)
    async def rename(self, name: str, description: str) -> Any:
        """Call the baseline otherwise, or describe it otherwise."""
        held = page_of(await self._record()).row.handle
        return await self._end(
            await attempt(profiles.change_baseline, held, name, description), "toast-baseline-changed"
        )

    @client_event(plane=Plane.ADMIN)
    async def delete(self, reason: str, typed_name: str) -> Any:
        """End the baseline, once its name has been typed."""
        row = page_of(await self._record()).row
        if typed_name.strip() != row.name:
            self.errors, self.problem = [FieldError(name="typed_name", key="error-field-typed-name")], ""
            return None
        answer = await attempt(profiles.delete_baseline, row.handle, reason)
        self.errors, self.problem = answer.errors, answer.problem
        if not answer.is_done:
            return None
        self._hold("", NOTHING)
        return [rx.redirect(baselines_href(current().space)), Toasts.show("toast-baseline-deleted", row.name)]

    @client_event(plane=Plane.ADMIN)
    async def start_draft(self) -> Any:
        """Begin the next version, and lead to it."""
        row = page_of(await self._record()).row
        answer = await attempt(profiles.start_draft, row.handle)
        self.problem = answer.problem
        if not answer.is_done:
            return None
        self._hold("", NOTHING)
        return [rx.redirect(baseline_href(current().space, row.baseline_ref)), Toasts.show("toast-baseline-draft")]

    @client_event(plane=Plane.ADMIN)
    async def assign(self, place: str, ring: str, priority: str) -> Any:
        """Let the baseline hold in the chosen place, or move and weigh what is assigned there."""
        numbers = {"priority": int(priority[:6]) if priority.isdecimal() else 0,
                   "ring": int(ring[:3]) if ring.isdecimal() else 0}  # fmt: skip
        if self.opened == "reassign":
            answer = await attempt(assigning.change_assignment, self.handle, **numbers)
        else:
            kind, _, ref = place.partition(":")
            held = page_of(await self._record()).row.handle
            where = {"group_ref": ref} if kind == "group" else {"tenant_ref": ref}
            answer = await attempt(assigning.assign, held, **where, **numbers)
        return await self._end(answer, "toast-baseline-changed")

    @client_event(plane=Plane.ADMIN)
    async def set_ring(self, title: str) -> Any:
        """Add a ring, or call the one that was asked about otherwise."""
        held = page_of(await self._record()).row.handle
        if self.handle:
            answer = await attempt(roll_out.rename_ring, held, int(self.handle), title, names=TITLE)
        else:
            answer = await attempt(roll_out.add_ring, held, title, names=TITLE)
        return await self._end(answer, "toast-baseline-changed")

    @client_event(plane=Plane.ADMIN)
    async def set_variable(self, title: str, default: str) -> Any:
        """Leave the place that was asked about to each tenant, or give a variable another default."""
        record = await self._record()
        version = version_of(record)
        if self.opened == "revariable":
            answer = await attempt(variables.change_variable, version.handle, version.revision, self.handle, default)
        elif record.part is None:
            raise NotFoundError("no part on this page")
        else:
            held = record.part.part.handle
            answer = await attempt(variables.add_variable, version.handle, version.revision, held, self.handle, title,
                                   default or None, names=TITLE | {"path": "title"})  # fmt: skip
        return await self._end(answer, "toast-baseline-taken")
