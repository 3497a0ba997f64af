"""State of the form that asks for an acceptance, wherever it is opened: at a finding, or at an earlier acceptance."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.findings import exceptions
from tenantpilot.findings.exception_reading import request_terms
from tenantpilot.findings.exception_record import exception_detail
from tenantpilot.findings.exception_views import ExceptionDetail, RequestTerms
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.ui.admin.members_state import end_of
from tenantpilot.ui.form_errors import FieldError, refused
from tenantpilot.ui.here import path
from tenantpilot.ui.shell.toasts import Toasts

# The page that shows itself anew afterwards, by the segment of its address that names it.
FOLLOW: dict[str, Any] = {}
FORM_NAMES = {"expires_at": "ends_on", "review_at": "review_on", "owner": "answerable"}
PROPOSED_DAYS = 30


class RiskRequest(rx.State):
    """`asking` is request, edit or extend, empty while the form is closed; the rest is what its fields begin with."""

    asking: str = ""
    terms: RequestTerms | None = None
    handle: str = ""
    justification: str = ""
    ends_on: str = ""
    review_on: str = ""
    answerable: str = ""
    measures: str = ""
    evidence: str = ""
    after_expiry: str = ""
    is_sending: bool = False
    problem: str = ""
    errors: list[FieldError] = []

    def _close(self) -> None:
        self.asking = self.handle = self.problem = ""
        self.terms, self.errors, self.is_sending = None, [], False

    def _begin(self, asking: str, terms: RequestTerms, before: ExceptionDetail | None) -> None:
        """Fill the form: with what was asked before, or with proposals within the rules."""
        self.asking, self.terms = asking, terms
        self.handle = before.row.handle if before else terms.finding_handle
        self.justification = before.row.justification if before else ""
        self.measures = before.measures if before else ""
        self.evidence = before.evidence if before else ""
        self.review_on = before.row.review_at[:10] if before else ""
        own = next((one.person_ref for one in terms.owners if one.is_self), "")
        self.answerable = before.row.owner.person_ref if before else own
        self.after_expiry = before.after_expiry if before else terms.after_expiry
        is_edit = before is not None and asking == "edit"
        self.ends_on = before.row.expires_at[:10] if before and is_edit else _proposed(terms)

    @server_event(plane=Plane.ADMIN)
    async def ask(self, finding_ref: str) -> None:
        """Open the empty form for a finding."""
        self._close()
        self._begin("request", await run_service(request_terms, current(), finding_ref), None)

    @server_event(plane=Plane.ADMIN)
    async def ask_again(self, asking: str, exception_ref: str) -> None:
        """Open the form with what an earlier request said, to change it or to ask for longer."""
        self._close()
        ctx = current()
        before = await run_service(exception_detail, ctx, exception_ref)
        terms = await run_service(request_terms, ctx, before.row.finding_ref)
        self._begin(asking, replace(terms, why_not=""), before)

    @client_event(plane=Plane.ADMIN)
    async def close(self, is_open: bool) -> None:
        """The form was closed by the person."""
        if not is_open:
            self._close()

    @client_event(plane=Plane.ADMIN)
    async def send(
        self,
        justification: str,
        ends_on: str,
        review_on: str,
        answerable: str,
        measures: str,
        evidence: str,
        after_expiry: str,
    ) -> AsyncIterator[Any]:
        """Ask, for exactly the value that the form showed."""
        if self.terms is None:
            raise NotFoundError("no form is open")
        ctx, asking = current(), self.asking
        self.is_sending = True
        yield
        try:
            asked = exceptions.RequestForm(
                justification=justification,
                expires_at=end_of(ends_on),
                observed_digest=self.terms.observed_digest,
                owner=answerable,
                evidence=evidence,
                measures=measures,
                review_at=_day("review_at", review_on),
                after_expiry=after_expiry,
            )
            await run_service(SENDS[asking], ctx, self.handle, asked)
        except (InvalidInputError, ConflictError) as error:
            refused(self, error, FORM_NAMES)
        else:
            self._close()
            yield [FOLLOW[path().strip("/").split("/")[2]], Toasts.show(f"exception-done-{asking}")]
        finally:
            self.is_sending = False


SENDS = {"request": exceptions.request, "edit": exceptions.edit, "extend": exceptions.extend}


def _proposed(terms: RequestTerms) -> str:
    """A month from now, or the latest day that the rules allow."""
    month = (now() + timedelta(days=PROPOSED_DAYS)).date().isoformat()
    return min(month, terms.latest_end[:10]) if terms.latest_end else month


def _day(name: str, typed: str) -> datetime | None:
    try:
        return end_of(typed)
    except InvalidInputError as error:
        raise InvalidInputError(dict.fromkeys((name,), next(iter(error.fields.values())))) from None
