"""Declares what a handler is. A method of a state without a declaration is refused at start-up.

    class Members(rx.State):
        @server_event(plane=Plane.ADMIN, load=True)       # a page's on_load, or a step chained by another handler
        async def load(self) -> None: ...

        @client_event(plane=Plane.ADMIN)                   # the browser may send it
        async def remove(self, handle: str) -> None: ...

Arguments of a client event must be typed with plain types (text, numbers, booleans, lists of these, literals, a
TypedDict of these for a form); the payload is checked against them, strictly, before the event is queued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import reflex as rx

from tenantpilot.access.capabilities import Plane

Handler = TypeVar("Handler", bound=Callable[..., Any])
MARK: Final = "__tenantpilot_event__"
# For pages outside the planes (own sessions, the shell itself): nothing there opens a workspace by itself.
ANYWHERE: Final[frozenset[Plane]] = frozenset()


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who may cause a handler to run, and from where."""

    client: bool
    planes: frozenset[Plane]
    anonymous: bool = False
    load: bool = False
    passive: bool = False

    def allows(self, plane: Plane | None) -> bool:
        """Whether a route of `plane` (None: outside the planes) may cause the event."""
        return not self.planes or plane in self.planes


def declaration(function: object) -> Declaration | None:
    """What the function behind a handler was declared to be."""
    found = getattr(function, MARK, None)
    return found if isinstance(found, Declaration) else None


def _planes(plane: Plane | Iterable[Plane]) -> frozenset[Plane]:
    return frozenset({plane}) if isinstance(plane, Plane) else frozenset(plane)


def _declare(stated: Declaration, event: dict[str, Any]) -> Callable[[Handler], Handler]:
    def mark(function: Handler) -> Handler:
        setattr(function, MARK, stated)
        made: Handler = rx.event(**event)(function)
        return made

    return mark


def client_event(
    *,
    plane: Plane | Iterable[Plane],
    anonymous: bool = False,
    passive: bool = False,
    **event: Any,
) -> Callable[[Handler], Handler]:
    """Let browsers on routes of `plane` (one, several, or ANYWHERE) send this event.

    `anonymous` admits people who are not signed in. `passive` is for timers: it does not count as the person being
    there, so it does not keep an idle session alive. Further options go to `rx.event`.
    """
    return _declare(Declaration(client=True, planes=_planes(plane), anonymous=anonymous, passive=passive), event)


def server_event(
    *, plane: Plane | Iterable[Plane], anonymous: bool = False, load: bool = False, **event: Any
) -> Callable[[Handler], Handler]:
    """Keep the event on the server: reachable as a page's on_load or chained by another handler, never by name.

    With `load` an error shows in place of the page instead of as a notice.
    """
    return _declare(Declaration(client=False, planes=_planes(plane), anonymous=anonymous, load=load), event)
