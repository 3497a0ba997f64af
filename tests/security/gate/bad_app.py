"""Apps that must not start. `python -m tests.security.gate.bad_app <name>` tries to start one.

Each body below becomes a module of its own: a state made inside a function is refused for that alone.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import tempfile
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import reflex as rx
from typing_extensions import TypedDict

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.gate.declare import client_event, server_event
from tenantpilot.kernel.views import view

ADMIN = Plane.ADMIN
BAD: dict[str, tuple[Callable[[], None], str]] = {}


def bad(said: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """A maker of a bad app, and what the refusal must say about it."""

    def keep(make: Callable[[], None]) -> Callable[[], None]:
        BAD[make.__name__] = (make, said)
        return make

    return keep


@view
class Row:
    name: str


class Payload(TypedDict):
    workspace_id: str


@bad("Bad.undeclared: is neither a client_event nor a server_event")
def undeclared_handler() -> None:
    class Bad(rx.State):
        @rx.event
        async def undeclared(self) -> None: ...


@bad("Bad.plain: is neither a client_event nor a server_event")
def public_method() -> None:
    class Bad(rx.State):
        def plain(self) -> None: ...


@bad("is neither a client_event nor a server_event")
def method_of_a_mixin() -> None:
    class Mixin(rx.State, mixin=True):
        def plain(self) -> None: ...

    class Bad(Mixin, rx.State): ...


@bad("argument what has no type")
def untyped_argument() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, what) -> None: ...


@bad("argument what has no type")
def untyped_argument_of_a_server_event() -> None:
    class Bad(rx.State):
        @server_event(plane=ADMIN)
        async def go(self, what) -> None: ...


@bad("cannot be checked completely")
def argument_of_any_type() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, what: Any) -> None: ...


@bad("cannot be checked completely")
def argument_that_is_a_dict() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, what: dict[str, str]) -> None: ...


@bad("cannot be checked completely")
def argument_that_is_a_view() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, what: Row) -> None: ...


@bad("takes *what")
def variable_arguments() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, *what: str) -> None: ...


@bad("takes **what")
def keyword_arguments() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, **what: str) -> None: ...


@bad("argument tenant_id is named like a key of ownership")
def argument_named_like_a_key() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, tenant_id: str) -> None: ...


@bad("argument workspace_id is named like a key of ownership")
def field_named_like_a_key() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self, form: Payload) -> None: ...


@bad("reaches a service but is not async")
def handler_that_blocks() -> None:
    from tenantpilot.access.gate.authority import current

    class Bad(rx.State):
        @client_event(plane=ADMIN)
        def go(self) -> None:
            current()


@bad("var rows: list[dict[str, str]] is not made of view types")
def var_of_dicts() -> None:
    class Bad(rx.State):
        rows: list[dict[str, str]] = []  # noqa: RUF012


@bad("var key: <class 'uuid.UUID'> is not made of view types")
def var_that_is_a_uuid() -> None:
    class Bad(rx.State):
        key: UUID = UUID(int=0)


@bad("var when: <class 'datetime.datetime'> is not made of view types")
def var_that_is_a_moment() -> None:
    class Bad(rx.State):
        when: datetime = datetime(2026, 1, 1, tzinfo=UTC)


@bad("var _cache: dict[str, str] is not made of view types")
def backend_var_of_any_type() -> None:
    class Bad(rx.State):
        _cache: dict[str, str] = {}  # noqa: RUF012


@bad("is not made of view types")
def computed_var_of_dicts() -> None:
    class Bad(rx.State):
        @rx.var
        def rows(self) -> list[dict[str, str]]:
            return []


@bad("var workspace_id is named like a key of ownership")
def var_named_like_a_key() -> None:
    class Bad(rx.State):
        workspace_id: str = ""


@bad("var _user_id is named like a key of ownership")
def backend_var_named_like_a_key() -> None:
    class Bad(rx.State):
        _user_id: str = ""


@bad("var current_role is named like a key of ownership")
def computed_var_named_like_a_key() -> None:
    class Bad(rx.State):
        @rx.var
        def current_role(self) -> str:
            return ""


@bad("var word lives in the browser's storage")
def cookie_var() -> None:
    class Bad(rx.State):
        word: str = rx.Cookie("")


@bad("var word lives in the browser's storage")
def local_storage_var() -> None:
    class Bad(rx.State):
        word: str = rx.LocalStorage("")


@bad("var word lives in the browser's storage")
def session_storage_var() -> None:
    class Bad(rx.State):
        word: str = rx.SessionStorage("")


@bad("is a SharedState")
def shared_state() -> None:
    class Bad(rx.SharedState): ...


@bad("assigns the undeclared attribute hidden")
def undeclared_attribute() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self) -> None:
            self.hidden = "kept"


@bad("assigns attributes by computed name")
def computed_attribute() -> None:
    class Bad(rx.State):
        @client_event(plane=ADMIN)
        async def go(self) -> None:
            setattr(self, "hid" + "den", "kept")


@bad("cors_allowed_origins must be exactly")
def open_origins() -> None:
    os.environ["REFLEX_CORS_ALLOWED_ORIGINS"] = "*"


@bad("transport must be websocket")
def long_polling() -> None:
    os.environ["REFLEX_TRANSPORT"] = "polling"


@bad("the state manager must be memory or redis")
def states_on_disk() -> None:
    os.environ["TENANTPILOT_STATE"] = "memory"
    os.environ["REFLEX_STATE_MANAGER_MODE"] = "disk"


@bad("state_auto_setters must stay off")
def automatic_setters() -> None:
    os.environ["REFLEX_STATE_AUTO_SETTERS"] = "true"


@bad("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE must be at most")
def large_messages() -> None:
    os.environ["REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE"] = "1000000"


@bad("REFLEX_OPLOCK_ENABLED must be off")
def opportunistic_locks() -> None:
    os.environ["REFLEX_OPLOCK_ENABLED"] = "true"


@bad("a page uses Reflex's upload")
def upload() -> None:
    rx.upload.root(rx.el.div("files"), id="files")


@bad("the gate was made for")
def other_reflex() -> None:
    from tenantpilot.access.gate import reflex_private

    reflex_private.REFLEX_VERSION = "0.9.0"


@bad("Bad: has no source to read")
def state_made_in_a_function() -> None:
    def make() -> None:
        class Bad(rx.State):
            name: str = ""

    make()


@bad("")
def nothing_wrong() -> None:
    class Good(rx.State):
        rows: list[Row] = []  # noqa: RUF012
        name: str = ""
        _kept: str = ""

        @client_event(plane=ADMIN)
        async def go(self, handle: str, size: int = 0) -> None:
            self.name = handle

        @server_event(plane=ADMIN)
        async def step(self) -> None: ...


def main(names: list[str]) -> None:
    """Try to start each, and print what came of it."""
    importlib.import_module("tenantpilot.access.gate.install")  # once, instead of in every child
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            child = os.fork()
            if child == 0:
                print(f"== {name}\n{_refusal(BAD[name][0], Path(folder))}", flush=True)
                os._exit(0)
            os.waitpid(child, 0)


def _as_module(make: Callable[[], None], folder: Path) -> None:
    body = textwrap.dedent(inspect.getsource(make).partition("-> None:\n")[2])
    path = folder / f"bad_{make.__name__}.py"
    path.write_text(f"from tests.security.gate.bad_app import *\n{body}", encoding="utf-8")
    sys.path.insert(0, str(folder))
    importlib.import_module(path.stem)


def _refusal(make: Callable[[], None], folder: Path) -> str:
    from tenantpilot.access.gate.install import install
    from tenantpilot.kernel.errors import ConfigurationError

    os.environ.setdefault("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE", "65536")
    _as_module(make, folder)
    try:
        install(rx.App(theme=None, toaster=None))
    except ConfigurationError as error:
        return str(error)
    return "started"


if __name__ == "__main__":
    main(sys.argv[1:] or list(BAD))
