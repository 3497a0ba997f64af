"""What the address of the page says: route arguments and filters, rebuilt by the gate, still untrusted."""

from __future__ import annotations

from reflex_base import constants
from reflex_base.event.context import EventContext


def argument(name: str) -> str:
    """A route argument or query field of the page the event comes from, or empty."""
    value = EventContext.get().router_data.get(constants.RouteVar.QUERY, {}).get(name, "")
    return value if isinstance(value, str) else ""


def path() -> str:
    """The path of the page the event comes from, without its query."""
    full = EventContext.get().router_data.get(constants.RouteVar.ORIGIN, "/")
    return full.partition("?")[0] if isinstance(full, str) else "/"


def query() -> str:
    """What stands after the question mark of the page the event comes from."""
    full = EventContext.get().router_data.get(constants.RouteVar.ORIGIN, "")
    return full.partition("?")[2] if isinstance(full, str) else ""
