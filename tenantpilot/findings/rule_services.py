"""What people do with the rules for findings: read them and their history, change them with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenantpilot.access.context import Context
from tenantpilot.findings.policy_views import ExceptionRulesPage, RulesChanged, RulesHistory, SeverityPage, SlaPage


def read_sla(ctx: Context) -> SlaPage:
    """Service levels in force.

    Raises:
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    raise NotImplementedError


def read_severity(ctx: Context) -> SeverityPage:
    """Severity rules in force.

    Raises:
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    raise NotImplementedError


def read_exceptions(ctx: Context) -> ExceptionRulesPage:
    """Rules of acceptances in force.

    Raises:
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    raise NotImplementedError


def history(ctx: Context, kind: str, cursor: str = "") -> RulesHistory:
    """Versions of the rules of a kind (sla, severity, exception), newest first.

    Raises:
        InvalidInputError: no such kind, or not a cursor.
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    raise NotImplementedError


def change(ctx: Context, kind: str, body: Mapping[str, Any], *, version: int, reason: str) -> RulesChanged:
    """Put a new version of the rules in force; `body` is spelled as rule_bodies.py has it, `version` the one seen.

    Open findings are brought in line by an operation.

    Raises:
        InvalidInputError: no reason, or per field ("targets.gold.critical", "calendar.week.0.1") what is wrong.
        ConflictError: somebody changed the rules meanwhile.
        ForbiddenError: without governance.manage, or with a membership narrowed to some tenants.
    """
    raise NotImplementedError
