"""Context: who acts, how they signed in, in which plane and with which request; built per event, never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from tenantpilot.access.capabilities import Plane
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.store.ledger import Actor


@dataclass(frozen=True)
class Context:
    """One signed-in request.

    `space` is the workspace public id taken from the route: untrusted, resolved through membership by open_scope.
    Nothing in here grants anything; it says whose rights to look up.
    """

    user_id: UUID
    user_ref: str
    display_name: str
    session_id: UUID
    session_ref: str
    session_epoch: int
    plane: Plane
    space: str = ""
    request_id: str = ""

    @property
    def actor(self) -> Actor:
        """This person as the audit log names them."""
        return Actor(
            kind="platform" if self.plane is Plane.SYSTEM else "person",
            ref=self.user_ref,
            user_id=self.user_id,
            plane=self.plane.value,
            request_id=self.request_id,
        )

    def at(self, space: str) -> Context:
        """The same person looking at another workspace (chooser, notifications); grants nothing."""
        return replace(self, space=space)


def new_request_id() -> str:
    """A fresh id that ties an event's log lines and audit entries together."""
    return new_public_id("req")
