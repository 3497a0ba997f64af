"""Statements about versions of rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select

from tenantpilot.access.tables import UserAccount
from tenantpilot.findings.tables import GovernancePolicy
from tenantpilot.store.scope import Scope


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
