"""How a service is called by the generated attacks.

A call gets the Context, the world, and the public id of a record to aim at (`aims` names its table, none: "").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tenantpilot.access.capabilities import CAPABILITIES, Capability, Role
from tenantpilot.access.handles import seal
from tests.isolation.world import World

C = Capability
Door = Literal["workspace", "person", "installation"]
Call = Callable[[Any, World, str], Any]


@dataclass(frozen=True)
class Case:
    """One way to call a service. `needs`: the capabilities of which a role must hold all (`any_of`: one)."""

    service: str
    door: Door
    call: Call
    needs: tuple[Capability, ...] = ()
    any_of: bool = False
    aims: str = ""
    where: str = "true"  # which records of the aimed table let an admitted caller through
    note: str = ""

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.service}{f'[{self.note}]' if self.note else ''}"

    def admits(self, role: Role) -> bool:
        """Whether the registry of capabilities lets this role through."""
        held = [need in CAPABILITIES[role] for need in self.needs]
        return any(held) if self.any_of else all(held)


def by_handle(function: Callable[..., Any], kind: str, *values: Any, **named: Any) -> Call:
    """Call a service with a handle of the caller's own session for whatever record is aimed at."""
    return lambda ctx, world, ref: function(ctx, seal(ctx, kind, ref), *values, **named)


def plainly(function: Callable[..., Any], *values: Any, **named: Any) -> Call:
    """Call a service that is aimed at nothing."""
    return lambda ctx, world, ref: function(ctx, *values, **named)


def at(function: Callable[..., Any], *values: Any, **named: Any) -> Call:
    """Call a service with a public id as it stands in an address."""
    return lambda ctx, world, ref: function(ctx, ref, *values, **named)
