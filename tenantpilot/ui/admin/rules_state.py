"""State of the page of rules for findings: one tab at a time, its history, and the form that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.findings import rule_services as services
from tenantpilot.findings.policy_views import (
    ExceptionRulesPage,
    RulesHead,
    RulesVersion,
    SeverityPage,
    SeverityRuleRow,
    SlaPage,
)
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.ui.admin import rules_forms as forms
from tenantpilot.ui.form_errors import FieldError, field_errors
from tenantpilot.ui.here import argument
from tenantpilot.ui.shell.toasts import Toasts

TABS = ("sla", "severity", "exception")


class SlaForm(TypedDict):
    """The form of service levels: everything as it was typed."""

    gold_critical: str
    gold_high: str
    gold_medium: str
    gold_low: str
    silver_critical: str
    silver_high: str
    silver_medium: str
    silver_low: str
    bronze_critical: str
    bronze_high: str
    bronze_medium: str
    bronze_low: str
    hours: str
    zone: str
    day_0: str
    day_1: str
    day_2: str
    day_3: str
    day_4: str
    day_5: str
    day_6: str
    holidays: str
    approach_percent: str
    flap_hours: str
    reason: str


class ExceptionForm(TypedDict):
    """The form of the rules of acceptances."""

    critical: str
    high: str
    medium: str
    low: str
    second_approver: list[str]
    reminder_days: str
    after_expiry: str
    never_families: list[str]
    reason: str


class Rules(rx.State):
    """The tab in the address; `opened` says that its form is open, `draft` are the severity rules being edited."""

    shown: str = ""
    sla: SlaPage | None = None
    severity: SeverityPage | None = None
    exception: ExceptionRulesPage | None = None
    history: list[RulesVersion] = []
    cursor: str = ""

    opened: str = ""
    hours: str = "always"
    week: list[str] = [""] * 7
    draft: list[SeverityRuleRow] = []
    problem: str = ""
    errors: list[FieldError] = []
    is_busy: bool = False

    def _close(self) -> None:
        self.opened = self.problem = ""
        self.errors, self.draft = [], []

    async def _show(self, ctx: Context, kind: str) -> None:
        if kind == "severity":
            self.severity = await run_service(services.read_severity, ctx)
        elif kind == "exception":
            self.exception = await run_service(services.read_exceptions, ctx)
        else:
            self.sla = await run_service(services.read_sla, ctx)
        found = await run_service(services.history, ctx, kind)
        self.history, self.cursor, self.shown = list(found.versions), found.cursor, kind

    @server_event(plane=Plane.ADMIN, load=True)
    async def load(self) -> None:
        """Show the rules of the tab in the address."""
        self._close()
        await self._show(current(), argument("tab") if argument("tab") in TABS else TABS[0])

    @client_event(plane=Plane.ADMIN)
    async def older(self) -> None:
        """Read on where the history ends so far."""
        if self.cursor:
            found = await run_service(services.history, current(), self.shown, self.cursor)
            self.history, self.cursor = [*self.history, *found.versions], found.cursor

    @client_event(plane=Plane.ADMIN)
    async def begin(self) -> None:
        """Open the form of this tab with what is in force."""
        self._close()
        self.opened = self.shown
        self.hours = self.sla.hours if self.sla else "always"
        self.week = forms.week_texts(self.sla.week if self.sla else ())
        self.draft = list(self.severity.rules) if self.severity else []

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The form was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def pick_hours(self, value: str) -> None:
        """Whether time counts always or in working hours: shows the week when it matters."""
        self.hours = value

    @client_event(plane=Plane.ADMIN)
    async def add_rule(self, severity: str, kind: str, family: str, below: str) -> None:
        """Put a rule at the end of the draft."""
        made = SeverityRuleRow(len(self.draft) + 1, severity, kind, family, below.strip())
        self.draft = [*self.draft, made][: forms.MOST_RULES]

    @client_event(plane=Plane.ADMIN)
    async def drop_rule(self, place: int) -> None:
        """Take a rule out of the draft."""
        self.draft = forms.numbered([one for one in self.draft if one.position != place])

    @client_event(plane=Plane.ADMIN)
    async def lift_rule(self, place: int) -> None:
        """Let a rule decide before the one above it."""
        rules = list(self.draft)
        if 2 <= place <= len(rules):
            rules[place - 2], rules[place - 1] = rules[place - 1], rules[place - 2]
        self.draft = forms.numbered(rules)

    @client_event(plane=Plane.ADMIN)
    async def save_sla(self, values: SlaForm) -> Any:
        """Put other service levels in force."""
        return await self._save("sla", lambda: forms.sla_body(values), values["reason"])

    @client_event(plane=Plane.ADMIN)
    async def save_severity(self, reason: str) -> Any:
        """Put the draft of the severity rules in force."""
        return await self._save("severity", lambda: forms.severity_body(self.draft), reason)

    @client_event(plane=Plane.ADMIN)
    async def save_exception(self, values: ExceptionForm) -> Any:
        """Put other rules of acceptances in force."""
        return await self._save("exception", lambda: forms.exception_body(values), values["reason"])

    async def _save(self, kind: str, body: Any, reason: str) -> Any:
        ctx = current()
        try:
            asked: Mapping[str, Any] = body()
            done = await run_service(services.change, ctx, kind, asked, version=self._head(kind).version, reason=reason)
        except InvalidInputError as error:
            self.errors, self.problem = field_errors(forms.renamed(error)), ""
        except ConflictError as error:
            await self._show(ctx, kind)
            self.errors, self.problem = [], error.message_key
        else:
            self._close()
            await self._show(ctx, kind)
            if done.run_href:
                return Toasts.show("rules-done", "", "positive", done.run_href, "toast-open-run")
            return Toasts.show("rules-done")
        return None

    def _head(self, kind: str) -> RulesHead:
        page: Any = {"sla": self.sla, "severity": self.severity, "exception": self.exception}[kind]
        if page is None:
            raise NotFoundError("no rules on this page")
        head: RulesHead = page.head
        return head
