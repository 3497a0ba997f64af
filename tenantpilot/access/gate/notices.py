"""What the gate tells a person: the uniform answer to everything that was refused or failed.

The shell shows `key` (a message id; with `reason` a reason code and `reference` an error's number) as a notice, and
`page_problem` in place of the page. The values are pushed without touching the stored state, so the answer works when
the database or Redis does not, costs no second lock, and is the same frame for every refusal of a kind.
"""

from __future__ import annotations

from itertools import count
from typing import Any
from urllib.parse import quote

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.event import Event

from tenantpilot.access.gate.declare import ANYWHERE, client_event, server_event
from tenantpilot.access.gate.reflex_private import field_key

SIGN_IN_PAGE = "/"
_serials = count(1)


class Notices(rx.State):
    """The newest notice and the current page's problem, if any."""

    key: str = ""
    reason: str = ""
    reference: str = ""
    serial: int = 0
    page_problem: str = ""

    @client_event(plane=ANYWHERE, anonymous=True)
    def dismiss(self) -> None:
        """The person has read the notice."""
        self.key = self.reason = self.reference = ""

    @server_event(plane=ANYWHERE, anonymous=True)
    def open_page(self) -> None:
        """First of every page's on_load: the last page's problem is over."""
        self.page_problem = ""


def notice_delta(key: str, *, reason: str = "", reference: str = "", page: bool = False) -> dict[str, dict[str, Any]]:
    """The delta that shows a notice, or with `page` replaces the page by the problem."""
    values: dict[str, Any] = (
        {"page_problem": key, "reference": reference}
        if page
        else {"key": key, "reason": reason, "reference": reference, "serial": next(_serials)}
    )
    return {Notices.get_full_name(): {field_key(name): value for name, value in values.items()}}


def sign_in_first(wanted: str) -> StateUpdate:
    """Sends the browser to the sign-in page, remembering where it wanted to go."""
    path = SIGN_IN_PAGE if wanted in ("/", "") else f"{SIGN_IN_PAGE}?next={quote(wanted, safe='/')}"
    return StateUpdate(events=Event.from_event_type(rx.redirect(path, replace=True)))
