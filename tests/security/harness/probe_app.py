"""A small app behind the real gate, with a handler of every kind the gate must hold."""

from __future__ import annotations

import asyncio
from typing import Literal

import reflex as rx
from typing_extensions import TypedDict

from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import ANYWHERE, client_event, server_event
from tenantpilot.access.gate.install import install
from tenantpilot.access.gate.notices import Notices
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.scopes import open_scope
from tenantpilot.store.scope import Scope


class Form(TypedDict):
    name: str
    note: str


class Plain:
    """A mixin that is no state: Reflex would let `setvar` reach its `set_` methods."""

    def set_secret(self, value: str) -> None:
        self.secret_word = value  # type: ignore[attr-defined]


def write(ctx, text: str, seconds: float = 0.0) -> None:
    """A service: waits inside its transaction, then leaves an entry."""
    with open_scope(ctx, Capability.MEMBER_MANAGE, write=True) as scope:
        wait(scope, seconds)
        scope.record("invitation.created", "probe", reason=text)


def read(ctx) -> str:
    with open_scope(ctx, Capability.WORKSPACE_READ) as scope:
        return str(scope.role)


def wait(scope: Scope, seconds: float) -> None:
    from sqlalchemy import text

    if seconds:
        scope.session.connection().execute(text("select pg_sleep(:s)"), {"s": seconds})


class Probe(rx.State):
    """Handlers of every kind."""

    count: int = 0
    text: str = ""
    secret_word: str = ""
    _kept: str = "kept on the server"

    @client_event(plane=Plane.ADMIN)
    async def bump(self) -> None:
        self.count += 1

    @client_event(plane=Plane.ADMIN)
    async def whoami(self) -> None:
        self.text = current().display_name

    @client_event(plane=Plane.ADMIN)
    async def where(self) -> None:
        place = current()
        self.text = f"{place.plane.value} {place.space} {self.router.url.path}"

    @client_event(plane=Plane.ADMIN)
    async def say(self, text: str, times: int, loud: bool, tone: Literal["a", "b"], words: list[str]) -> None:
        self.text = f"{type(text).__name__} {type(times).__name__} {type(loud).__name__} {tone} {len(words)}"

    @client_event(plane=Plane.ADMIN)
    async def submit(self, form: Form) -> None:
        self.text = f"{form['name']}/{form['note']}"

    @client_event(plane=Plane.ADMIN)
    async def store(self, text: str, seconds: float = 0.0) -> None:
        await run_service(write, current(), text, seconds)
        self.text = "stored"

    @client_event(plane=Plane.ADMIN)
    async def steps(self, seconds: float):
        """Three steps with pauses; the role is read before each."""
        for number in range(3):
            self.text = f"{number} {await run_service(read, current())}"
            yield
            await asyncio.sleep(seconds)

    @client_event(plane=Plane.ADMIN, background=True)
    async def work(self, seconds: float) -> None:
        for number in range(100):
            async with self:
                self.count = number
                current()
            await asyncio.sleep(seconds)

    @client_event(plane=Plane.ADMIN)
    async def chain(self):
        return Probe.hidden

    @server_event(plane=Plane.ADMIN)
    async def hidden(self) -> None:
        self.text = "hidden ran"

    @client_event(plane=Plane.ADMIN)
    async def fail(self) -> None:
        raise RuntimeError("PLANTED what somebody typed")

    @client_event(plane=Plane.REVIEW)
    async def review(self) -> None:
        self.text = "review"

    @client_event(plane=Plane.SYSTEM)
    async def system(self) -> None:
        self.text = "system"

    @client_event(plane=ANYWHERE)
    async def anywhere(self) -> None:
        self.text = current().display_name

    @client_event(plane=ANYWHERE, anonymous=True)
    async def hello(self) -> None:
        self.text = "hello"

    @server_event(plane={Plane.ADMIN, Plane.REVIEW, Plane.SYSTEM}, load=True)
    async def load(self) -> None:
        self.text = f"loaded for {current().display_name}"


def page() -> rx.Component:
    return rx.el.div(Probe.text)


app = rx.App(theme=None, toaster=None)
for _route in ("/", "/admin", "/admin/[space]", "/admin/[space]/things/[thing]", "/review/[space]", "/system"):
    _load = [Notices.open_page, Probe.load] if _route != "/" else []
    app.add_page(page, route=_route, on_load=_load)
gate = install(app)
PROBE = Probe.get_full_name()
