"""Everything the gate needs from inside Reflex 0.10.1, and nothing else touches.

None of it is promised by Reflex. A test keeps a digest of the source of every piece relied upon and compares
them with what is installed, so that an upgrade stops here first and each changed piece is read again.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from reflex.app import App, EventNamespace
from reflex.istate.data import SessionData
from reflex.istate.manager import StateManager, _ModifyStateWithLinks
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis
from reflex.istate.manager.token import BaseStateToken
from reflex.istate.proxy import StateProxy
from reflex.state import BaseState, OnLoadInternalState, State
from reflex.utils import prerequisites
from reflex.utils.token_manager import LocalTokenManager, RedisTokenManager, TokenManager
from reflex_base import constants
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import EventHandler
from reflex_base.event.context import EventContext
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor, _prepare_event_payload
from reflex_base.event.processor.event_processor import EventProcessor
from reflex_base.registry import RegisteredEventHandler, RegistrationContext
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY, transform_form_data
from reflex_base.utils.format import format_event_handler
from reflex_components_core.core.upload import Upload
from socketio.async_namespace import AsyncNamespace

REFLEX_VERSION = "0.10.1"
KEPT_HEADERS = ("host", "origin", "user-agent")
DYNAMIC = "reflex.istate.dynamic"
ON_LOAD = format_event_handler(OnLoadInternalState.event_handlers["on_load_internal"])
HYDRATE = format_event_handler(State.event_handlers["hydrate_and_load"])
# What the frontend itself must send to start a page, and the step Reflex chains after a page's own on_load.
BOOT = frozenset({HYDRATE, ON_LOAD})
FRAMEWORK_STEPS = BOOT | {format_event_handler(OnLoadInternalState.event_handlers["set_is_hydrated"])}

RELIED_UPON: tuple[Callable[..., Any], ...] = (
    App._enable_state,
    App._setup_event_processor,
    App.__call__,
    App.modify_state,
    EventNamespace.__init__,
    EventNamespace.on_connect,
    EventNamespace.on_disconnect,
    EventNamespace.on_event,
    EventNamespace.on_client_error,
    EventNamespace.emit_update,
    EventNamespace.link_token_to_sid,
    EventNamespace._build_static_router_data,
    AsyncNamespace.trigger_event,
    TokenManager.__init__,
    LocalTokenManager.link_token_to_sid,
    LocalTokenManager.disconnect_token,
    RedisTokenManager.link_token_to_sid,
    RedisTokenManager.disconnect_token,
    StateManager.create,
    StateManager.modify_state_with_links,
    _ModifyStateWithLinks.__aenter__,
    _ModifyStateWithLinks.__aexit__,
    StateManagerMemory._purge_token,
    StateManagerMemory.modify_state,
    StateManagerRedis._try_modify_state,
    StateManagerRedis.set_state,
    BaseStateToken._state_key,
    EventContext.fork,
    EventProcessor.enqueue,
    EventProcessor._create_event_task,
    EventProcessor._enqueue_for_token,
    EventProcessor._finish_task,
    EventProcessor._resolve_future,
    EventProcessor._on_future_done,
    BaseStateEventProcessor._execute_event,
    BaseStateEventProcessor._rehydrate,
    BaseStateEventProcessor._handle_backend_exception,
    StateProxy.__aenter__,
    _prepare_event_payload,
    transform_form_data,
    EventHandler._get_type_hints,
    BaseState._is_client_storage.__func__,  # type: ignore[attr-defined]
    BaseState._item_is_event_handler,
)


def digest(source: str) -> str:
    """A short digest of a piece of source."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def fingerprint(piece: Callable[..., Any]) -> str:
    """The digest of a function as it is installed."""
    return digest(inspect.getsource(piece))


def field_key(name: str) -> str:
    """How a public var is spelled in a delta."""
    return f"{name}{FIELD_MARKER}"


# ------------------------------------------------------------------------------------------------ registry


def handlers() -> dict[str, RegisteredEventHandler]:
    """Every registered event handler by its wire name."""
    return RegistrationContext.get().event_handlers


def states() -> dict[str, type[BaseState]]:
    """Every state class by its full name."""
    return RegistrationContext.get().base_states


def running_app() -> App:
    """The app whose event runs now."""
    return RegistrationContext.get().app


def is_framework(cls: type) -> bool:
    """Whether a class is Reflex's own; states made inside functions are ours, though Reflex gives them its module."""
    return cls.__module__.split(".")[0] in {"reflex", "reflex_base"} and cls.__module__ != DYNAMIC


def handler_hints(handler: EventHandler) -> dict[str, Any]:
    """The resolved annotations of a handler's arguments."""
    return {k: v for k, v in (handler._get_type_hints() or {}).items() if k != "return"}


def handler_parameters(handler: EventHandler) -> dict[str, inspect.Parameter]:
    """A handler's parameters without `self`."""
    listed = list(inspect.signature(inspect.unwrap(handler.fn)).parameters.items())
    return dict(listed[1:])


def is_setter(handler: EventHandler) -> bool:
    """Whether it is the `setvar` every state has; it is never declared, so nobody can call it."""
    return type(handler).__name__ == "EventHandlerSetVar"


def own_fields(cls: type[BaseState]) -> Iterator[tuple[str, Any, bool]]:
    """Name, type and whether it stays on the server, of each field a state declares itself."""
    for name, field in cls.get_fields().items():
        if field._owner is cls:
            yield name, cast("Any", field).outer_type_, bool(field._backend)


def is_client_storage(cls: type[BaseState], name: str) -> bool:
    """Whether a var lives in the browser."""
    return name in cls.base_vars and bool(cls._is_client_storage(name))


def form_value(value: Any, hint: Any) -> Any:
    """A submitted form as the plain dict its annotation asks for; anything else unchanged."""
    if isinstance(value, dict) and set(value) == {FORM_DATA_ENTRIES_KEY}:
        entries = value[FORM_DATA_ENTRIES_KEY]
        pairs = isinstance(entries, list) and all(
            isinstance(e, list) and len(e) == 2 and isinstance(e[0], str) for e in entries
        )
        return transform_form_data(value, hint) if pairs else value
    return value


# ------------------------------------------------------------------------------------------------ sockets


class PrivateNamespace(EventNamespace):
    """Reflex's socket namespace with connection data cut down to what is no secret."""

    def _build_static_router_data(self, sid: str, environ: dict[str, Any]) -> dict[str, Any]:
        built = super()._build_static_router_data(sid, environ)
        headers = built[constants.RouteVar.HEADERS]
        built[constants.RouteVar.HEADERS] = {k: headers[k][:256] for k in KEPT_HEADERS if k in headers}
        return built

    def socket_of(self, ident: str) -> str | None:
        """The socket of this process that shows the state `ident`."""
        record = self._token_manager.token_to_socket.get(ident)
        if record is None or record.instance_id != self._token_manager.instance_id:
            return None
        return record.sid

    def idents(self) -> list[str]:
        """The state keys shown by sockets of this process."""
        return list(self._token_manager.token_to_socket)

    async def link_ident(self, ident: str, sid: str) -> bool:
        """Tie a socket to a state key; False when another socket holds the key already."""
        other = await self._token_manager.link_token_to_sid(ident, sid)
        if other:
            await self._token_manager.disconnect_token(other, sid)
        return other is None

    async def record_socket(self, ident: str, sid: str) -> None:
        """What Reflex itself notes in the state on a connect without a boot event."""
        async with self.app.state_manager.modify_state(BaseStateToken(ident=ident, cls=State)) as state:
            state.router_data[constants.RouteVar.SESSION_ID] = sid
            state.router_data[constants.RouteVar.CLIENT_TOKEN] = ident
            state.rx_router_session = SessionData.from_router_data(state.router_data)


def replace_namespace(app: App, namespace: EventNamespace) -> None:
    """Put our namespace where Reflex's own stands."""
    if app.sio is None:
        raise RuntimeError("the app has no socket server")
    app.sio.register_namespace(namespace)
    app._event_namespace = namespace


def routes_of(app: App) -> tuple[Callable[[str], str | None], Callable[[], list[str]]]:
    """The app's route matcher and its route patterns, both read when used: pages may still be added."""

    def match(path: str) -> str | None:
        return app.router(path)

    return match, lambda: list(app._page_routes)


# ------------------------------------------------------------------------------------------------ work


def _task_ident(name: str) -> str:
    parts = name.split("|")
    return parts[2] if len(parts) == 4 and parts[0] == "reflex_event" else ""


def queued_events(app: App, ident: str) -> int:
    """How many events of a tab wait or run, background tasks not counted."""
    return len(app.event_processor._token_queues.get(ident, ()))


def background_tasks(app: App, ident: str) -> int:
    """How many tasks of a tab run now."""
    return sum(_task_ident(t.get_name()) == ident for t in app.event_processor._tasks.values())


def cancel_work(app: App, prefix: str) -> int:
    """Stop all running and waiting work of the state keys with this prefix; the number stopped."""
    processor, stopped = app.event_processor, 0
    for txid, task in list(processor._tasks.items()):
        if _task_ident(task.get_name()).startswith(prefix):
            (processor._futures.get(txid) or task).cancel()
            stopped += 1
    for ident, queue in list(processor._token_queues.items()):
        for entry, _ in list(queue) if ident.startswith(prefix) else ():
            future = processor._futures.get(entry.ctx.txid)
            stopped += bool(future and future.cancel())
    return stopped


# ------------------------------------------------------------------------------------------------ state


def current_state_manager(app: App) -> StateManager:
    """The state manager Reflex chose from its configuration."""
    return app.state_manager


def replace_state_manager(app: App, manager: StateManager) -> None:
    """Put the guarded state manager in its place; Reflex reads it when the server starts."""
    app._state_manager = manager


def forget_memory_states(manager: StateManagerMemory, prefix: str) -> int:
    """Remove the states whose keys have this prefix."""
    found = [key for key in list(manager.states) if key.startswith(prefix)]
    for key in found:
        manager._purge_token(BaseStateToken(ident=key, cls=State))
    return len(found)


def redis_state_keys(ident: str) -> list[str]:
    """Where one tab's states and their lock lie in Redis; without its lock a late event cannot write them back."""
    token = BaseStateToken(ident=ident, cls=State)
    return [token._state_key(cls) for cls in states().values()] + [f"{ident}_lock"]


def uses_opportunistic_locks(manager: StateManagerRedis) -> bool:
    """Whether Redis states may be held in a process's memory beyond one event."""
    return manager._oplock_enabled


# ------------------------------------------------------------------------------------------------ files


def built_pages() -> list[Path]:
    """The HTML files of the compiled frontend, if there is one."""
    root = prerequisites.get_web_dir() / constants.Dirs.STATIC
    return sorted(root.rglob("*.html")) if root.is_dir() else []


def upload_is_used() -> bool:
    """Whether some page uses Reflex's upload, which opens its HTTP endpoint."""
    return bool(Upload.is_used)


def computed_vars(cls: type[BaseState]) -> Iterator[tuple[str, Any]]:
    """Name and type of each computed var a state declares itself; route arguments are Reflex's own."""
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "computed_vars", {})}
    for name, var in cls.computed_vars.items():
        if name not in inherited and type(var).__name__ != "DynamicRouteVar":
            yield name, var._var_type


def settable_names(cls: type[BaseState]) -> frozenset[str]:
    """Every name a state may assign: what it and its parents declare."""
    return frozenset(cls.get_fields()) | frozenset(cls.computed_vars)


def message_limit(app: App) -> int:
    """The largest message the socket server takes, in characters."""
    return int(app.sio.eio.max_http_buffer_size) if app.sio else 0


def socket_origins(app: App) -> object:
    """The origins the socket server was told to accept."""
    return app.sio.eio.cors_allowed_origins if app.sio else None


def is_framework_function(function: Any) -> bool:
    """Whether a handler's function came with Reflex; one of ours can hang on a state of theirs."""
    bare = inspect.unwrap(getattr(function, "func", function))
    return str(getattr(bare, "__module__", "")).split(".")[0] in {"reflex", "reflex_base"}
