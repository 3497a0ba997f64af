"""Whether the person belongs in the plane and workspace a route names, before any handler of that plane runs.

Asked through `open_scope`, so the refusal and its audit entry are those of any other refused access. A yes is
remembered for seconds, under the session's epoch: every change of authority raises the epoch, only an expiry passes
unseen for that long, and every service asks again for itself anyway. A no is never remembered.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.context import Context
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.scopes import open_installation, open_scope

REMEMBER_SECONDS = 30.0
REMEMBER_MAX = 10_000
_ENTRY = {Plane.ADMIN: Capability.WORKSPACE_READ, Plane.REVIEW: Capability.REVIEW_READ}


def enter(ctx: Context) -> None:
    """Prove that the person belongs where the route says they are.

    Raises:
        NotFoundError: they do not, or there is no such workspace.
        ForbiddenError: they do, without the plane's first capability.
    """
    if ctx.plane is Plane.SYSTEM:
        with open_installation(ctx, Capability.INSTALLATION_READ):
            return
    with open_scope(ctx, _ENTRY[ctx.plane]):
        return


class Presence:
    """Remembers where people were found to belong."""

    def __init__(self, prove: Callable[[Context], None] = enter) -> None:
        self._prove = prove
        self._until: OrderedDict[tuple[str, int, Plane, str], float] = OrderedDict()

    async def require(self, ctx: Context) -> None:
        """Pass only if the person belongs there.

        Raises:
            NotFoundError: they do not belong there, or it does not exist.
        """
        key = (ctx.session_ref, ctx.session_epoch, ctx.plane, ctx.space)
        if self._until.get(key, 0.0) > time.monotonic():
            return
        self._until.pop(key, None)
        await run_service(self._prove, ctx)
        self._until[key] = time.monotonic() + REMEMBER_SECONDS
        if len(self._until) > REMEMBER_MAX:
            self._until.popitem(last=False)
