"""The authority behind the event that runs now, rebuilt from the database for each event and never stored."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from reflex_base import constants
from reflex_base.event.context import EventContext

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.identity import parse_ident
from tenantpilot.access.gate.lookup import LiveSession, SessionLookup
from tenantpilot.access.gate.place import Place, place_of
from tenantpilot.kernel.errors import SignInRequiredError


class AuthorityExpiredError(SignInRequiredError):
    """The session behind a state key is gone, or its authority changed since the key was made."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who acts and where from, for exactly one event (`txid`)."""

    txid: str
    session: LiveSession | None
    place: Place

    def context(self) -> Context:
        """The Context services ask for.

        Raises:
            SignInRequiredError: nobody is signed in.
        """
        who = self.session
        if who is None:
            raise SignInRequiredError("nobody is signed in")
        return Context(
            user_id=who.user_id,
            user_ref=who.user_ref,
            display_name=who.display_name,
            session_id=who.id,
            session_ref=who.ref,
            session_epoch=who.epoch,
            # Outside the planes a Context names no workspace, and a Context without one opens none.
            plane=self.place.plane or Plane.ADMIN,
            space=self.place.space,
            request_id=f"req_{self.txid}",
        )


_held: ContextVar[Authority | None] = ContextVar("authority", default=None)


def held() -> Authority | None:
    """The authority of the event that runs now; one inherited from another event does not count."""
    authority = _held.get()
    if authority is None or authority.txid != EventContext.get().txid:
        return None
    return authority


def current() -> Context:
    """The Context of the event that runs now: `ctx = current()` is the first line of a handler that needs a service.

    It is rebuilt for each event and must not be kept: not in state, not in a module, not for a later event.

    Raises:
        SignInRequiredError: nobody is signed in, or no event holds its state right now.
    """
    authority = held()
    if authority is None:
        raise SignInRequiredError("no authority outside an event that holds its state")
    return authority.context()


async def establish(ident: str, sessions: SessionLookup) -> None:
    """Look up, now, the session a state key names, and hold its authority for the event that runs.

    Raises:
        AuthorityExpiredError: the session ended, its authority changed, or the key was not made here.
    """
    event = EventContext.get()
    named = parse_ident(ident)
    if named is None:
        raise AuthorityExpiredError("not a state key of ours")
    session: LiveSession | None = None
    if named.session_ref:
        session = await sessions.by_ref(named.session_ref)
        if session is None or session.epoch != named.epoch:
            raise AuthorityExpiredError("session ended or changed")
    routed = event.router_data
    place = place_of(routed.get(constants.RouteVar.PATH, ""), routed.get(constants.RouteVar.QUERY, {}))
    _held.set(Authority(event.txid, session, place))


def release() -> None:
    """Forget the authority when the event gives its state back."""
    _held.set(None)
