"""What a look at a connection means: pure rules from the client's reading to health, consent and permission report."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tenantpilot.provider import posture_rules
from tenantpilot.provider.posture_rules import Posture
from tenantpilot.provider.reading import CheckReading, Trouble
from tenantpilot.store.ledger import canonical

# Faults that pass: they say nothing about the connection, so what was known of it stays.
TRANSIENT = frozenset({
    "answer_malformed", "answer_too_large", "connection_lost", "graph_unreachable", "provider_error",
    "sign_in_throttled", "sign_in_unavailable", "throttled", "timeout",
})  # fmt: skip
# The tenant does not let the application in (any more).
NO_CONSENT = frozenset({"app_disabled", "app_not_in_tenant", "consent_missing"})
OF_THE_CREDENTIAL = frozenset({"certificate_refused", "credential_expired", "credential_wrong"})
_PREMIUM = frozenset({"AAD_PREMIUM", "AAD_PREMIUM_P2"})
_INTUNE = "DeviceManagement"


@dataclass(frozen=True)
class Verdict:
    """How the connection stands now. `is_known` is False when the look found out nothing: then nothing changes."""

    health: str
    consent: str
    reason_code: str = ""
    detail: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Report:
    """What of a reading is kept as a permission report."""

    content: str
    digest: str
    features: int
    blocked: tuple[str, ...]
    missing: tuple[str, ...]
    unlicensed: tuple[str, ...]
    optional: tuple[str, ...] = field(default=())


def verdict(reading: CheckReading, *, consent: str, health: str) -> Verdict:
    """What the reading says, given what was known of consent and health before."""
    if reading.trouble is not None:
        return _refused(reading.trouble, consent, health)
    if reading.is_same_tenant is not True:
        return Verdict("failing", consent, "tenant_other" if reading.is_same_tenant is False else "tenant_unproven")
    if reading.granted is None:
        return Verdict("degraded", consent, "permissions_unknown")
    if not reading.granted:
        gone = _gone(consent)
        return Verdict("failing", gone, f"consent_{gone}")
    return _admitted(reading)


def _refused(trouble: Trouble, consent: str, health: str) -> Verdict:
    if trouble.code in TRANSIENT:
        return Verdict(health, consent, trouble.code, trouble.detail, is_known=False)
    return Verdict("failing", _gone(consent) if trouble.code in NO_CONSENT else consent, trouble.code, trouble.detail)


def _admitted(reading: CheckReading) -> Verdict:
    found = report(reading)
    if found.missing:
        return Verdict("degraded", "granted", "permission_missing", ", ".join(found.missing))
    if reading.has_intune is False:
        return Verdict("degraded", "granted", "resource_unlicensed")
    return Verdict("healthy", "granted")


def _gone(consent: str) -> str:
    return "withdrawn" if consent in ("granted", "withdrawn") else "missing"


def report(reading: CheckReading) -> Report:
    """The report of a reading that knows what is granted; what the tenant has no licence for is not missing."""
    posture = posture_rules.assess(reading.granted or frozenset())
    unlicensed = _unlicensed(posture, reading)
    features = [_feature(one, unlicensed) for one in posture.features]
    needed = [one for one in features if one["state"] == "missing" and not one["is_optional"]]
    content = canonical({
        "features": features,
        "granted": sorted(reading.granted or ()),
        "excess": list(posture.excess),
        "has_intune": reading.has_intune,
        "service_plans": None if reading.service_plans is None else list(reading.service_plans),
    })  # fmt: skip
    return Report(
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        features=len(features),
        blocked=tuple(one["feature"] for one in needed),
        missing=tuple(dict.fromkeys(name for one in needed for name in one["missing"])),
        unlicensed=tuple(sorted(unlicensed)),
        optional=tuple(one["feature"] for one in features if one["state"] == "missing" and one["is_optional"]),
    )


def _feature(standing: posture_rules.Standing, unlicensed: Collection[str]) -> dict[str, Any]:
    is_licensed = standing.feature not in unlicensed
    return {
        "feature": standing.feature,
        "state": standing.state if is_licensed else "unlicensed",
        "is_optional": standing.is_optional,
        "required": list(standing.permissions),
        "missing": list(standing.missing) if is_licensed else [],
        "blocks": list(standing.blocked) if is_licensed else [],
        "fix": standing.fix if is_licensed else "",
    }


def _unlicensed(posture: Posture, reading: CheckReading) -> frozenset[str]:
    """Features whose service the tenant certainly does not have; a doubt is no."""
    found = set()
    if reading.has_intune is False:
        found |= {
            one.feature for one in posture.features if all(name.startswith(_INTUNE) for name in one.permissions)
        }  # fmt: skip
    if reading.service_plans is not None and _PREMIUM.isdisjoint(reading.service_plans):
        found.add("conditional_access")
    return frozenset(found)
