"""Acceptances that end by themselves: one operation of the system, started wherever something is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import exception_expiry
from tenantpilot.findings import exception_queries as queries
from tenantpilot.operations import sweeps
from tenantpilot.operations.catalogue import Batch, Operation, register
from tenantpilot.operations.names import EXPIRE_EXCEPTIONS
from tenantpilot.operations.steps import Work

EVERY = 5.0
MOST_WORKSPACES = 500


def _batch(work: Work) -> Batch:
    done = exception_expiry.step(work.scope)
    told = {"expired": done.expired, "lapsed": done.lapsed, "reminded": done.reminded}
    facts = {name: int(work.facts.get(name, 0)) + count for name, count in told.items()}
    return Batch(cursor=str(sum(facts.values())), is_last=done.is_last, facts=facts)


def _due(session: Session, moment: datetime) -> Sequence[UUID]:
    return queries.due_workspaces(session, moment, MOST_WORKSPACES)


register(
    Operation(
        kind=EXPIRE_EXCEPTIONS,
        capability=Capability.EXCEPTION_REVOKE,
        changes="tenantpilot",
        batch=_batch,
        may_be_started_by_system=True,
        is_offered=False,
        may_be_scheduled=False,
        max_attempts=50,
    )
)
sweeps.register(sweeps.Sweep(EXPIRE_EXCEPTIONS, EVERY, _due))
