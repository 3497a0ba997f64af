"""Takes single walls of the running web process away, so that a test can see what the others hold alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

REMOVABLE: dict[str, Callable[[], None]] = {}


def _wall(remove: Callable[[], None]) -> Callable[[], None]:
    REMOVABLE[remove.__name__] = remove
    return remove


def take_away(names: Iterable[str]) -> None:
    """Remove the named walls from this process, before the app is imported.

    Raises:
        KeyError: no such wall; a misspelt name must not look like a wall that holds.
    """
    for name in names:
        REMOVABLE[name]()


@_wall
def capabilities() -> None:
    """Every member may do everything."""
    from tenantpilot.access import scopes

    scopes.holds = lambda role, capability: True


@_wall
def handles() -> None:
    """Any text names a record, as if raw ids were handles."""
    from tenantpilot.access import handles as module

    module.unseal = lambda ctx, kind, handle: handle


@_wall
def admission() -> None:
    """Every registered name with any payload gets through the socket door."""
    from tenantpilot.access.gate.admission import Admission

    def admit(self, packet):
        return {
            "name": packet["name"],
            "payload": packet.get("payload") or {},
            "router_data": self.route(packet.get("router_data")),
        }

    Admission.admit = admit


@_wall
def policy() -> None:
    """No check of plane, sign-in or declaration before a handler."""
    from tenantpilot.access.gate.policy import Policy

    async def preprocess(self, app, state, event):
        return None

    Policy.preprocess = preprocess


@_wall
def presence() -> None:
    """No proof that the person belongs in the workspace of the route."""
    from tenantpilot.access.gate.presence import Presence

    async def require(self, ctx):
        return None

    Presence.require = require


@_wall
def announcements() -> None:
    """Nobody tells this process that a session ended."""
    from tenantpilot.access.gate.listener import SessionListener

    async def run(self):
        self.listening.set()

    SessionListener.run = run


@_wall
def session_check() -> None:
    """Gate B believes the state key: it keeps the session as it was when it first saw it."""
    from tenantpilot.access.gate.lookup import DatabaseSessions

    original, known = DatabaseSessions.by_ref, {}

    async def by_ref(self, ref):
        if ref not in known:
            known[ref] = await original(self, ref)
        return known[ref]

    DatabaseSessions.by_ref = by_ref


@_wall
def scope_session_check() -> None:
    """Services do not look whether the session still stands."""
    from tenantpilot.access import scopes

    scopes._signed_in = lambda session, ctx, *, hold=False: None


@_wall
def scope_filter() -> None:
    """Scope.select leaves the workspace and tenant conditions out."""
    from sqlmodel import select

    from tenantpilot.store.scope import Scope

    Scope.select = lambda self, table: select(table)
