"""Changing a credential without a gap: the next one is added, checked, and made current; then the old one is destroyed.

Until the next one is made current, the old one goes on serving.
"""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError, NotFoundError
from tenantpilot.provider import connections, credential_store, queries
from tenantpilot.provider.credentials import CredentialForm, checked
from tenantpilot.provider.tables import ProviderConnection, ProviderCredential
from tenantpilot.store.scope import Scope

KIND = "credential"


def add_credential(ctx: Context, connection_handle: str, form: CredentialForm) -> str:
    """Bring the next credential and return its public id; it becomes current at once where there is none.

    Raises:
        NotFoundError: the handle does not open, or the connection is out of reach.
        InvalidInputError: per field what is wrong.
        ConflictError: a next one is waiting already.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        row = connections.load(ctx, scope, connection_handle)
        brought = checked(form)
        if queries.credential_in(scope, row, "next") is not None:
            raise ConflictError("one is waiting", message_key="error-credential-next-waits")
        state = "next" if queries.credential_in(scope, row, "current") else "current"
        made = credential_store.add(scope, row, brought, state=state)
        scope.record("credential.added", KIND, made.public_id, after=credential_store.described(made))
        return made.public_id


def promote_credential(ctx: Context, handle: str) -> None:
    """Make the next credential the current one and destroy the old one, in one step.

    Raises:
        NotFoundError: the handle does not open, or the credential is out of reach.
        ConflictError: it is not the next one any more, or its last check did not pass.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        _, row = _load(ctx, scope, handle)
        if row.state != "next":
            raise ConflictError("not the next one", message_key="error-credential-not-next")
        if row.checked_at is None or row.reason_code:
            raise ConflictError("not checked", message_key="error-credential-unchecked")
        if row.expires_at is not None and row.expires_at <= now():
            raise ConflictError("expired", message_key="error-credential-expired")
        before = credential_store.described(row)
        old = queries.current_of(scope, row)
        if old is not None:
            credential_store.retire(scope, old)
        row.state = "current"
        scope.session.add(row)
        if old is not None:
            scope.record("credential.retired", KIND, old.public_id)
        scope.record(
            "credential.promoted", KIND, row.public_id, before=before, after=credential_store.described(row)
        )  # fmt: skip


def discard_credential(ctx: Context, handle: str) -> None:
    """Destroy a next credential that nobody wants any more.

    Raises:
        NotFoundError: the handle does not open, or the credential is out of reach.
        ConflictError: it is not the next one.
        ForbiddenError, SignInRequiredError: as open_scope.
    """
    with open_scope(ctx, Capability.CONNECTION_MANAGE, write=True) as scope:
        _, row = _load(ctx, scope, handle)
        if row.state != "next":
            raise ConflictError("not the next one", message_key="error-credential-not-next")
        before = credential_store.described(row)
        credential_store.retire(scope, row)
        scope.record("credential.discarded", KIND, row.public_id, before=before)


def _load(ctx: Context, scope: Scope, handle: str) -> tuple[ProviderConnection, ProviderCredential]:
    """The credential and its connection, held in this order by everybody."""
    ref = unseal(ctx, KIND, handle)
    connection = queries.connection_of(scope, scope.get(ProviderCredential, ref), lock=True)
    if connection is None:
        raise NotFoundError("the connection was removed")
    row = scope.get(ProviderCredential, ref, lock=True)
    scope.session.refresh(row)
    scope.tenant = (row.tenant_id, queries.tenant_of(scope, connection).public_id)
    return connection, row
