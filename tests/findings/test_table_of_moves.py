"""Every pair of state and move, from the table itself: it moves by service and database, or both refuse it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from tenantpilot.findings import acceptance, events, moving, walls
from tenantpilot.findings.events import Happening
from tenantpilot.findings.moving import Change, RefusedError
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.findings.workflow import ACTIONS, BY_NAME, MOVES, OPEN, Guard, Move, State, pairs, possible
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.actions import ACTIONS as LOGGED
from tenantpilot.store.finding_walls import FUNCTIONS, REFUSED
from tenantpilot.store.scope import Scope
from tests.findings.world import FindingsWorld, observation

ALL = [(move, state) for move in MOVES for state in State]
INSIDE = set(pairs())
BY_SYSTEM = {move.name for move in MOVES if move.capability is None}
# How a finding comes to stand somewhere, from new.
WAYS: dict[State, tuple[str, ...]] = {
    State.NEW: (), State.TRIAGED: ("triage",), State.IN_PROGRESS: ("start",), State.RESOLVED: ("resolve",),
    State.CLOSED: ("reject",), State.REOPENED: ("reject", "reopen"), State.RISK_ACCEPTED: ("accept",),
}  # fmt: skip


class UndoneError(Exception):
    """Ends a transaction whose work is not to stay."""


@dataclass
class Stand:
    """Findings in every state, and what moves need."""

    world: FindingsWorld
    rows: dict[State, dict[str, Any]]
    other: dict[str, Any]

    @contextmanager
    def trying(self) -> Iterator[Scope]:
        """A transaction of a run that is undone in the end, after everything that commit would check."""
        with suppress(UndoneError), self.world.scope(self.world.actor()) as scope:
            yield scope
            scope.session.connection().execute(text("set constraints all immediate"))
            raise UndoneError


@pytest.fixture(scope="module")
def stand(shared: FindingsWorld) -> Stand:
    at = now() - timedelta(hours=1)
    shared.read(*(observation(state.value) for state in State), observation("other"), at=at)
    for state, way in WAYS.items():
        for name in way:
            row = shared.row(state.value)
            if name == "accept":
                shared.accept(row)
                continue
            with shared.scope(shared.actor()) as scope:
                moving.apply(scope, shared.held(scope, row), name, reason="why")
        if state is not State.RISK_ACCEPTED:
            shared.exception(shared.row(state.value))
    return Stand(shared, {state: shared.row(state.value) for state in State}, shared.row("other"))


def change(stand: Stand, scope: Scope, finding: Finding, move: Move) -> Change:
    """A change that lacks nothing that its guard asks for."""
    query = select(FindingException).where(col(FindingException.finding_id) == finding.id)
    exception = scope.session.exec(query).one()
    if move.guard is Guard.EXCEPTION_ENDED:
        acceptance.end(scope, finding, "ended", "changed")
    later = max(now(), finding.status_at) + timedelta(minutes=1)
    facts = {"observed_at": later} if move.guard is Guard.OBSERVED_SINCE else {}
    other = stand.world.held(scope, stand.other) if move.guard is Guard.OTHER_FINDING else None
    return Change(finding, move.name, "why", exception=exception, other=other, facts=facts)


def test_the_stand_has_every_state(stand):
    assert {state: row["status"] for state, row in stand.rows.items()} == {state: state.value for state in State}


@pytest.mark.proves("FWE-001", "FWE-002", "FWE-016", negative=True)
@pytest.mark.parametrize(("move", "state"), ALL, ids=lambda one: getattr(one, "name", str(one)))
def test_each_pair_moves_or_is_refused_by_the_service(stand, move, state):
    with stand.trying() as scope:
        finding = stand.world.held(scope, stand.rows[state])
        if (move, state) not in INSIDE:
            with pytest.raises(RefusedError) as refused:
                moving.apply_many(scope, [Change(finding, move.name, "why")])
            assert (refused.value.message_key, refused.value.status) == ("error-finding-move", state.value)
            return
        moving.apply_many(scope, [change(stand, scope, finding, move)])
        scope.session.refresh(finding)
        assert (finding.status, finding.outcome, finding.last_move) == (move.target, move.outcome, move.name)
        assert finding.is_open is (move.target in OPEN)
        assert finding.version == stand.rows[state]["version"] + 1


@pytest.mark.proves("FWE-001", "FWE-003", "FWE-016", negative=True)
@pytest.mark.parametrize(("move", "state"), ALL, ids=lambda one: getattr(one, "name", str(one)))
def test_each_pair_moves_or_is_refused_by_the_database(stand, move, state):
    """Written with its event and its entry, past every check of the service."""
    is_inside = (move, state) in INSIDE
    with stand.trying() as scope:
        finding = stand.world.held(scope, stand.rows[state])
        one = change(stand, scope, finding, move)
        facts = dict(one.facts)
        if move.target is State.RISK_ACCEPTED and one.exception is not None:
            facts["exception_id"] = one.exception.id
        if one.other is not None:
            facts["duplicate_of_id"] = one.other.id
        happening = Happening(finding, move.action, move.name, facts, "why", by_system=move.name in BY_SYSTEM)
        if is_inside:
            events.write(scope, [happening])
            return
        with pytest.raises(DBAPIError, match=r"no move|changes with a move only") as refused:
            events.write(scope, [happening])
        assert refused.value.orig.diag.constraint_name == REFUSED
        raise UndoneError


@pytest.mark.proves("FWE-012", negative=True)
@pytest.mark.parametrize("move", [move for move in MOVES if move.needs_reason], ids=lambda move: move.name)
@pytest.mark.parametrize("reason", ["", "  \n"], ids=["empty", "spaces"])
def test_a_move_that_asks_for_a_reason_gets_one(stand, move, reason):
    state = move.sources[0]
    with stand.trying() as scope:
        finding = stand.world.held(scope, stand.rows[state])
        one = change(stand, scope, finding, move)
        with pytest.raises(InvalidInputError) as missing:
            moving.apply(scope, finding, move.name, reason=reason, exception=one.exception, other=one.other)
        assert missing.value.fields == {"reason": "error-field-required"}
        raise UndoneError


@pytest.mark.proves("FWE-012", negative=True)
def test_outcomes_that_are_no_fix_ask_for_a_reason_and_a_capability_of_their_own():
    dismissals = [move for move in MOVES if move.outcome in ("false_positive", "duplicate", "no_longer_applicable")]
    assert {move.name for move in dismissals} == {"reject", "merge", "dismiss", "retire"}
    assert all(move.needs_reason for move in dismissals)
    fixes = {move.capability for move in MOVES if move.outcome in ("pending_verification", "verified")}
    assert not {move.capability for move in dismissals if move.capability} & fixes


@pytest.mark.proves("FWE-001")
def test_the_database_holds_the_table_that_the_product_holds(stand):
    """Whoever changes the table has to change the database with it."""
    wanted = {
        statement.split("function ")[1].split("(")[0]: statement.split("$$")[1]
        for statement in walls.install() if statement.startswith("create or replace function")
    }  # fmt: skip
    held = {
        row["proname"]: row["prosrc"]
        for row in stand.world.all("select proname, prosrc from pg_proc where proname = any(%s)", list(FUNCTIONS))
    }
    assert held == wanted


@pytest.mark.proves("FWE-001")
def test_the_table_fits_its_actions_and_its_lists():
    assert BY_NAME.keys() == ACTIONS.keys()
    assert len(BY_NAME) == len(MOVES)
    assert set(ACTIONS.values()) <= set(LOGGED)
    assert all(state not in move.sources or move.target is not state for move, state in ALL)
    assert {state: {move.name for move in possible(state)} for state in State} == {
        state: {move.name for move, source in INSIDE if source is state} for state in State
    }  # fmt: skip
