"""What a browser may say at all: known client events with payloads that fit, from a rebuilt route."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Any

from reflex_base import constants

from tenantpilot.access.gate.declare import Declaration, declaration
from tenantpilot.access.gate.limits import Limits
from tenantpilot.access.gate.payloads import Check, boot_check, check_for, is_modest
from tenantpilot.access.gate.place import Routes
from tenantpilot.access.gate.reflex_private import BOOT, HYDRATE, handlers


class Refusal(StrEnum):
    """Why something was not let in; counted, never logged with what was sent."""

    ORIGIN = "origin"
    TOKEN = "token"  # noqa: S105  a word, not a secret
    SOCKETS = "sockets"
    PACKET = "packet"
    RATE = "rate"
    EVENT = "event"
    PAYLOAD = "payload"
    QUEUE = "queue"


class Admission:
    """The table of client events, made from the registry, and the check of each packet against it."""

    def __init__(self, routes: Routes, limits: Limits) -> None:
        self._routes, self._limits = routes, limits
        self._checks: dict[str, Check] = {}
        self._declared: dict[str, Declaration] = {}
        self.background: frozenset[str] = frozenset()
        self.refused: Counter[Refusal] = Counter()

    def rebuild(self) -> None:
        """Read the registry again; an event without an entry here cannot be sent."""
        found = {name: r.handler for name, r in handlers().items()}
        self._declared = {name: d for name, h in found.items() if (d := declaration(h.fn))}
        self._checks = {
            name: check_for(found[name], self._limits.text_characters) for name, d in self._declared.items() if d.client
        }
        self._checks |= {name: boot_check if name == HYDRATE else _no_arguments for name in BOOT}
        self.background = frozenset(name for name in self._checks if found[name].is_background)

    def declared(self, name: str) -> Declaration | None:
        """What a handler was declared to be; None for every handler that was not."""
        return self._declared.get(name)

    def client_events(self) -> tuple[str, ...]:
        """The names a browser may send."""
        return tuple(self._checks)

    def refuse(self, why: Refusal) -> Refusal:
        """Count a refusal."""
        self.refused[why] += 1
        return why

    def admit(self, packet: object) -> dict[str, Any] | Refusal:
        """The event to queue, rebuilt from checked parts, or why there is none."""
        if not isinstance(packet, dict):
            return self.refuse(Refusal.PAYLOAD)
        name = packet.get("name")
        check = self._checks.get(name) if isinstance(name, str) else None
        if check is None:
            return self.refuse(Refusal.EVENT)
        payload = packet.get("payload")
        payload = {} if payload is None else payload
        if not isinstance(payload, dict):
            return self.refuse(Refusal.PAYLOAD)
        if not is_modest(payload, self._limits.payload_depth, self._limits.payload_nodes):
            return self.refuse(Refusal.PAYLOAD)
        checked = check(payload)
        if checked is None:
            return self.refuse(Refusal.PAYLOAD)
        return {"name": name, "payload": checked, "router_data": self.route(packet.get("router_data"))}

    def route(self, claimed: object) -> dict[str, Any]:
        """Routing data in which pattern, path and query agree."""
        routed = self._routes.rebuild(claimed)
        return {
            constants.RouteVar.PATH: routed.path,
            constants.RouteVar.ORIGIN: routed.as_path,
            constants.RouteVar.QUERY: dict(routed.query),
        }


def _no_arguments(payload: dict[str, Any]) -> dict[str, Any] | None:
    return None if payload else payload
