"""Puts the gate around an app: the one call, made after all states are imported and all pages are added."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import redis.asyncio
from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis
from reflex_base.config import get_config
from starlette.applications import Starlette
from starlette.types import ASGIApp

from tenantpilot.access.authority import CHANNEL
from tenantpilot.access.gate import inspection, reflex_private
from tenantpilot.access.gate.admission import Admission
from tenantpilot.access.gate.csp import page_policy, script_sources
from tenantpilot.access.gate.errors import on_backend_exception, on_frontend_exception
from tenantpilot.access.gate.headers import SecurityHeaders
from tenantpilot.access.gate.health import health_routes
from tenantpilot.access.gate.limits import Limits
from tenantpilot.access.gate.listener import SessionListener
from tenantpilot.access.gate.lookup import DatabaseSessions
from tenantpilot.access.gate.namespace import GateNamespace
from tenantpilot.access.gate.place import Routes
from tenantpilot.access.gate.policy import Policy
from tenantpilot.access.gate.revocation import Revocation, StateStore
from tenantpilot.access.gate.shut_doors import ShutDoors
from tenantpilot.access.gate.startup import configuration_problems
from tenantpilot.access.gate.state_gate import MemoryStates, RedisStates
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import settings


@dataclass(frozen=True, slots=True)
class Gate:
    """The installed parts."""

    app: App
    sessions: DatabaseSessions
    admission: Admission
    namespace: GateNamespace
    revocation: Revocation
    listener: SessionListener

    def serve(self) -> ASGIApp:
        """What a web server runs: the app, with the headers around its outermost layer, which answers by itself too."""
        known = settings()
        asgi = self.app()
        policy = page_policy(script_sources(reflex_private.built_pages()), known.origin.replace("http", "ws", 1))
        return SecurityHeaders(asgi, lambda: policy, secure=known.is_secure)


def install(app: App, *, limits: Limits | None = None) -> Gate:
    """Guard `app`; nothing reaches its states but through the gate from here on.

    Raises:
        ConfigurationError: a handler, a state or a setting would leave a hole; the text lists all of them.
    """
    known, bounds = settings(), limits or Limits()
    _refuse([*configuration_problems(app, known.origin, bounds), *inspection.problems()])
    sessions = DatabaseSessions(known.database_url)
    manager = _guarded(reflex_private.current_state_manager(app), sessions)
    reflex_private.replace_state_manager(app, manager)
    admission = Admission(Routes(*reflex_private.routes_of(app)), bounds)
    admission.rebuild()
    manager.declared = admission.declared
    store = StateStore(manager, manager.token_expiration)
    namespace = GateNamespace(
        get_config().get_event_namespace(),
        app,
        origins=frozenset({known.origin}),
        sessions=sessions,
        admission=admission,
        limits=bounds,
        forget=store.forget,
        remember=store.remember,
    )
    reflex_private.replace_namespace(app, namespace)
    app.add_middleware(Policy(admission.declared, sessions), index=0)
    app.backend_exception_handler = on_backend_exception
    app.frontend_exception_handler = on_frontend_exception
    revocation = Revocation(app, namespace, store, sessions)
    listener = SessionListener(known.database_url, CHANNEL, revocation)
    gate = Gate(app, sessions, admission, namespace, revocation, listener)
    app.register_lifespan_task(_lifespan(gate))
    app.api_transformer = [*_existing(app.api_transformer), _health(sessions), _doors(gate)]
    return gate


def _refuse(found: Sequence[str]) -> None:
    if found:
        listed = "\n".join(f"  {one}" for one in found)
        raise ConfigurationError(f"The trust boundary would not hold, nothing was started:\n{listed}")


def _guarded(manager: Any, sessions: DatabaseSessions) -> MemoryStates | RedisStates:
    made: MemoryStates | RedisStates
    if isinstance(manager, StateManagerRedis):
        # Reflex's overloads make its classes look abstract to mypy, with an empty cache only.
        made = cast("Any", RedisStates)(
            redis=manager.redis,
            token_expiration=manager.token_expiration,
            lock_expiration=manager.lock_expiration,
            lock_warning_threshold=manager.lock_warning_threshold,
        )
    elif isinstance(manager, StateManagerMemory):
        made = cast("Any", MemoryStates)(token_expiration=manager.token_expiration)
    else:
        raise ConfigurationError("the state manager must be memory or redis")
    made.sessions = sessions
    return made


def _existing(transformers: Any) -> list[Any]:
    if transformers is None:
        return []
    return list(transformers) if isinstance(transformers, Sequence) else [transformers]


def _lifespan(gate: Gate) -> Any:
    @asynccontextmanager
    async def session_announcements() -> AsyncIterator[None]:
        async with gate.listener.running():
            yield
        await gate.sessions.close()

    return session_announcements


def _health(sessions: DatabaseSessions) -> Starlette:
    client = redis.asyncio.from_url(settings().redis_url)

    async def database() -> None:
        await sessions.by_refs([])

    async def queue() -> None:
        await cast("Any", client).ping()

    return Starlette(routes=health_routes([database, queue]))


def _doors(gate: Gate) -> Any:
    def after_compile(asgi: ASGIApp) -> ASGIApp:
        """Pages can make states while they are built, so everything is read once more."""
        _refuse(inspection.problems())
        gate.admission.rebuild()
        return ShutDoors(asgi)

    return after_compile
