"""An administrator's consent: where it begins, and what its end is worth.

The way back is an address anybody can type, so nothing in it is believed: `state` proves that this session began it for
this connection and uses it up; whatever else came only leads to a check, which asks the tenant itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import quote, urlencode

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import AppError, BlockedError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import dispatch
from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.provider import connections, queries
from tenantpilot.provider.connection_reading import redirect_uri
from tenantpilot.provider.tables import ConsentAttempt
from tenantpilot.tenants.links import connection_href
from tenantpilot.tenants.rules import guid

KIND = "consent"
LIFE = timedelta(minutes=15)
_CODE = re.compile(r"AADSTS(\d{4,9})")


class Refusal(StrEnum):
    """Why a consent came to nothing; each has its words (`consent-…-title`, `-text`, `-next`)."""

    STATE_UNKNOWN = "state_unknown"
    STATE_USED = "state_used"
    STATE_EXPIRED = "state_expired"
    CANCELLED = "cancelled"
    NOT_ADMINISTRATOR = "not_administrator"
    REDIRECT_UNKNOWN = "redirect_unknown"
    APP_UNKNOWN = "app_unknown"
    OTHER_TENANT = "other_tenant"
    NOT_GRANTED = "not_granted"
    PROVIDER_REFUSED = "provider_refused"
    NOT_CONNECTABLE = "not_connectable"
    CHECK_BLOCKED = "check_blocked"
    UNEXPECTED = "unexpected"


# What the provider says by number, before what it says by name.
_BY_NUMBER = {
    50011: Refusal.REDIRECT_UNKNOWN,
    700016: Refusal.APP_UNKNOWN,
    90002: Refusal.OTHER_TENANT,
    90072: Refusal.OTHER_TENANT,
    50020: Refusal.OTHER_TENANT,
    65004: Refusal.CANCELLED,
    90094: Refusal.NOT_ADMINISTRATOR,
    90093: Refusal.NOT_ADMINISTRATOR,
}
_BY_NAME = {
    "permission_denied": Refusal.CANCELLED,
    "access_denied": Refusal.CANCELLED,
    "consent_required": Refusal.NOT_GRANTED,
    "unauthorized_client": Refusal.APP_UNKNOWN,
}


class ConsentError(AppError):
    """A consent came to nothing; `href` is the connection's page, if it is known whose consent it was."""

    def __init__(self, refusal: Refusal, *, href: str = "", reason: str = "") -> None:
        super().__init__(f"consent: {refusal.value} {reason}".strip())
        self.refusal, self.href, self.reason = refusal, href, reason


@dataclass(frozen=True)
class Returned:
    """What the way back carried, all of it unproven."""

    state: str
    tenant: str = ""
    admin_consent: str = ""
    error: str = ""
    description: str = ""


def begin(ctx: Context, connection_ref: str) -> str:
    """The provider's address where an administrator agrees to the connection's application.

    Raises:
        NotFoundError: malformed, absent, foreign, removed and out of reach alike.
        ConsentError: the tenant cannot be connected in its present lifecycle.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        row = queries.connection(scope, connection_ref)
        tenant = queries.tenant_of(scope, row)
        if tenant.lifecycle not in connections.CONNECTABLE:
            raise ConsentError(Refusal.NOT_CONNECTABLE, href=connection_href(scope.workspace_ref, connection_ref))
        scope.tenant = (tenant.id, tenant.public_id)
        attempt = scope.add(
            ConsentAttempt(
                workspace_id=scope.workspace_id,
                connection_id=row.id,
                tenant_id=row.tenant_id,
                user_id=ctx.user_id,
                expires_at=now() + LIFE,
            )
        )
        scope.record("consent.asked", connections.KIND, row.public_id)
        query = {
            "client_id": str(row.client_id),
            "redirect_uri": redirect_uri(),
            "state": seal(ctx, KIND, f"{scope.workspace_ref} {attempt.public_id}"),
        }
    place = quote(str(tenant.provider_tenant_id), safe="")
    return f"{settings().login_url.rstrip('/')}/{place}/adminconsent?{urlencode(query)}"


def finish(ctx: Context, returned: Returned) -> str:
    """Use up the consent's state, start a check when the provider says yes, and return where to go on.

    Raises:
        NotFoundError: the state is not one of this session's, or what it was about is out of reach.
        ConsentError: whatever else there is to explain.
        ForbiddenError, SignInRequiredError: as open_scope; the person lost the right meanwhile.
    """
    space, _, attempt_ref = unseal(ctx, KIND, returned.state).partition(" ")
    there = ctx.at(space)
    connection_ref, tenant_ref, claim = _use_up(there, attempt_ref)
    href = connection_href(space, connection_ref)
    refusal = _refusal(returned, claim)
    if refusal is not None:
        raise ConsentError(refusal, href=href)
    try:
        dispatch.start(there, CHECK_CONNECTION, {"connection": connection_ref}, tenant=tenant_ref)
    except BlockedError as error:
        raise ConsentError(Refusal.CHECK_BLOCKED, href=href, reason=error.reason) from None
    return href


def _use_up(ctx: Context, attempt_ref: str) -> tuple[str, str, str]:
    """(connection, tenant, the provider's id of the tenant) of an attempt that nobody used before."""
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        attempt = scope.get(ConsentAttempt, attempt_ref, lock=True)
        if attempt.user_id != ctx.user_id:
            raise ConsentError(Refusal.STATE_UNKNOWN)
        row = queries.connection_by_key(scope, attempt.connection_id)
        tenant = queries.tenant_of(scope, row)
        problem = _spent(attempt)
        if problem is None:
            attempt.used_at = now()
            scope.session.add(attempt)
        href = connection_href(scope.workspace_ref, row.public_id)
    if problem is not None:
        raise ConsentError(problem, href=href)
    return row.public_id, tenant.public_id, str(tenant.provider_tenant_id or "")


def _spent(attempt: ConsentAttempt) -> Refusal | None:
    if attempt.used_at is not None:
        return Refusal.STATE_USED
    return Refusal.STATE_EXPIRED if attempt.expires_at <= now() else None


def _refusal(returned: Returned, claim: str) -> Refusal | None:
    """What the way back says against it. A yes is not believed either: it leads to a check and to nothing else."""
    if returned.error:
        number = _CODE.search(returned.description)
        known = _BY_NUMBER.get(int(number[1])) if number else None
        return known or _BY_NAME.get(returned.error, Refusal.PROVIDER_REFUSED)
    named = guid(returned.tenant)
    if returned.tenant and (named is None or str(named) != claim):
        return Refusal.OTHER_TENANT
    return None if returned.admin_consent.lower() == "true" else Refusal.NOT_GRANTED
