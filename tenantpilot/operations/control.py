"""What people do to runs under way and over: cancel, retry what failed."""

from __future__ import annotations

import json

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError
from tenantpilot.operations import catalogue, completion, run_queries
from tenantpilot.operations.dispatch import KIND, start_within
from tenantpilot.operations.tables import OperationRun
from tenantpilot.operations.views import StartedRun

RETRIED = frozenset({"partially_succeeded", "failed", "blocked", "cancelled"})


def cancel(ctx: Context, handle: str) -> None:
    """End a waiting run at once; ask a running one to stop before its next batch. Asking twice is no error.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; the handle does not open, or the run is out of reach.
        ConflictError: the run is over.
    """
    ref = unseal(ctx, KIND, handle)
    with open_scope(ctx, Capability.RUN_CANCEL, write=True) as scope:
        run = run_queries.run_by_ref(scope, ref, lock=True)
        if run.status == "completed":
            raise ConflictError("the run is over", message_key="error-run-over")
        if run.status == "queued":
            completion.complete(scope.session, run, "cancelled", "cancelled_by_person", ctx.actor)
        elif run.cancel_requested_at is None:
            run.cancel_requested_at, run.cancel_requested_by = now(), ctx.user_ref
            scope.session.add(run)
            scope.record("run.cancel_requested", KIND, run.public_id, run_ref=run.public_id)


def can_retry(run: OperationRun) -> bool:
    """Whether a run ended in a way that another try may mend."""
    return run.outcome in RETRIED


def retry_failed(ctx: Context, handle: str, *, reason: str = "") -> StartedRun:
    """Ask for a new run of what failed: only the failed items, or everything if the run did not get that far.

    It is a start like any other, by the person who asks now and with their rights of now.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also without the operation's own capability.
        ConflictError: the run did not end, or has nothing to retry.
        BlockedError: the workspace is suspended.
    """
    ref = unseal(ctx, KIND, handle)
    with open_scope(ctx, Capability.RUN_RETRY) as scope:
        run = run_queries.run_by_ref(scope, ref)
        operation = catalogue.find(run.kind)
        tenant_ref = run_queries.tenant_ref(scope, run)
    with open_scope(ctx, operation.capability, tenant=tenant_ref, write=True) as scope:
        run = run_queries.run_by_ref(scope, ref)
        if not can_retry(run):
            raise ConflictError("nothing to retry", message_key="error-run-not-retryable")
        failed = run_queries.failed_items(scope, run.id) if operation.retries_items else []
        arguments = json.loads(run.arguments)
        # What was refused or cut short is done anew as a whole, so only a run with failed items is retried in part.
        earlier = run if failed else None
        return start_within(ctx, scope, operation, arguments, reason=reason, retry_of=earlier, failed=failed)
