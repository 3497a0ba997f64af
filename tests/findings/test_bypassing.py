"""Writing SQL as the product's own role, past every service: each way around is refused and leaves a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tenantpilot.findings import events, moving
from tenantpilot.findings.events import Happening
from tenantpilot.findings.walls import APPEND_ONLY
from tenantpilot.kernel.clock import now
from tests import people
from tests.findings.world import Attempt, FindingsWorld, observation

RAISED = "update finding set version = version + 1, touched_at = now(), {} where public_id = %(ref)s"
MOVED = RAISED.format("status = '{to}', outcome = '{outcome}', is_open = {open}, last_move = '{move}',"
                      " status_at = now(){more}")  # fmt: skip
TOLD = ("insert into finding_event (workspace_id, id, tenant_id, finding_id, number, at, name, actor_kind, actor_id,"
        " from_status, to_status, reason, data, run_ref) select workspace_id, gen_random_uuid(), tenant_id, id,"
        " version, now(), '{name}', '{kind}', {actor}, '{was}', status, '{reason}', '{{}}', '' from finding"
        " where public_id = %(ref)s")  # fmt: skip
LOGGED = ("insert into audit_entry (workspace_id, seq, actor_kind, actor_ref, plane, action, subject_kind, subject_ref,"
          " before, after, reason, run_ref, request_ref, tenant_ref) select workspace_id, 0, 'person', '', '',"
          " '{action}', 'finding', public_id, '', '', '', '', '', '' from finding where public_id = {ref}")  # fmt: skip


def moved(to: str, move: str, outcome: str = "", more: str = "") -> str:
    """The statement of a move."""
    opened = "false" if to in ("closed", "risk_accepted") else "true"
    return MOVED.format(to=to, move=move, outcome=outcome, open=opened, more=more)


def told(name: str, was: str = "new", reason: str = "", kind: str = "system", actor: str = "null") -> str:
    """The statement of an event of the newest version."""
    return TOLD.format(name=name, was=was, reason=reason, kind=kind, actor=actor)


def logged(action: str, ref: str = "%(ref)s") -> str:
    """The statement of an entry in the log."""
    return LOGGED.format(action=action, ref=ref)


TRIAGED = (moved("triaged", "triage"), told("finding.triaged"), logged("finding.triaged"))
RESOLVED = moved("resolved", "resolve", "pending_verification", ", resolved_at = now(), resolved_by_id = %(me)s")
VERIFIED = moved("closed", "verify", "verified", ", observed_at = now() + interval '1 hour'")
ACCEPTED = moved("risk_accepted", "accept", "accepted", ", exception_id = %(exception)s")


@dataclass(frozen=True)
class Way:
    """Statements that somebody runs in one transaction, and what the server says to it.

    `of` names the finding; `exception` makes one that the statements can name.
    """

    statements: tuple[str, ...]
    says: str
    of: str = "fresh"
    exception: Callable[[FindingsWorld], Any] = field(default=lambda world: None)


WAYS: dict[str, Way] = {
    "a status of its own": Way(("update finding set status = 'triaged' where public_id = %(ref)s",), "with an event"),
    "a status that raises the version": Way((RAISED.format("status = 'triaged'"),), "no move"),
    "a move that the table has from elsewhere": Way((moved("reopened", "reopen"),), "no move reopen from new"),
    "a move with another end": Way((moved("resolved", "triage"),), "no move triage from new to resolved"),
    "a move with another outcome": Way((moved("closed", "reject", "verified"),), "no move reject"),
    "an outcome alone": Way((RAISED.format("outcome = 'verified'"),), "with a move only"),
    "a claim alone": Way((RAISED.format("resolved_at = now()"),), "with a move only"),
    "a count alone": Way((RAISED.format("occurrences = 5"),), "with a move only"),
    "a count with a move": Way((moved("triaged", "triage", more=", occurrences = 5"),), "run forward"),
    "a move in the past": Way(
        (moved("triaged", "triage").replace("status_at = now()", "status_at = now() - interval '9 days'"),),
        "run forward"),
    "a claim by nobody": Way((RESOLVED.replace("%(me)s", "null"),), "somebody claims it"),
    "no event": Way((TRIAGED[0], TRIAGED[2]), "without an event"),
    "no entry": Way(TRIAGED[:2], "without an audit entry"),
    "an entry about something else": Way((*TRIAGED[:2], logged("finding.resolved")), "without an audit entry"),
    "an entry about another finding": Way(
        (*TRIAGED[:2], logged("finding.triaged", "'{other}'")), "without an audit entry"),
    "an event of another name": Way(
        (TRIAGED[0], told("finding.resolved"), logged("finding.resolved")), "another name"),
    "an event of another move": Way(
        (TRIAGED[0], told("finding.triaged", was="closed"), TRIAGED[2]), "tells another move"),
    "no reason": Way((RESOLVED, told("finding.resolved", reason=" "), logged("finding.resolved")), "needs a reason"),
    "a person's verification": Way(
        (VERIFIED, told("finding.verified", kind="person", actor="%(me)s"), logged("finding.verified")),
        "nobody does verify by hand"),
    "no newer reading": Way((moved("closed", "verify", "verified"),), "verify lacks", of="settled"),
    "an older reading": Way((RAISED.format("observed_at = observed_at - interval '1 day'"),), "older reading"),
    "a duplicate of nothing": Way((moved("closed", "merge", "duplicate", ", duplicate_of_id = null"),), "merge lacks"),
    "a duplicate of another tenant's": Way(
        (moved("closed", "merge", "duplicate", ", duplicate_of_id = %(elsewhere)s"),), "merge lacks"),
    "accepted without an acceptance": Way((ACCEPTED.replace("%(exception)s", "null"),), "accept lacks"),
    "accepted by a request": Way((ACCEPTED,), "accept lacks", exception=lambda world: world.exception(
        world.row("fresh"), status="pending", approver_id=None, approved_digest="", approved_at=None)),
    "accepted by what expired": Way((ACCEPTED,), "accept lacks", exception=lambda world: world.exception(
        world.row("fresh"), requested_at=now() - timedelta(days=9), expires_at=now() - timedelta(days=1))),
    "accepted for another value": Way((ACCEPTED,), "accept lacks", exception=lambda world: world.exception(
        world.row("fresh"), pinned_digest="another")),
    "accepted for another finding": Way((ACCEPTED,), "accept lacks", exception=lambda world: world.exception(
        world.row("settled"))),
    "acceptance over while in force": Way(
        (moved("reopened", "expire", more=", exception_id = null"),), "expire lacks", of="accepted"),
    "another acceptance": Way((RAISED.format("exception_id = %(exception)s"),), "not in force", of="accepted",
        exception=lambda world: world.exception(world.row("settled"))),
    "another assignee without an event": Way(
        ("update finding set assignee_id = %(me)s where public_id = %(ref)s",), "with an event only"),
    "another assignee untold": Way((RAISED.format("assignee_id = %(me)s"),), "without an event"),
    "two versions at once": Way(
        ("update finding set version = version + 2 where public_id = %(ref)s",), "with an event only"),
    "another severity": Way(
        ("update finding set severity = 'low', severity_rank = 3 where public_id = %(ref)s",), "with an event only"),
    **{f"another {column}": Way((RAISED.format(f"{column} = {value}"),), "what it is about does not change")
       for column, value in {"fingerprint": "'x'", "number": "999", "public_id": "'fnd_x'", "source_ref": "'x'",
                             "first_seen_at": "now()", "tenant_id": "%(tenant)s"}.items()},
    "an event of nothing": Way(
        (told("finding.triaged").replace(" version,", " version + 7,"),), "nothing that happened"),
    "an event in somebody else's name": Way(
        (told("finding.triaged", kind="person", actor="%(them)s"),), "names somebody else"),
    "an event of a person who is none": Way((told("finding.triaged", kind="person"),), "names somebody else"),
    "a comment in somebody else's name": Way(
        ("insert into finding_comment (workspace_id, id, public_id, tenant_id, finding_id, author_id, at, body,"
         " mentions) select workspace_id, gen_random_uuid(), 'cmt_x', tenant_id, id, %(them)s, now(), 'said', ''"
         " from finding where public_id = %(ref)s",), "names somebody else"),
    "a finding that begins closed": Way(
        ("insert into finding select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'public_id',"
         " 'fnd_x', 'number', 999, 'fingerprint', 'x', 'status', 'closed', 'is_open', false, 'outcome', 'verified'))).*"
         " from finding f where public_id = %(ref)s",), "starts as new"),
    "a finding without an event": Way(
        ("insert into finding select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'public_id',"
         " 'fnd_x', 'number', 999, 'fingerprint', 'x'))).* from finding f where public_id = %(ref)s",),
        "without an event"),
}  # fmt: skip
# What the role may not even try: the server refuses it, and its log has every error.
CLOSED = {
    "deleting a finding": "delete from finding",
    "changing an event": "update finding_event set reason = 'x'",
    "deleting an event": "delete from finding_event",
    "changing a comment": "update finding_comment set body = 'x'",
    "deleting a comment": "delete from finding_comment",
    "changing rules": "update governance_policy set body = '{}'",
    "changing sums": "update tenant_governance set drift = 0",
    "changing the day": "update governance_day set drift = 0",
    "inventing a day": "insert into governance_day (workspace_id) values (null)",
    "switching triggers off": "alter table finding disable trigger user",
    "replication": "set session_replication_role = replica",
    "forgetting": "truncate finding",
}


@pytest.fixture(scope="module")
def ready(shared: FindingsWorld) -> FindingsWorld:
    at = now() - timedelta(hours=1)
    keys = ("fresh", "settled", "accepted", "other")
    shared.read(*(observation(key) for key in keys), at=at)
    shared.read(observation("elsewhere"), at=at, tenant=1)
    shared.accept(shared.row("accepted"))
    with shared.scope(shared.actor()) as scope:
        moving.apply(scope, shared.held(scope, shared.row("settled")), "triage")
    return shared


def _values(world: FindingsWorld, way: Way) -> dict[str, Any]:
    return {
        "ref": world.row(way.of)["public_id"], "exception": way.exception(world),
        "me": people.account_of("northwind-operator").id, "them": people.account_of("northwind-manager").id,
        "elsewhere": world.one("select id from finding where tenant_id = %s", world.tenants[1][0]),
        "tenant": world.tenants[1][0],
    }  # fmt: skip


def _try(world: FindingsWorld, attempt: Attempt, way: Way) -> None:
    values = _values(world, way)
    for statement in way.statements:
        attempt.connection.execute(statement.replace("'{other}'", f"'{world.row('other')['public_id']}'"), values)
    attempt.connection.commit()


@pytest.mark.proves("FWE-003", "FWE-004", "FWE-006", "FWE-010", "FWE-012", "FWE-017", "FWE-018", negative=True)
@pytest.mark.parametrize("name", WAYS)
def test_a_way_around_is_refused_and_leaves_a_line_in_the_server_s_log(ready, name):
    way = WAYS[name]
    before = ready.row(way.of)
    try:
        with ready.application("northwind-operator") as attempt:
            with pytest.raises(psycopg.Error, match=way.says) as refused:
                _try(ready, attempt, way)
            attempt.connection.rollback()
            assert any(line.startswith("refused: finding ") and way.says in line for line in attempt.logged)
    finally:
        with ready.asleep("finding_exception"):
            ready.do(
                "delete from finding_exception e where not exists (select 1 from finding f where f.exception_id = e.id)"
            )
    assert (refused.value.sqlstate, ready.row(way.of)) == ("23514", before)


@pytest.mark.proves("FWE-003")
def test_what_is_told_and_logged_goes_through(ready):
    """The ways above fail for their one reason: the same with everything that it takes is let through."""
    with ready.application("northwind-operator") as attempt:
        values = _values(ready, Way(TRIAGED, ""))
        for statement in TRIAGED:
            attempt.connection.execute(statement, values)
        attempt.connection.execute("set constraints all immediate")
        attempt.connection.rollback()


@pytest.mark.proves("FWE-003", "FWE-031", negative=True)
@pytest.mark.parametrize("name", CLOSED)
def test_what_the_role_may_not_even_try_is_an_error_in_the_server_s_log(ready, name):
    with ready.application() as attempt:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            attempt.do(CLOSED[name])
        attempt.connection.rollback()
        assert attempt.connection.execute("show log_min_messages").fetchone() == ("warning",)
        assert attempt.connection.execute("show log_min_error_statement").fetchone() == ("error",)


@pytest.mark.proves("FWE-003", "FWE-017", "FWE-018", negative=True)
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("how", ["update {} set workspace_id = workspace_id", "delete from {}", "truncate {} cascade"])
def test_not_even_the_owner_changes_what_was_written(ready, table, how):
    with psycopg.connect(ready.database.owner_url) as connection:
        said: list[str] = []
        connection.add_notice_handler(lambda line: said.append(str(line.message_primary)))
        connection.execute("set client_min_messages = log")
        connection.execute("select set_config('tp.workspace_id', %s, true)", (str(ready.workspace_id),))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            connection.execute(how.format(table))
        assert said[-1].startswith("refused: ")
        assert said[-1].endswith(f"of {table}")


@pytest.mark.proves("FWE-003", "FWE-004", "FWE-018", negative=True)
@pytest.mark.parametrize("by", ["northwind-operator", ""], ids=["a person", "a run"])
def test_an_attempt_through_the_application_is_an_entry_in_its_log(ready, by):
    """The refused work is undone; the entry about it is not."""
    row = ready.row("fresh")
    already = len(ready.entries(row))
    actor = ready.actor(by) if by else None
    with pytest.raises(DBAPIError, match="no move reopen from new"), ready.scope(*filter(None, [actor])) as scope:
        events.write(scope, [Happening(ready.held(scope, row), "finding.reopened", "reopen", reason="why")])
    query = text("update finding set version = version + 1, touched_at = now() where public_id = :ref")
    with pytest.raises(DBAPIError, match="without an event"), ready.scope(*filter(None, [actor])) as scope:
        scope.session.connection().execute(query, {"ref": row["public_id"]})
    found = ready.entries(row)[already:]
    assert [(one["action"], one["reason"]) for one in found] == [
        ("finding.refused", "no move reopen from new to reopened "), ("finding.refused", "changed without an event")
    ]  # fmt: skip
    assert {(one["actor_kind"], one["actor_ref"]) for one in found} == {
        ("person", people.account_of(by).public_id) if by else ("system", "system")
    }
    assert ready.row("fresh") == row
