"""State of the member page: rows, and one form that serves inviting and changing."""

from __future__ import annotations

from datetime import UTC, datetime, time

import reflex as rx

from tenantpilot.access import invitations, members
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.membership_rules import Grant
from tenantpilot.access.views import InvitationRow, MemberRow, TenantChoice
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError


def end_of(day: str) -> datetime | None:
    """The end of an ISO day (UTC), or None for none.

    Raises:
        InvalidInputError: not a day.
    """
    if not day:
        return None
    try:
        return datetime.combine(datetime.strptime(day, "%Y-%m-%d").date(), time(23, 59, 59), UTC)  # noqa: DTZ007
    except ValueError:
        raise InvalidInputError({"expires_at": "error-field-format"}) from None


class Members(rx.State):
    """Who belongs to the workspace, and the form under way."""

    rows: list[MemberRow] = []
    invitations: list[InvitationRow] = []
    choices: list[TenantChoice] = []
    is_loaded: bool = False
    may_manage: bool = False

    form: str = ""
    handle: str = ""
    name: str = ""
    email: str = ""
    chosen_role: str = "operator"
    reach: str = "all"
    chosen: list[str] = []
    until: str = ""
    reason: str = ""
    error_fields: list[str] = []
    error_keys: list[str] = []
    link: str = ""
