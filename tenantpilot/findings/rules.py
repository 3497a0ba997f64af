"""The workspace's rules for findings in force, version by version; version 0 are the product's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, cast, overload

from tenantpilot.findings import rule_queries
from tenantpilot.findings.rule_bodies import DEFAULTS, Body, ExceptionRules, SeverityRules, SlaRules, parse
from tenantpilot.findings.tables import GovernancePolicy
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.store.scope import Scope


@dataclass(frozen=True)
class Sla:
    """Service levels of a version."""

    version: int
    body: SlaRules


@dataclass(frozen=True)
class Severity:
    """Severity rules of a version."""

    version: int
    body: SeverityRules


@dataclass(frozen=True)
class Exceptions:
    """Rules of acceptances of a version."""

    version: int
    body: ExceptionRules


@overload
def load(scope: Scope, kind: Literal["sla"], version: int | None = None) -> Sla: ...
@overload
def load(scope: Scope, kind: Literal["severity"], version: int | None = None) -> Severity: ...
@overload
def load(scope: Scope, kind: Literal["exception"], version: int | None = None) -> Exceptions: ...
def load(scope: Scope, kind: str, version: int | None = None) -> Sla | Severity | Exceptions:
    """The rules in force, or those of a version.

    Raises:
        NotFoundError: there is no such version.
    """
    number, body = body_of(scope, kind, version)
    if kind == "sla":
        return Sla(number, cast("SlaRules", body))
    if kind == "severity":
        return Severity(number, cast("SeverityRules", body))
    return Exceptions(number, cast("ExceptionRules", body))


def body_of(scope: Scope, kind: str, version: int | None = None) -> tuple[int, Body]:
    """Number and body of the version in force, or of that version."""
    if version == 0:
        return 0, DEFAULTS[kind]
    row = rule_queries.newest(scope, kind) if version is None else rule_queries.version(scope, kind, version)
    if row is None and version is not None:
        raise NotFoundError("no such version of the rules")
    return (row.version, read(row)) if row else (0, DEFAULTS[kind])


def read(row: GovernancePolicy) -> Body:
    """The body of a stored version."""
    return parse(row.kind, json.loads(row.body))
