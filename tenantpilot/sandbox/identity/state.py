"""Everything one running provider remembers; lost on restart, which is like a key rotation to its clients."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenantpilot.sandbox.identity.faults import FaultQueue
from tenantpilot.sandbox.identity.grants import Grants
from tenantpilot.sandbox.identity.keys import KeyRing
from tenantpilot.sandbox.identity.settings import IdentitySettings


@dataclass(slots=True)
class IdentityState:
    """The provider's settings, keys, grants and armed faults."""

    settings: IdentitySettings
    keys: KeyRing = field(default_factory=KeyRing)
    grants: Grants = field(default_factory=Grants)
    faults: FaultQueue = field(default_factory=FaultQueue)
