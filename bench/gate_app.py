"""The same counter twice: bare, as Reflex's own template has it, and behind the gate. Loaded by the web server."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.access.capabilities import Plane


def bare() -> Any:
    """A counter with nothing in front of it."""

    class Counter(rx.State):
        count: int = 0

        @rx.event
        async def bump(self) -> None:
            self.count += 1

    return _app(Counter)()


def gated() -> Any:
    """The same behind the gate, with limits that let the load through."""
    from bench import gate_state
    from tenantpilot.access.gate.install import install
    from tenantpilot.access.gate.limits import Limits

    limits = Limits(events_per_second=1e6, session_events_per_second=1e6, sockets_per_session=1000)
    return install(_app(gate_state.Counter), limits=limits).serve()


def _app(state: Any) -> rx.App:
    made = rx.App(theme=None, toaster=None)
    for route in ("/", f"/{Plane.ADMIN.value}/[space]"):
        made.add_page(lambda: rx.el.div(state.count), route=route)
    return made
