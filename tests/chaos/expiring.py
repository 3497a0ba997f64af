"""Many acceptances that end at one instant, and what the database says about them afterwards."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import psycopg

from tenantpilot.findings import observing
from tenantpilot.findings.observing import Observation, Source
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.ids import NIL
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tests.chaos.harness import Chaos
from tests.people import account_of, space_of

SPACES = ("northwind", "fabrikam")
SOURCE = Source("baseline", "bsl_" + "a" * 20, "Core")
AT_ONCE = 1000
# Written past the services, which take one after the other; the checks at commit sleep meanwhile, the tables do not.
_ASLEEP = {"finding": "finding_audited", "finding_exception": "finding_exception_audited"}
_ASK = """
  insert into finding_exception (workspace_id, id, public_id, number, tenant_id, finding_id, status, severity,
    requester_id, owner_id, justification, evidence, measures, pinned_digest, pinned, after_expiry, request_digest,
    needs_second, approved_digest, second_digest, decision_reason, requested_at, expires_at, reminded_days, next_at,
    end_code, end_reason, version)
  select f.workspace_id, gen_random_uuid(), 'exc_' || right(f.public_id, 20), f.number, f.tenant_id, f.id, 'pending',
    f.severity, %(asker)s, %(asker)s, 'until the move', '', '', f.observed_digest, '{}', 'restart', repeat('a', 64),
    false, '', '', '', %(at)s, %(ends)s, 0, %(ends)s, '', '', 1
  from finding f where f.workspace_id = %(workspace)s and f.status = 'new'
"""
_APPROVE = """
  update finding_exception set status = 'approved', approver_id = %(giver)s, approved_digest = request_digest,
    approved_at = %(at)s, version = version + 1 where workspace_id = %(workspace)s and status = 'pending'
"""
_ACCEPT = """
  update finding f set status = 'risk_accepted', outcome = 'accepted', is_open = false, last_move = 'accept',
    exception_id = e.id, version = f.version + 1, status_at = %(at)s, touched_at = %(at)s
  from finding_exception e where e.workspace_id = %(workspace)s and f.workspace_id = e.workspace_id
    and f.id = e.finding_id and f.status = 'new'
"""
_TELL = """
  insert into finding_event (workspace_id, id, tenant_id, finding_id, number, at, name, actor_kind, from_status,
    to_status, reason, data, run_ref)
  select workspace_id, gen_random_uuid(), tenant_id, id, version, %(at)s, 'finding.accepted', 'system', 'new',
    'risk_accepted', '', '{"move": "accept"}', '' from finding
  where workspace_id = %(workspace)s and last_move = 'accept'
"""


@dataclass
class Ends:
    """What became of acceptances that ended at one instant."""

    count: int
    expired: int
    reopened: int
    events_wrong: int
    entries_wrong: int
    notices_wrong: int
    sums_wrong: int
    seconds: float
    runs: int
    attempts: int
    actions: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether each ended once, and everything that belongs to it happened once."""
        wrong = self.events_wrong + self.entries_wrong + self.notices_wrong + self.sums_wrong
        return wrong == 0 and self.expired == self.reopened == self.count


def prepare(rows: psycopg.Connection[Any], count: int) -> None:
    """Accepted findings in both workspaces, all of them far from their end."""
    for name in SPACES:
        _find(rows, name, count // len(SPACES))
        _accept(rows, name)


def _find(rows: psycopg.Connection[Any], name: str, count: int) -> None:
    key = workspace_key(name)
    tenants = rows.execute("select id, public_id from tenant where workspace_id = %s order by name", [key]).fetchall()
    for first in range(0, count, AT_ONCE):
        seen = [_observation(number) for number in range(first, min(first + AT_ONCE, count))]
        source = Source(SOURCE.kind, f"bsl_{first:020}", SOURCE.name)
        with open_workspace(key, space_of(name), SYSTEM) as scope:
            tenant = tenants[first // AT_ONCE % len(tenants)]
            observing.observe(scope, tenant, source, seen, unknown=(), observed_at=now() - timedelta(hours=1))


def _observation(number: int) -> Observation:
    return Observation("different", f"k{number}", "high", f"pol {number}", f"Policy {number}",
                       observed_digest=f"value {number}", differences=1)  # fmt: skip


def _accept(rows: psycopg.Connection[Any], name: str) -> None:
    values = {
        "workspace": workspace_key(name), "at": now(), "ends": now() + timedelta(days=10),
        "asker": account_of(f"{name}-operator").id, "giver": account_of(f"{name}-approver").id,
    }  # fmt: skip
    # The sums are kept by functions of the owner, whom the walls bind too.
    for setting, value in (("workspace_id", values["workspace"]), ("user_id", NIL), ("tenant_mode", "all"),
                           ("tenants", "{}")):  # fmt: skip
        rows.execute("select set_config(%s, %s, false)", [f"tp.{setting}", str(value)])
    for table, trigger in _ASLEEP.items():
        rows.execute(f"alter table {table} disable trigger {trigger}")
    for statement in (_ASK, _APPROVE, _ACCEPT, _TELL):
        rows.execute(statement, values)
    for table, trigger in _ASLEEP.items():
        rows.execute(f"alter table {table} enable always trigger {trigger}")


def end_at(rows: psycopg.Connection[Any], moment: datetime) -> None:
    """Let all of them end at one instant."""
    rows.execute("alter table finding_exception disable trigger user")
    rows.execute("update finding_exception set expires_at = %s, next_at = %s", [moment, moment])
    for trigger in ("asked", "decided", "audited"):
        rows.execute(f"alter table finding_exception enable always trigger finding_exception_{trigger}")


def storm(chaos: Chaos, harms: Mapping[Callable[[], object], int], count: int, *, warm: float, every: float,
          hurt_for: float, patience: float) -> float:  # fmt: skip
    """Let them end at one instant while harm is done; seconds from the instant until none was left, or patience."""
    begun = time.monotonic()
    while time.monotonic() - begun < warm:
        chaos.tend()
        time.sleep(0.2)
    moment = now() + timedelta(seconds=1)
    with chaos.rows() as rows:
        end_at(rows, moment)
    next_harm = 0.0
    while (since := (now() - moment).total_seconds()) < patience:
        chaos.tend()
        if 0 <= since < hurt_for and since >= next_harm:
            chaos.chance.choices(list(harms), list(harms.values()))[0]()
            next_harm = since + chaos.chance.uniform(0.5, 1.5) * every
        if _left(chaos) == 0:
            break
        time.sleep(0.2)
    return since


def _left(chaos: Chaos) -> int:
    try:
        with chaos.rows() as rows:
            found = rows.execute("select count(*) from finding_exception where ended_at is null").fetchone()
    except psycopg.Error:
        return -1  # a server is away
    return int(found[0]) if found else -1


def verdict(rows: psycopg.Connection[Any], count: int, seconds: float, actions: Counter[str]) -> Ends:
    """Compare what happened with what should have."""

    def one(query: str, values: Sequence[Any] = ()) -> int:
        row = rows.execute(query, values or None).fetchone()
        return int(row[0] or 0) if row else 0

    per_finding = "select count(*) from finding f where (select count(*) from {} where {}) <> {}"
    return Ends(
        count=count,
        expired=one("select count(*) from finding_exception where status = 'expired' and end_code = 'expired'"),
        reopened=one("select count(*) from finding where status = 'reopened' and version = 3 and exception_id is null"),
        events_wrong=one(
            per_finding.format("finding_event e", "e.finding_id = f.id and e.name = 'finding.reopened'", 1)
        ),
        entries_wrong=one(
            "select count(*) from finding_exception e where (select count(*) from audit_entry a where"
            " a.subject_ref = e.public_id and a.action = 'exception.expired') <> 1"
        )
        + one(per_finding.format("audit_entry a", "a.subject_ref = f.public_id and a.action = 'finding.reopened'", 1)),
        notices_wrong=one(
            "select count(*) from finding_exception e where (select count(*) from notification n where"
            " n.subject_ref = e.public_id and n.kind = 'exception.expired') <> 1"
        ),
        sums_wrong=abs(one("select sum(high) from tenant_governance") - count)
        + one("select sum(accepted) from tenant_governance"),
        seconds=seconds,
        runs=one("select count(*) from operation_run where kind = 'exception.expire'"),
        attempts=one("select sum(attempt) from operation_run where kind = 'exception.expire'"),
        actions=actions,
    )
