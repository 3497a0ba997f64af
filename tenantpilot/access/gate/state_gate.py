"""Gate B: the one place where every piece of code obtains a person's state.

Events, chained and background steps, page loads, uploads and pushes by the server all take their state through
`modify_state_with_links`. The session is read after the state's lock is held and before anything of the state is used.

Only after the lock, by design: the wait for the lock can be long, so a check before it would not count; what it would
save, loading the state of a dead session, happens at most once per socket, because the refusal also closes the socket.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any

from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis

from tenantpilot.access.gate.authority import establish, release
from tenantpilot.access.gate.declare import Declaration
from tenantpilot.access.gate.lookup import SessionLookup
from tenantpilot.access.gate.uncut import Uncut

Declared = Callable[[str], Declaration | None]
PAGE_MARK = "_tenantpilot_page"


class _Guarded:
    __slots__ = ("_ident", "_inner", "_is_load", "_sessions")

    def __init__(
        self, inner: AbstractAsyncContextManager[Any], ident: str, sessions: SessionLookup, *, is_load: bool
    ) -> None:
        self._inner, self._ident, self._sessions, self._is_load = inner, ident, sessions, is_load

    async def __aenter__(self) -> Any:
        state = await self._inner.__aenter__()
        try:
            await establish(self._ident, self._sessions)
        except BaseException as error:
            self._mark(error)
            await self._inner.__aexit__(*sys.exc_info())
            raise
        return state

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        release()
        self._mark(error)
        return await self._inner.__aexit__(kind, error, trace)

    def _mark(self, error: BaseException | None) -> None:
        # Reflex hands its exception hook the error alone; the mark tells it that a page failed to load.
        if error is not None and self._is_load:
            setattr(error, PAGE_MARK, True)


def failed_page(error: BaseException) -> bool:
    """Whether the error ended the loading of a page rather than an action on it."""
    return bool(getattr(error, PAGE_MARK, False))


def _is_load(declared: Declared, context: Any) -> bool:
    event = context.get("event")
    stated = declared(event.name) if event is not None else None
    return stated is not None and stated.load


class MemoryStates(StateManagerMemory):
    """View state in this process, behind the gate."""

    sessions: SessionLookup
    declared: Declared

    def modify_state_with_links(
        self, token: Any, previous_dirty_vars: dict[str, set[str]] | None = None, **context: Any
    ) -> Any:
        """The state for `token`, with the authority behind it established."""
        inner = super().modify_state_with_links(token, previous_dirty_vars, **context)
        return _Guarded(inner, token.ident, self.sessions, is_load=_is_load(self.declared, context))


class RedisStates(StateManagerRedis):
    """View state shared by web processes, behind the gate."""

    sessions: SessionLookup
    declared: Declared

    def modify_state(self, token: Any, **context: Any) -> Any:
        """The state for `token` under its lock, which no cancelled event leaves behind."""
        return Uncut(super().modify_state(token, **context))

    def modify_state_with_links(
        self, token: Any, previous_dirty_vars: dict[str, set[str]] | None = None, **context: Any
    ) -> Any:
        """The state for `token`, with the authority behind it established."""
        inner = super().modify_state_with_links(token, previous_dirty_vars, **context)
        return _Guarded(inner, token.ident, self.sessions, is_load=_is_load(self.declared, context))
