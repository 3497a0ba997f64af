"""What people do with the rules for findings: read them and their history, change them with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.findings import rule_queries as queries
from tenantpilot.findings import rules, sla
from tenantpilot.findings.applying import ApplyArguments
from tenantpilot.findings.policy_views import (
    ClockRule,
    ExceptionRulesPage,
    HoursSpan,
    LongestRow,
    RuleChange,
    RulesChanged,
    RulesHead,
    RulesHistory,
    RulesVersion,
    SeverityPage,
    SeverityRuleRow,
    SlaPage,
    TargetRow,
    WorkingDay,
)
from tenantpilot.findings.rule_bodies import BODIES, DEFAULTS, Body, SeverityRule, SlaRules, parse
from tenantpilot.findings.severities import OWN
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.findings.tables import KINDS, GovernancePolicy
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.operations import catalogue
from tenantpilot.operations.dispatch import start_within
from tenantpilot.operations.names import APPLY_RULES
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.ledger import canonical
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.rules import check_reason
from tenantpilot.tenants.tables import TIERS

KIND = "governance_policy"
PAGE = 20
_NEWEST = 2**31 - 1
_REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def read_sla(ctx: Context) -> SlaPage:
    """Service levels in force.

    Raises:
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        body = rules.load(scope, "sla").body
        return SlaPage(
            head=_head(scope, "sla"),
            targets=tuple(_targets(body)),
            hours=body.calendar.hours,
            zone=body.calendar.zone,
            week=tuple(
                WorkingDay(day, tuple(HoursSpan(opens, closes) for opens, closes in spans))
                for day, spans in enumerate(body.calendar.week)
            ),
            holidays=body.calendar.holidays,
            approach_percent=body.approach_percent,
            flap_hours=body.flap_hours,
            clock_rules=tuple(ClockRule(move, effect.value) for move, effect in sla.EFFECTS.items()),
            zones=_zones(),
            open_findings=queries.count_unsettled(scope),
        )


def read_severity(ctx: Context) -> SeverityPage:
    """Severity rules in force.

    Raises:
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        found = rules.load(scope, "severity").body.rules
        return SeverityPage(
            head=_head(scope, "severity"),
            rules=_rows(found),
            own=_rows(OWN),
            kinds=tuple(KINDS),
            families=tuple(contracts()),
            open_findings=queries.count_unsettled(scope),
        )


def read_exceptions(ctx: Context) -> ExceptionRulesPage:
    """Rules of acceptances in force.

    Raises:
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        body = rules.load(scope, "exception").body
        return ExceptionRulesPage(
            head=_head(scope, "exception"),
            longest=tuple(
                LongestRow(one, body.longest_days[one], one in body.second_approver)  # type: ignore[index]
                for one in SEVERITIES
            ),
            reminder_days=body.reminder_days,
            after_expiry=body.after_expiry,
            never_families=body.never_families,
            families=tuple(contracts()),
        )


def _head(scope: Scope, kind: str) -> RulesHead:
    may_change = scope.tenants.mode == "all" and holds(Role(scope.role), Capability.GOVERNANCE_MANAGE)
    found = queries.history(scope, kind, _NEWEST, 1)
    if not found:
        return RulesHead(kind, 0, "", "", "", may_change)
    row, _, name = found[0]
    return RulesHead(kind, row.version, iso(row.made_at), name or "", row.reason, may_change)


def _targets(body: SlaRules) -> Iterator[TargetRow]:
    for tier in TIERS:
        hours = body.targets[tier]  # type: ignore[index]
        yield TargetRow(tier, hours["critical"], hours["high"], hours["medium"], hours["low"])


def _rows(found: tuple[SeverityRule, ...]) -> tuple[SeverityRuleRow, ...]:
    return tuple(
        SeverityRuleRow(place, one.severity, one.kind, one.family, one.path) for place, one in enumerate(found, 1)
    )


@lru_cache
def _zones() -> tuple[str, ...]:
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(_REGIONS)))


def history(ctx: Context, kind: str, cursor: str = "") -> RulesHistory:
    """Versions of the rules of a kind (sla, severity, exception), newest first.

    Raises:
        InvalidInputError: no such kind, or not a cursor.
        NotFoundError, ForbiddenError: as open_scope, without finding.read.
    """
    if kind not in BODIES:
        raise InvalidInputError({"kind": "error-field-invalid"})
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 9):
        raise InvalidInputError({"cursor": "error-field-format"})
    with open_scope(ctx, Capability.FINDING_READ) as scope:
        found = list(queries.history(scope, kind, int(cursor or _NEWEST), PAGE))
        bodies = [rules.read(row) for row, _, _ in found]
        before = [*bodies[1:], DEFAULTS[kind]][: len(found)]  # none before anybody changed anything
        made = [
            _version(row, ref, name, changes(earlier, body))
            for (row, ref, name), body, earlier in zip(found, bodies, before, strict=True)
        ]
        has_more = len(made) > PAGE
        shown = made[:PAGE]
        return RulesHistory(tuple(shown), str(shown[-1].version) if has_more else "", has_more)


def _version(row: GovernancePolicy, ref: str | None, name: str | None, told: tuple[RuleChange, ...]) -> RulesVersion:
    return RulesVersion(row.version, iso(row.made_at), ref or "", name or "", row.reason, told)


def changes(before: Body, after: Body) -> tuple[RuleChange, ...]:
    """What one version says otherwise than another, value by value; lists are compared as a whole."""
    was, now_is = dict(_flat(before.written())), dict(_flat(after.written()))
    return tuple(
        RuleChange(path, was.get(path, ""), now_is.get(path, ""))
        for path in (*was, *(path for path in now_is if path not in was))
        if was.get(path, "") != now_is.get(path, "")
    )


def _flat(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, one in value.items():
        here = f"{path}.{name}" if path else name
        if isinstance(one, Mapping):
            yield from _flat(one, here)
        else:
            yield here, one if isinstance(one, str) else json.dumps(one)


def change(ctx: Context, kind: str, body: Mapping[str, Any], *, version: int, reason: str) -> RulesChanged:
    """Put a new version of the rules in force; `body` is spelled as rule_bodies.py has it, `version` the one seen.

    Open findings are brought in line by an operation.

    Raises:
        InvalidInputError: no reason, or per field ("targets.gold.critical", "calendar.week.0.1") what is wrong.
        ConflictError: somebody changed the rules meanwhile.
        BlockedError: a control stops the operation, or the workspace is suspended.
        ForbiddenError: without governance.manage, or with a membership narrowed to some tenants.
    """
    with open_scope(ctx, Capability.GOVERNANCE_MANAGE, write=True) as scope:
        if scope.tenants.mode != "all":
            raise ForbiddenError("rules are the whole workspace's")
        wanted = parse(kind, body)
        why = check_reason(reason, is_needed=True)
        queries.one_at_a_time(scope, kind)
        standing, earlier = rules.body_of(scope, kind)
        if standing != version:
            raise ConflictError("the rules were changed meanwhile", message_key="error-rules-changed")
        if earlier == wanted:
            raise InvalidInputError({"body": "error-field-unchanged"})
        row = _write(scope, kind, standing + 1, wanted, why)
        told = changes(earlier, wanted)
        scope.record(
            "governance.changed", KIND, row.public_id, reason=why,
            before={"kind": kind, "version": standing, **{one.path: one.before for one in told}},
            after={"kind": kind, "version": row.version, **{one.path: one.after for one in told}},
        )  # fmt: skip
        return _applied(ctx, scope, row)


def _write(scope: Scope, kind: str, number: int, body: Body, reason: str) -> GovernancePolicy:
    return scope.add(
        GovernancePolicy(
            workspace_id=scope.workspace_id, kind=kind, version=number, body=canonical(body.written()), reason=reason,
            made_by_id=scope.actor.user_id,
        )
    )  # fmt: skip


def _applied(ctx: Context, scope: Scope, row: GovernancePolicy) -> RulesChanged:
    if row.kind == "exception":
        return RulesChanged(row.version, "", "")
    asked = ApplyArguments(change=f"{row.kind} {row.version}").model_dump()
    started = start_within(ctx, scope, catalogue.find(APPLY_RULES), asked, reason=row.reason)
    return RulesChanged(row.version, started.run_ref, started.href)
