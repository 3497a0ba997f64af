"""Statements about versions of rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, text
from sqlalchemy import select as columns
from sqlmodel import col, select

from tenantpilot.access.tables import UserAccount
from tenantpilot.findings.tables import Finding, GovernancePolicy
from tenantpilot.store.scope import Scope

_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:key, 0))")


def one_at_a_time(scope: Scope, kind: str) -> None:
    """Hold the rules of a kind against other changes until the transaction ends; the first version has no row."""
    scope.session.connection().execute(_LOCK, {"key": f"rules {scope.workspace_id} {kind}"})


def count_unsettled(scope: Scope) -> int:
    """How many findings still follow the rules."""
    counted = columns(func.count()).select_from(Finding).where(*_unsettled(scope))
    return int(scope.session.execute(counted).scalar_one())


def _unsettled(scope: Scope) -> tuple[Any, ...]:
    mine = Finding.workspace_id == scope.workspace_id
    return (mine, scope.tenants.reaches_row(col(Finding.tenant_id)),
            or_(col(Finding.is_open), col(Finding.status) == "risk_accepted"))  # fmt: skip


def newest(scope: Scope, kind: str) -> GovernancePolicy | None:
    """The version in force; none: the product's own rules are."""
    query = (
        select(GovernancePolicy)
        .where(GovernancePolicy.workspace_id == scope.workspace_id, GovernancePolicy.kind == kind)
        .order_by(col(GovernancePolicy.version).desc())
    )
    return scope.session.exec(query.limit(1)).one_or_none()


def version(scope: Scope, kind: str, number: int) -> GovernancePolicy | None:
    """A version by its number."""
    query = select(GovernancePolicy).where(
        GovernancePolicy.workspace_id == scope.workspace_id,
        GovernancePolicy.kind == kind,
        GovernancePolicy.version == number,
    )
    return scope.session.exec(query).one_or_none()


def history(scope: Scope, kind: str, below: int, limit: int) -> Sequence[Any]:
    """(version, who made it), newest first, below a number; one more than `limit` if there is."""
    person = col(UserAccount.id) == col(GovernancePolicy.made_by_id)
    query = (
        columns(GovernancePolicy, UserAccount.public_id, UserAccount.display_name)  # type: ignore[call-overload]
        .select_from(GovernancePolicy)
        .outerjoin(UserAccount, person)
        .where(
            GovernancePolicy.workspace_id == scope.workspace_id,
            GovernancePolicy.kind == kind,
            GovernancePolicy.version < below,
        )
        .order_by(col(GovernancePolicy.version).desc())
        .limit(limit + 1)
    )
    return scope.session.execute(query).all()
