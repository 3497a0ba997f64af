"""Ends everything of a session in this process: work, sockets, stored state.

Called in every web process for every announcement on the channel, and for sessions found changed without one.
Nothing depends on it for safety: gate B reads the session for each event, and a writing scope holds its row.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis

from tenantpilot.access.gate.identity import session_prefix
from tenantpilot.access.gate.lookup import SessionLookup
from tenantpilot.access.gate.namespace import GateNamespace
from tenantpilot.access.gate.reflex_private import (
    cancel_work,
    forget_memory_states,
    redis_state_keys,
    running_app,
)

log = logging.getLogger("tenantpilot.gate")


@dataclass(frozen=True, slots=True)
class Ended:
    """What was stopped here."""

    work: int = 0
    sockets: int = 0
    states: int = 0


class StateStore:
    """Removes view state, wherever it lies."""

    def __init__(self, manager: StateManagerMemory | StateManagerRedis, lifetime: int) -> None:
        self._manager, self._lifetime = manager, lifetime

    async def remember(self, session_ref: str, ident: str) -> None:
        """Note which keys a session has, so that they can be found without searching all of Redis."""
        if isinstance(self._manager, StateManagerRedis):
            key = _index(session_ref)
            await self._manager.redis.sadd(key, ident)  # type: ignore[misc]
            await self._manager.redis.expire(key, self._lifetime * 2)

    async def forget(self, ident: str) -> None:
        """Remove one tab's state."""
        if isinstance(self._manager, StateManagerRedis):
            await self._manager.redis.delete(*redis_state_keys(ident))
        else:
            forget_memory_states(self._manager, ident)

    async def forget_session(self, session_ref: str, *, keep_epoch: int | None) -> int:
        """Remove all states of a session but those of the epoch that stands."""
        kept = None if keep_epoch is None else f"{session_prefix(session_ref)}{keep_epoch}-"
        if isinstance(self._manager, StateManagerMemory):
            idents = [i for i in self._manager.states if i.startswith(session_prefix(session_ref))]
        else:
            members: Any = await self._manager.redis.smembers(_index(session_ref))  # type: ignore[misc]
            idents = [m.decode() for m in members]
        dead = [i for i in idents if kept is None or not i.startswith(kept)]
        for ident in dead:
            await self.forget(ident)
            if isinstance(self._manager, StateManagerRedis):
                await self._manager.redis.srem(_index(session_ref), ident)  # type: ignore[misc]
        return len(dead)


def _index(session_ref: str) -> str:
    return f"tp:states:{session_ref}"


class Revocation:
    """Brings this process in line with what the database says about sessions."""

    def __init__(self, app: App, namespace: GateNamespace, store: StateStore, sessions: SessionLookup) -> None:
        self._app, self._namespace, self._store, self._sessions = app, namespace, store, sessions

    async def refresh(self, session_ref: str) -> Ended:
        """Something about this session was announced: look, and end what no longer stands."""
        found = await self._sessions.by_refs([session_ref])
        standing = found.get(session_ref)
        return await self.end(session_ref, keep_epoch=standing.epoch if standing else None)

    async def end(self, session_ref: str, *, keep_epoch: int | None) -> Ended:
        """Stop work, close sockets and remove states of all epochs but the one that stands."""
        work = sockets = 0
        for ident in self._dead(session_ref, keep_epoch):
            work += cancel_work(self._app, ident)
            await self._namespace.send_away(ident)
            sockets += 1
        if keep_epoch is None:
            work += cancel_work(self._app, session_prefix(session_ref))
        states = await self._store.forget_session(session_ref, keep_epoch=keep_epoch)
        ended = Ended(work, sockets, states)
        log.info("session refreshed: %s", ended)
        return ended

    def _dead(self, session_ref: str, keep_epoch: int | None) -> list[str]:
        prefix = session_prefix(session_ref)
        kept = None if keep_epoch is None else f"{prefix}{keep_epoch}-"
        mine = [i for i in self._namespace.idents() if i.startswith(prefix)]
        return [i for i in mine if kept is None or not i.startswith(kept)]

    async def refresh_all(self) -> None:
        """Compare every connected session with the database: after a lost announcement, and once a minute."""
        connected = self._namespace.connected()
        if not connected:
            return
        found = await self._sessions.by_refs(connected)
        for ref, epochs in connected.items():
            standing = found.get(ref)
            if standing is None or epochs != {standing.epoch}:
                await self.end(ref, keep_epoch=standing.epoch if standing else None)


async def farewell(ident: str) -> None:
    """The page behind `ident` has no authority any more: let it load afresh."""
    namespace = running_app().event_namespace
    if isinstance(namespace, GateNamespace):
        await namespace.send_away(ident)


__all__ = ["Ended", "Revocation", "StateStore", "farewell"]
