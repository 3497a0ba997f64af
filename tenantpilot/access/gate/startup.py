"""Settings of Reflex under which the gate would not hold; each is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis
from reflex_base.config import get_config

from tenantpilot.access.gate import reflex_private as private
from tenantpilot.access.gate.limits import Limits


def configuration_problems(app: App, origin: str, limits: Limits) -> Iterator[str]:
    """What must be set differently before the app may start."""
    config = get_config()
    if version("reflex") != private.REFLEX_VERSION:
        yield f"Reflex {version('reflex')} is installed; the gate was made for {private.REFLEX_VERSION}"
    if config.transport != "websocket":
        yield "transport must be websocket: long polling has no check of the Origin"
    if list(config.cors_allowed_origins) != [origin]:
        yield f"cors_allowed_origins must be exactly [{origin!r}]"
    if private.socket_origins(app) != [origin]:
        yield "the socket server accepts other origins than the configured one"
    if private.message_limit(app) > limits.message_characters:
        yield f"REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE must be at most {limits.message_characters}"
    if config.state_auto_setters:
        yield "state_auto_setters must stay off: it would make a setter of every var"
    yield from _store_problems(app)


def _store_problems(app: App) -> Iterator[str]:
    if private.upload_is_used():
        yield "a page uses Reflex's upload, whose endpoint knows no sessions"
    manager = private.current_state_manager(app)
    if isinstance(manager, StateManagerRedis):
        if private.uses_opportunistic_locks(manager):
            yield "REFLEX_OPLOCK_ENABLED must be off: a process would keep states after their session ended elsewhere"
    elif not isinstance(manager, StateManagerMemory):
        yield "the state manager must be memory or redis: the one on disk leaves view state in files"
