"""Gate A: what the established authority may cause. Runs for every queued event, under the state's lock.

Gate B decides who acts; this decides whether the handler may run for them, from there. Background steps after the
first do not pass here again; they pass gate B, and services decide for themselves as always.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reflex.middleware.middleware import Middleware
from reflex.state import StateUpdate
from reflex_base import constants
from reflex_base.event import Event
from reflex_base.event.context import EventContext

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.authority import Authority, AuthorityExpiredError, held
from tenantpilot.access.gate.declare import Declaration
from tenantpilot.access.gate.lookup import SessionLookup
from tenantpilot.access.gate.notices import sign_in_first
from tenantpilot.access.gate.presence import Presence
from tenantpilot.access.gate.reflex_private import FRAMEWORK_STEPS
from tenantpilot.kernel.errors import NotFoundError


def _wanted() -> str:
    return str(EventContext.get().router_data.get(constants.RouteVar.ORIGIN, "/"))


class Policy(Middleware):
    """The check before each handler."""

    def __init__(
        self,
        declared: Callable[[str], Declaration | None],
        sessions: SessionLookup,
        presence: Presence | None = None,
    ) -> None:
        self._declared = declared
        self._sessions = sessions
        self._presence = presence or Presence()

    async def preprocess(self, app: Any, state: Any, event: Event) -> StateUpdate | None:
        """None lets the handler run; an update takes its place.

        Raises:
            AuthorityExpiredError: gate B did not run for this event, which must be impossible.
            NotFoundError: not a handler for this plane, or the person does not belong there.
        """
        authority = held()
        if authority is None:
            raise AuthorityExpiredError("gate B did not establish an authority for this event")
        if event.name in FRAMEWORK_STEPS:
            return None
        stated = self._declared(event.name)
        if stated is None:
            raise NotFoundError("no such handler")
        if authority.session is None:
            return None if stated.anonymous else sign_in_first(_wanted())
        await self._admit(authority, stated)
        return None

    async def _admit(self, authority: Authority, stated: Declaration) -> None:
        session, place = authority.session, authority.place
        if session is None or not stated.allows(place.plane):
            raise NotFoundError("not an event of this plane")
        if stated.planes and (place.space or place.plane is Plane.SYSTEM):
            await self._presence.require(authority.context())
        if stated.client and not stated.passive:
            await self._sessions.seen(session)
