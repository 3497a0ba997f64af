"""What a membership may be: pure rules shared by invitations and changes of members."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tenantpilot.access.capabilities import PLANE, Plane, Role, may_grant
from tenantpilot.access.tables import MEMBER_ROLES, TENANT_MODES
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError

LONGEST_REASON = 500


@dataclass(frozen=True)
class Grant:
    """The wanted shape of a membership, as a form gives it (tenants by public id)."""

    role: str
    tenant_mode: str = "all"
    tenants: tuple[str, ...] = ()
    expires_at: datetime | None = None


def plane_of(role: str) -> Plane:
    """The plane a role belongs to."""
    return PLANE[Role(role)]


def check_grant(grant: Grant, known_tenants: Collection[str]) -> None:
    """Refuse what no form should send.

    Raises:
        InvalidInputError: per field what is wrong.
    """
    wrong: dict[str, str] = {}
    if grant.role not in MEMBER_ROLES:
        wrong["role"] = "error-field-choice"
    if grant.tenant_mode not in TENANT_MODES:
        wrong["tenant_mode"] = "error-field-choice"
    elif grant.tenant_mode != "all" and not grant.tenants:
        wrong["tenants"] = "error-field-choose-tenants"
    elif not set(grant.tenants) <= set(known_tenants):
        wrong["tenants"] = "error-field-choice"
    if grant.expires_at is not None and (grant.expires_at.tzinfo is None or grant.expires_at <= now()):
        wrong["expires_at"] = "error-field-future"  # without a zone nobody knows when it is
    if not wrong and grant.role == Role.CUSTOMER_VIEWER and grant.tenant_mode == "all":
        wrong["tenant_mode"] = "error-field-customer-tenants"
    if wrong:
        raise InvalidInputError(wrong)


def check_reason(reason: str) -> None:
    """Refuse a reason that no log should carry.

    Raises:
        InvalidInputError: it is too long.
    """
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError({"reason": "error-field-too-long"})


def check_may_grant(actor: Role, *roles: str) -> None:
    """Nobody gives, changes or takes a role above what theirs allows.

    Raises:
        ForbiddenError: one of the roles is out of the actor's reach.
    """
    if not all(may_grant(actor, Role(role)) for role in roles):
        raise ForbiddenError("role out of reach")
