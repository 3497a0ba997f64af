"""A model of what becomes of findings, driven beside the product and its database: whatever happens, they agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy.exc import DBAPIError

from tenantpilot.access.context import Context
from tenantpilot.findings import events, exception_expiry, exceptions, moves, moving, observing, ownership
from tenantpilot.findings.events import Happening
from tenantpilot.findings.moves import StaleError
from tenantpilot.findings.moving import RefusedError
from tenantpilot.findings.ownership import TakenError
from tenantpilot.findings.workflow import BY_NAME, MOVES, OPEN, TODO, State
from tenantpilot.kernel import clock
from tenantpilot.kernel.errors import InvalidInputError
from tests.findings.asking import SECOND, Asking, handle
from tests.findings.rebuilding import columns, replayed, sums
from tests.findings.world import BASELINE, FindingsWorld, observation

KEYS = ("one", "two", "three")
PEOPLE = ("northwind-manager", "northwind-operator")
VALUES = ("a", "b")
LONG = timedelta(days=31)
COMPARED = ("status", "outcome", "last_move", "version", "occurrences", "observed_digest")
keys, people, values = some.sampled_from(KEYS), some.sampled_from(PEOPLE), some.sampled_from(VALUES)


@dataclass
class Expected:
    """What a finding must be."""

    observed_digest: str
    observed_at: datetime
    status_at: datetime
    status: str = "new"
    outcome: str = ""
    last_move: str = ""
    version: int = 1
    occurrences: int = 1
    pinned: str = ""
    exception: str = ""
    assignee: str = ""

    def move(self, name: str, at: datetime) -> None:
        """Make a move, without asking whether it may be made."""
        made = BY_NAME[name]
        self.status, self.outcome, self.last_move = made.target.value, made.outcome.value, name
        self.status_at, self.version = at, self.version + 1
        self.occurrences += name == "recur"
        if made.target is not State.RISK_ACCEPTED:
            self.pinned = self.exception = ""

    def shows(self, value: str, at: datetime) -> None:
        """A reading shows it."""
        if at < self.observed_at:
            return
        other, later = value != self.observed_digest, self.is_later(at)
        name = ""
        if self.status == State.RISK_ACCEPTED and value != self.pinned:
            name = "exceed"
        elif self.status == State.RESOLVED and later:
            name = "refute"
        elif self.status == State.CLOSED:
            if not later or (self.outcome in ("false_positive", "duplicate") and not other):
                return
            name = "recur"
        if name:
            self.move(name, max(self.status_at, at))
        elif other:
            self.version += 1
        self.observed_digest, self.observed_at = value, at

    def is_gone(self, at: datetime) -> None:
        """A reading does not show it."""
        if self.status != State.CLOSED and at > self.observed_at and self.is_later(at):
            self.move("disappear" if self.status == State.RISK_ACCEPTED else "verify", max(self.status_at, at))
            self.observed_at = at

    def is_later(self, at: datetime) -> bool:
        """Whether a reading says something about it since it was decided."""
        return at > self.status_at or (self.last_move == "retire" and at >= self.observed_at)


class Machine(RuleBasedStateMachine):
    """Rules are what people and runs do; each step also tries what must be refused."""

    world: ClassVar[FindingsWorld]
    steps: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.world.clear()
        self.asking = Asking(self.world)
        self.stack = ExitStack()
        self.stack.enter_context(clock.freeze(clock.now()))
        self._sign_in()
        self.known: dict[str, Expected] = {}
        self.past = [clock.now()]

    def teardown(self) -> None:
        """Whatever happened: events give the rows, and the sums are those of the rows."""
        try:
            assert replayed(self.world) == columns(self.world)
            assert sums(self.world) == sums(self.world, rebuilt=True)
            told = self.world.all(
                "select f.version, (select count(*) from finding_event e where e.finding_id = f.id) as events,"
                " (select count(*) from audit_entry a where a.workspace_id = f.workspace_id"
                " and a.subject_kind = 'finding' and a.subject_ref = f.public_id"
                " and a.action <> 'finding.refused') as entries from finding f"
            )  # fmt: skip
            assert all(row["version"] == row["events"] == row["entries"] for row in told)
        finally:
            self.stack.close()

    def _sign_in(self) -> None:
        self.world.forget_sessions()
        self._contexts: dict[str, Context] = {}

    def _person(self, key: str) -> Context:
        if key not in self._contexts:
            self._contexts[key] = self.world.person(key)
        return self._contexts[key]

    @contextmanager
    def step(self) -> Iterator[datetime]:
        """One thing that happens, at a moment of its own."""
        type(self).steps += 1
        clock.move(timedelta(milliseconds=1))
        yield clock.now()
        self.past.append(clock.now())

    def _act(self, person: str, key: str) -> tuple[Any, str]:
        ctx = self._person(person)
        return ctx, self.world.handle(ctx, self.world.row(key))

    @rule(shown=some.dictionaries(keys, values), unknown=some.sets(keys), back=some.integers(0, 3))
    def read(self, shown: dict[str, str], unknown: set[str], back: int) -> None:
        """A reading, mostly of now, sometimes one that others have overtaken."""
        with self.step() as moment:
            at = self.past[-back] if back > 1 and len(self.past) >= back else moment
            self.world.read(*(observation(key, value) for key, value in shown.items()), unknown=sorted(unknown), at=at)
            for key, value in shown.items():
                if key in self.known:
                    self.known[key].shows(value, at)
                else:
                    self.known[key] = Expected(value, at, at)
            for key in self.known.keys() - shown.keys() - unknown:
                self.known[key].is_gone(at)

    @precondition(lambda self: self.known)
    @rule(key=keys, person=people, name=some.sampled_from(sorted(moves.BY_HAND)), late=some.booleans())
    def decide(self, key: str, person: str, name: str, late: bool) -> None:
        """Somebody decides, about what they see or about what was there before."""
        if key not in self.known:
            return
        with self.step() as at:
            one, move = self.known[key], BY_NAME[name]
            other = next((it for it in self.known if it != key), "")
            number = str(self.world.row(other)["number"]) if other else "4711"
            seen = one.version - 1 if late and one.version > 1 else one.version
            allowed = one.status in move.sources
            if person == "northwind-operator" and move.capability in ("finding.dismiss",):
                person = "northwind-manager"
            ctx, named = self._act(person, key)
            try:
                moves.move(ctx, named, name, version=seen, reason="why", other=number)
            except StaleError:
                assert seen != one.version
            except RefusedError:
                is_duplicate = name == "merge" and allowed and self.known[other].outcome == "duplicate"
                assert not allowed or is_duplicate
            except InvalidInputError:
                assert name == "merge"
                assert not other
            else:
                assert allowed or seen != one.version
                if seen == one.version:
                    one.move(name, at)

    @precondition(lambda self: self.known)
    @rule(key=keys, person=people, name=some.sampled_from(["claim", "release", "assign"]))
    def work(self, key: str, person: str, name: str) -> None:
        """Somebody takes a finding, gives it back, or gives it to somebody."""
        if key not in self.known:
            return
        with self.step():
            one = self.known[key]
            ctx, named = self._act(person, key)
            me, to = ctx.actor.ref, "" if name == "release" else ctx.actor.ref
            states = {state.value for state in (TODO if name == "claim" else OPEN)}
            try:
                if name == "assign":
                    ownership.assign(ctx, named, me, version=one.version)
                else:
                    {"claim": ownership.claim, "release": ownership.release}[name](ctx, named, version=one.version)
            except TakenError:
                assert name == "claim"
                assert one.assignee not in ("", me)
            except RefusedError:
                assert one.status not in states
            else:
                if to != one.assignee:
                    assert one.status in states
                    one.assignee, one.version = to, one.version + 1

    @precondition(lambda self: any(one.status in TODO for one in self.known.values()))
    @rule(data=some.data(), is_short=some.booleans())
    def accept(self, data: Any, is_short: bool) -> None:
        """Two people accept a risk."""
        key = data.draw(some.sampled_from(sorted(key for key, one in self.known.items() if one.status in TODO)))
        with self.step() as at:
            one = self.known[key]
            one.exception = self.asking.accepted(self.world.row(key), days=20 if is_short else 60)
            exception, pinned = one.exception, one.observed_digest
            one.move("accept", at)
            one.exception, one.pinned = exception, pinned

    @precondition(lambda self: any(one.exception for one in self.known.values()))
    @rule(data=some.data())
    def revoke(self, data: Any) -> None:
        """Somebody takes an acceptance back."""
        key = data.draw(some.sampled_from(sorted(key for key, one in self.known.items() if one.exception)))
        with self.step() as at:
            ctx, one = self._person(SECOND), self.known[key]
            exceptions.revoke(ctx, handle(ctx, one.exception), "why")
            one.move("revoke", at)

    @precondition(lambda self: self.known)
    @rule(is_over=some.sampled_from([False, False, True]))
    def rarely(self, is_over: bool) -> None:
        """What happens now and then."""
        if is_over:
            self._retire()
        else:
            self._wait()

    def _wait(self) -> None:
        """A month passes, and what was accepted for less is over."""
        clock.move(LONG)
        self._sign_in()
        with self.step() as at, self.world.scope() as scope:
            over = [row["finding_id"] for row in self.world.all(
                "select finding_id from finding_exception where expires_at <= %s"
                " and status in ('approved', 'expiring')", at)]  # fmt: skip
            while not exception_expiry.step(scope).is_last:
                pass
        for key, one in self.known.items():
            if self.world.row(key)["id"] in over:
                one.move("expire", at)

    def _retire(self) -> None:
        """The baseline is no more."""
        with self.step() as at, self.world.scope() as scope:
            observing.retire(scope, self.world.tenants[0], BASELINE, "baseline_deleted")
        for one in self.known.values():
            if one.status != State.CLOSED:
                one.move("retire", at)

    @precondition(lambda self: self.known)
    @rule(key=keys, move=some.sampled_from(MOVES), past=some.booleans())
    def forbidden(self, key: str, move: Any, past: bool) -> None:
        """A move that the table does not have, asked of the service or written past it."""
        one = self.known.get(key)
        if one is not None and one.status not in move.sources:
            if past:
                self._bypass(key, move)
            else:
                self._ask(key, move)

    def _bypass(self, key: str, move: Any) -> None:
        with self.step():
            row, refused = self.world.row(key), False
            try:
                with self.world.scope(self.world.actor()) as scope:
                    events.write(scope, [Happening(self.world.held(scope, row), move.action, move.name, reason="why")])
            except DBAPIError:
                refused = True
            assert refused

    def _ask(self, key: str, move: Any) -> None:
        with self.step():
            row, refused = self.world.row(key), False
            try:
                with self.world.scope() as scope:
                    moving.apply(scope, self.world.held(scope, row), move.name, reason="why")
            except RefusedError:
                refused = True
            assert refused

    @invariant()
    def rows_are_as_expected(self) -> None:
        """After every step."""
        if not hasattr(self, "known"):
            return
        found = {row["subject_ref"].removeprefix("pol "): row for row in self.world.all("select * from finding")}
        assert found.keys() == self.known.keys()
        for key, one in self.known.items():
            assert {name: found[key][name] for name in COMPARED} == {name: getattr(one, name) for name in COMPARED}
            assert (found[key]["exception_id"] is not None) == bool(one.exception)
