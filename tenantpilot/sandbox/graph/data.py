"""What a tenant of the sandbox consists of. Plain data: generators fill it, the server serves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
Objects = dict[str, Json]
Operation = Literal["Create", "Patch", "Delete", "Assign"]

INTUNE = "INTUNE_A"
CONDITIONAL_ACCESS = "AAD_PREMIUM"
IDENTITY_PROTECTION = "AAD_PREMIUM_P2"
WINDOWS_365 = "CPC_E_2VCPU_8GB_256GB"
ALL_LICENCES = frozenset({INTUNE, CONDITIONAL_ACCESS, IDENTITY_PROTECTION, WINDOWS_365})


@dataclass(slots=True)
class AppSecret:
    """A client secret; without `expires_at` it never ends."""

    value: str
    expires_at: datetime | None = None


@dataclass(slots=True)
class AppCertificate:
    """A public certificate in PEM; its own validity dates decide when it ends."""

    pem: str


@dataclass(slots=True)
class AppRegistration:
    """An application as one tenant knows it.

    `granted` are the application permissions an administrator agreed to; a token carries them as they were when it
    was made. `requested` is what Accept on the consent page grants. Without consent the tenant does not know the
    application at all (AADSTS700016).
    """

    client_id: str
    display_name: str = "TenantPilot"
    secrets: list[AppSecret] = field(default_factory=list)
    certificates: list[AppCertificate] = field(default_factory=list)
    granted: set[str] = field(default_factory=set)
    requested: tuple[str, ...] = ()
    redirect_uris: tuple[str, ...] = ()
    consented: bool = True
    disabled: bool = False


@dataclass(slots=True)
class TimelineEntry:
    """Something somebody did in the tenant; applied when the tenant's timeline is moved to `at` or later.

    `object` is the whole hydrated object after a Create, Patch or Assign, and None for a Delete.
    """

    at: datetime
    actor: str
    operation: Operation
    collection: str
    id: str
    object: Json | None = None


@dataclass(slots=True)
class TenantData:
    """One tenant. `collections` maps a name of `collections.COLLECTIONS` to hydrated objects by id.

    Hydrated means that everything Graph serves below an object stands in it under Graph's own name: assignments,
    settings, scheduledActionsForRule, definitionValues with definition and presentationValues, apps, items and so on.
    The server leaves out of lists what Graph leaves out. A singleton (`settings`, `applePushNotificationCertificate`)
    is a collection with one object under any id. `audit_events` are Intune's, `directory_audits` Entra's.
    """

    tenant_id: str
    display_name: str
    domain: str
    apps: list[AppRegistration] = field(default_factory=list)
    collections: dict[str, Objects] = field(default_factory=dict)
    audit_events: list[Json] = field(default_factory=list)
    directory_audits: list[Json] = field(default_factory=list)
    licences: frozenset[str] = ALL_LICENCES
    unsupported: frozenset[str] = frozenset()
    """Collections whose segment this tenant's service does not know (400)."""
    is_gone: bool = False
    timeline: list[TimelineEntry] = field(default_factory=list)
    deleted: dict[str, Objects] = field(default_factory=dict)
    """Softly deleted Conditional Access objects by collection."""

    def app(self, client_id: str) -> AppRegistration | None:
        """The application registered here under `client_id`, consented or not."""
        return next((app for app in self.apps if app.client_id == client_id), None)

    def put(self, collection: str, item: Mapping[str, Any]) -> None:
        """Add or replace a hydrated object under its own id."""
        self.collections.setdefault(collection, {})[str(item["id"])] = dict(item)
