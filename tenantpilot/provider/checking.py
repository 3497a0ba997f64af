"""Asking for a check of a connection: always a run, never the page itself."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations import dispatch
from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.operations.views import StartedRun
from tenantpilot.provider import connections, queries, rotation
from tenantpilot.provider.tables import ProviderCredential


def start_check(ctx: Context, handle: str) -> StartedRun:
    """Check a connection with its current credential; the check under way is joined.

    Raises:
        NotFoundError: the handle does not open, or the connection is out of reach.
        ForbiddenError, SignInRequiredError: as open_scope.
        BlockedError: nothing may be started for the tenant now; the reason says why.
    """
    with open_scope(ctx, Capability.CONNECTION_CHECK) as scope:
        row = connections.load(ctx, scope, handle, lock=False)
        ref, tenant = row.public_id, queries.tenant_of(scope, row).public_id
    return dispatch.start(ctx, CHECK_CONNECTION, {"connection": ref}, tenant=tenant)


def start_credential_check(ctx: Context, handle: str) -> StartedRun:
    """Check a connection with its next credential, before it is made current.

    Raises:
        NotFoundError: the handle does not open, or the credential is out of reach.
        ForbiddenError, SignInRequiredError: as open_scope.
        BlockedError: nothing may be started for the tenant now; the reason says why.
    """
    with open_scope(ctx, Capability.CONNECTION_CHECK) as scope:
        credential = scope.get(ProviderCredential, unseal(ctx, rotation.KIND, handle))
        row = queries.connection_of(scope, credential)
        if row is None:
            raise NotFoundError("the connection was removed")
        ref, tenant = row.public_id, queries.tenant_of(scope, row).public_id
    return dispatch.start(
        ctx, CHECK_CONNECTION, {"connection": ref, "credential": credential.public_id}, tenant=tenant
    )  # fmt: skip
