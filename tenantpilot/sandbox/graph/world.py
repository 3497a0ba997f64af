"""All tenants of one running sandbox and what they share: applications, tokens, faults, limits, the log."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from tenantpilot.sandbox.graph import deeds
from tenantpilot.sandbox.graph.answer import Ids
from tenantpilot.sandbox.graph.data import AppRegistration, TenantData
from tenantpilot.sandbox.graph.faults import Faults
from tenantpilot.sandbox.graph.journal import Journal
from tenantpilot.sandbox.graph.limits import Governor, Limits
from tenantpilot.sandbox.graph.log import RequestLog
from tenantpilot.sandbox.graph.store import TenantStore
from tenantpilot.sandbox.graph.tenant import Tenant
from tenantpilot.sandbox.graph.tokens import Tokens

_SPACE = uuid.UUID("8f1b7c2e-5d6a-4c3b-9e0f-1a2b3c4d5e6f")


class World:
    """What the sandbox remembers while it runs."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        seed: int = 0,
        monotonic: Callable[[], float] = time.monotonic,
        state: Path | None = None,
    ) -> None:
        self.seed = seed
        self.journal = Journal(state) if state else None
        self.monotonic = monotonic
        self.tenants: dict[str, Tenant] = {}
        self.registrations: dict[str, AppRegistration] = {}
        self.faults = Faults()
        self.log = RequestLog()
        self.governor = Governor(limits or Limits(), monotonic)
        self.tokens = Tokens()
        self.done: deque[tuple[str, dict[str, str]]] = deque(maxlen=5)
        """What the control page did last: a message and its words."""
        self._counter = 0

    def add_tenant(self, data: TenantData) -> Tenant:
        """Serve a tenant from now on; one with the same id is replaced."""
        tenant = Tenant(data, TenantStore(data, self.monotonic))
        tenant.restart()
        if self.journal is not None:
            self.journal.replay(tenant, self.registrations)
            tenant.store.happened = partial(self.journal.write, data.tenant_id)
        self.tenants[data.tenant_id.lower()] = tenant
        return tenant

    def remember(self, tenant: Tenant) -> None:
        """Keep applications, licences and the timeline's position over a restart; call it after changing them."""
        if self.journal is not None:
            self.journal.state(tenant)

    def register(self, app: AppRegistration) -> None:
        """Make an application known to all tenants; each must still consent to it."""
        self.registrations[app.client_id] = app

    def tenant(self, name: str) -> Tenant | None:
        """The tenant with this id or domain."""
        name = name.lower()
        known = self.tenants.get(name)
        return known or next((t for t in self.tenants.values() if t.data.domain.lower() == name), None)

    def ids(self, client_request_id: str = "") -> Ids:
        """A new request id; the same seed gives the same row of them."""
        self._counter += 1
        request = str(uuid.UUID(int=(_SPACE.int ^ (self.seed << 64)) + self._counter))
        return Ids(request, client_request_id or request)

    def new_id(self) -> str:
        """An id for a new object."""
        self._counter += 1
        return str(uuid.uuid5(_SPACE, f"{self.seed}:{self._counter}:{id(self)}"))

    def advance(self, tenant: Tenant, until: datetime) -> int:
        """Let a tenant's timeline happen up to a moment; how many entries did."""
        happened = deeds.advance(tenant, until)
        self.remember(tenant)
        return happened

    def reset(self, tenant: Tenant | None = None) -> None:
        """One tenant, or everything, as at the start; tokens that exist are refused from now on."""
        self.governor.forget()
        for one in [tenant] if tenant else self.tenants.values():
            one.restart()
            self.tokens.revoke(one.data.tenant_id)
            if self.journal is not None:
                self.journal.write(one.data.tenant_id, "reset")
        for armed in self.faults.armed():
            if not armed.is_standing and (tenant is None or armed.tenant == tenant.data.tenant_id):
                self.faults.remove(armed.id)
