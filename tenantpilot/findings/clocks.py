"""Keeps the clock's columns of findings in line with their events, and proves that they are.

A row names the version of the rules and the tier that it was computed with, so that a finding that is closed keeps the
promise it was closed under. Open ones follow the rules in force: `refresh` with every change of the finding, and the
operation governance.apply when the rules or a tenant's tier change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from tenantpilot.findings import clock_queries as queries
from tenantpilot.findings import event_queries, rules, sla
from tenantpilot.findings.rule_bodies import DEFAULTS, Calendar, SlaRules
from tenantpilot.findings.sla import Clock, Event, Terms
from tenantpilot.findings.tables import Finding
from tenantpilot.findings.working_time import WorkingTime
from tenantpilot.kernel.clock import now
from tenantpilot.store.scope import Scope

COLUMNS = ("sla_state", "sla_version", "sla_tier", "due_at", "sla_next_at", "breached_at")
AT_ONCE = 500


@lru_cache(maxsize=256)
def _time(calendar: Calendar) -> WorkingTime:
    """A calendar made ready once: the days that it has counted serve all workspaces with the same hours."""
    return WorkingTime(calendar)


def _terms(version: int, tier: str, body: SlaRules) -> Terms:
    return Terms.of(version, tier, body, _time(body.calendar))


def refresh(scope: Scope, findings: Sequence[Finding]) -> None:
    """Set due dates and states of findings by the rules in force; their events are written already."""
    if not findings:
        return
    in_force = rules.load(scope, "sla")
    tiers = queries.tiers(scope, {one.tenant_id for one in findings})
    terms = {tier: _terms(in_force.version, tier, in_force.body) for tier in set(tiers.values())}
    found = _clocks(scope, findings, {one.id: terms[tiers[one.tenant_id]] for one in findings}, now())
    rows = [{"id": one.id, **found[one.id]} for one in findings if found[one.id] != _standing(one)]
    queries.write(scope, rows)
    for one in findings:
        event_queries.settle(one, found[one.id])


def of(scope: Scope, finding: Finding, at: datetime | None = None) -> Clock:
    """The whole clock of one finding, as its row says by which rules: with its cycles and what is used up."""
    terms = _stored_terms(scope, [finding])[finding.id]
    return sla.clock(_events(scope, [finding])[finding.id], terms, at or now())


def _clocks(
    scope: Scope, findings: Sequence[Finding], terms: Mapping[UUID, Terms], at: datetime
) -> dict[UUID, dict[str, Any]]:
    """The clock's columns by finding."""
    events = _events(scope, findings)
    return {
        one.id: _columns(sla.clock(events[one.id], terms[one.id], at), terms[one.id])
        for one in findings
    }  # fmt: skip


def _events(scope: Scope, findings: Collection[Finding]) -> dict[UUID, list[Event]]:
    rows = queries.events(scope, [one.id for one in findings])
    read = {
        key: [Event(row.name, row.at, row.move, row.from_status, row.severity, row.after_expiry) for row in group]
        for key, group in groupby(rows, key=lambda row: row.finding_id)
    }
    return {one.id: read.get(one.id, []) for one in findings}


def _columns(clock: Clock, terms: Terms) -> dict[str, Any]:
    values = (clock.state, terms.version, terms.tier, clock.due_at, clock.next_at, clock.breached_at)
    return dict(zip(COLUMNS, values, strict=True))


def _standing(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in COLUMNS}


@dataclass(frozen=True)
class Recomputed:
    """How many clocks were computed anew from their events, and which findings (public ids) say something else."""

    findings: int
    different: tuple[str, ...]


def recompute(scope: Scope) -> Recomputed:
    """Compute all clocks of the workspace anew and compare; nothing is written.

    A clock that ran out since it was written differs in that alone until the next watch, and counts as equal.
    """
    seen, different, place, moment = 0, [], "", now()
    while batch := queries.every(scope, place, AT_ONCE):
        found = _clocks(scope, batch, _stored_terms(scope, batch), moment)
        different += [one.public_id for one in batch if not _same(_standing(one), found[one.id], moment)]
        seen, place = seen + len(batch), batch[-1].public_id
    return Recomputed(seen, tuple(different))


def _same(stored: Mapping[str, Any], found: Mapping[str, Any], moment: datetime) -> bool:
    due = stored["due_at"]
    if stored["sla_state"] == "running" and due is not None and due <= moment:
        found = {**found, "sla_state": "running", "breached_at": None}
        # What was to be told first is told first.
        found["sla_next_at"] = min(stored["sla_next_at"], due) if stored["sla_next_at"] else None
    return dict(stored) == dict(found)


def _stored_terms(scope: Scope, findings: Collection[Finding]) -> dict[UUID, Terms]:
    wanted = {one.sla_version for one in findings}
    bodies = {0: cast("SlaRules", DEFAULTS["sla"])}
    bodies |= {row.version: cast("SlaRules", rules.read(row)) for row in queries.sla_versions(scope, wanted - {0})}
    made = {
        key: _terms(key[0], key[1], bodies[key[0]])
        for key in {(one.sla_version, one.sla_tier or "silver") for one in findings}
    }
    return {one.id: made[one.sla_version, one.sla_tier or "silver"] for one in findings}
