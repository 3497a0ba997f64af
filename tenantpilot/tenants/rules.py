"""What may be said of a tenant in forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from tenantpilot.access.tables import ENVIRONMENTS
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.tenants import tables

STAGES = tuple(ENVIRONMENTS)
TIERS = tables.TIERS
LONGEST_NAME = 120
LONGEST_REASON = 500
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class TenantForm:
    """A tenant as a form gives it. Without `provider_tenant_id` it stays a draft."""

    name: str
    provider_tenant_id: str = ""
    primary_domain: str = ""
    environment: str = "production"
    tier: str = "silver"


def guid(value: str) -> UUID | None:
    """A provider's id as people paste it, or None; the nil id is nobody's."""
    text = value.strip().strip("{}").lower()
    made = UUID(text) if _GUID.fullmatch(text) else None
    return made if made is not None and made.int else None


def cleaned(form: TenantForm) -> TenantForm:
    """The form with spaces put in order.

    Raises:
        InvalidInputError: per field what is wrong.
    """
    made = TenantForm(
        name=" ".join(form.name.split()),
        provider_tenant_id=form.provider_tenant_id.strip(),
        primary_domain=form.primary_domain.strip().lower().rstrip("."),
        environment=form.environment,
        tier=form.tier,
    )
    wrong: dict[str, str] = {}
    if not made.name:
        wrong["name"] = "error-field-required"
    elif len(made.name) > LONGEST_NAME:
        wrong["name"] = "error-field-too-long"
    if made.provider_tenant_id and guid(made.provider_tenant_id) is None:
        wrong["provider_tenant_id"] = "error-field-guid"
    if made.primary_domain and not _DOMAIN.fullmatch(made.primary_domain):
        wrong["primary_domain"] = "error-field-domain"
    if made.environment not in STAGES:
        wrong["environment"] = "error-field-choice"
    if made.tier not in TIERS:
        wrong["tier"] = "error-field-choice"
    if wrong:
        raise InvalidInputError(wrong)
    return made


def check_reason(reason: str, *, is_needed: bool) -> str:
    """The reason with spaces put in order.

    Raises:
        InvalidInputError: none where one is needed, or too long.
    """
    made = " ".join(reason.split())
    if is_needed and not made:
        raise InvalidInputError({"reason": "error-field-required"})
    if len(made) > LONGEST_REASON:
        raise InvalidInputError({"reason": "error-field-too-long"})
    return made
