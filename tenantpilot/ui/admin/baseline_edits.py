"""What changes a draft without a question first: parts come, go and are weighed, families are named, rules tried."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.declare import client_event
from tenantpilot.baselines import draft_rules, effect, parts
from tenantpilot.baselines.views import Drafted, EffectPage
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.ui.admin.baseline_attempt import Answer, attempt
from tenantpilot.ui.admin.baseline_state import BaselineRecord, version_of
from tenantpilot.ui.form_errors import FieldError
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts


class BaselineEdits(rx.State):
    """The draft in view being changed; the rule that is tried, with its effect."""

    errors: list[FieldError] = []
    problem: str = ""
    chosen: list[str] = []
    is_removing: bool = False
    is_trying: bool = False
    family: str = "*"
    path: str = ""
    reason: str = ""
    effect: EffectPage | None = None

    async def _record(self) -> BaselineRecord:
        return await self.get_state(BaselineRecord)

    async def _end(self, answer: Answer, said: str = "toast-baseline-taken") -> Any:
        """Show the page as it is now, or what is wrong; what has no form of its own says so in the corner."""
        self.errors, self.problem = answer.errors, answer.problem
        if answer.is_done:
            return [BaselineRecord.reread(), Toasts.show(said)]
        return Toasts.show(answer.problem, "", "critical") if answer.problem and not self.is_trying else None

    @client_event(plane=Plane.ADMIN)
    async def take_families(self, families: list[str]) -> Any:
        """Capture the chosen families of the tenant that the address names."""
        record = await self._record()
        version = version_of(record)
        if not families:
            self.errors = [FieldError(name="families", key="error-field-required")]
            return None
        answer = await attempt(
            parts.capture_parts, version.handle, version.revision, argument("environment_id"), families
        )
        if answer.is_done:
            drafted: Drafted = answer.value
            record.refused = list(drafted.refused)
            if not drafted.refused:
                said = await self._end(answer)
                return [rx.redirect(record.back), *said[1:]]
        return await self._end(answer)

    @client_event(plane=Plane.ADMIN)
    async def take_policies(self, handles: list[str], everything: bool = False) -> Any:
        """Make parts of the chosen policies."""
        version = version_of(await self._record())
        return await self._end(await attempt(parts.add_parts, version.handle, version.revision, handles))

    @client_event(plane=Plane.ADMIN)
    async def take_again(self, handle: str) -> Any:
        """Let a part say what its source says now."""
        version = version_of(await self._record())
        return await self._end(await attempt(parts.renew_parts, version.handle, version.revision, [handle]))

    @client_event(plane=Plane.ADMIN)
    async def weigh(self, severity: str, assignments: str) -> Any:
        """Say how bad a difference of the part in view is, and whether its assignments are compared."""
        record = await self._record()
        version = version_of(record)
        if record.part is None:
            raise NotFoundError("no part on this page")
        held = [record.part.part.handle]
        answer = await attempt(parts.set_parts, version.handle, version.revision, held, severity=severity,
                               assignments=assignments)  # fmt: skip
        return await self._end(answer, "toast-part-saved")

    @client_event(plane=Plane.ADMIN)
    async def ask_remove(self, handles: list[str], everything: bool = False) -> None:
        """Ask before the chosen parts leave the draft."""
        self.chosen, self.is_removing, self.problem = handles, bool(handles), ""

    @client_event(plane=Plane.ADMIN)
    async def close_remove(self, is_open: bool) -> None:
        """The question was closed by the person."""
        if not is_open:
            self.chosen, self.is_removing = [], False

    @client_event(plane=Plane.ADMIN)
    async def remove(self) -> Any:
        """Take the chosen parts out of the draft."""
        version = version_of(await self._record())
        answer = await attempt(parts.remove_parts, version.handle, version.revision, self.chosen)
        self.chosen, self.is_removing = [], False
        return await self._end(answer)

    @client_event(plane=Plane.ADMIN)
    async def name_all(self, family: str, is_whole: bool) -> Any:
        """Say whether the draft names everything of a family."""
        version = version_of(await self._record())
        answer = await attempt(draft_rules.set_exhaustive, version.handle, version.revision, family,
                               is_exhaustive=is_whole)  # fmt: skip
        return await self._end(answer)

    # ------------------------------------------------------------------------------------------ trying a rule

    def _forget(self, *, is_trying: bool) -> None:
        self.is_trying, self.effect, self.problem, self.errors = is_trying, None, "", []
        self.family, self.path, self.reason = "*", "", ""

    @client_event(plane=Plane.ADMIN)
    async def try_rule(self, is_open: bool) -> None:
        """Open or close the form of a new rule."""
        self._forget(is_trying=is_open)

    @client_event(plane=Plane.ADMIN)
    async def preview(self, family: str, path: str, reason: str) -> None:
        """Show what the rule would hide today; nothing is saved."""
        version = version_of(await self._record())
        self.family, self.path, self.reason = family, path.strip(), reason
        answer = await attempt(effect.preview_rule, version.version_ref, family, self.path)
        self.errors, self.problem, self.effect = answer.errors, answer.problem, answer.value

    @client_event(plane=Plane.ADMIN)
    async def rethink(self) -> None:
        """Back to the form, with what was typed."""
        self.effect, self.problem = None, ""

    @client_event(plane=Plane.ADMIN)
    async def save_rule(self) -> Any:
        """Add the rule whose effect was shown."""
        if self.effect is None:
            raise NotFoundError("no effect was shown")
        version = version_of(await self._record())
        answer = await attempt(
            draft_rules.add_rule, version.handle, version.revision, self.family, self.path, self.reason
        )
        said = await self._end(answer)
        if answer.is_done:
            self._forget(is_trying=False)
        elif answer.errors:
            self.effect = None
        return said
