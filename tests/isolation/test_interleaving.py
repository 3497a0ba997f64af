"""Scopes of different people on few pooled connections, opened, used, broken and closed in any order."""

from __future__ import annotations

from contextlib import ExitStack
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tenantpilot.access.capabilities import Capability, Role
from tenantpilot.access.scopes import open_installation, open_scope
from tenantpilot.kernel.errors import AppError
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.engine import engine
from tests import people
from tests.isolation.rows import OWNED
from tests.isolation.world import FOREIGN, HOME

PEOPLE = ("northwind-owner", "fabrikam-owner", "northwind-temporary", "fabrikam-narrowed", "northwind-read-only")
TABLES = tuple(sorted(OWNED))
SLOTS = 3
ACTIONS = st.one_of(
    st.tuples(st.just("open"), st.integers(0, SLOTS - 1), st.sampled_from(PEOPLE)),
    st.tuples(st.just("console"), st.integers(0, SLOTS - 1), st.none()),
    st.tuples(st.just("read"), st.integers(0, SLOTS - 1), st.sampled_from(TABLES)),
    st.tuples(st.just("close"), st.integers(0, SLOTS - 1), st.none()),
    st.tuples(st.just("break"), st.integers(0, SLOTS - 1), st.none()),
    st.tuples(st.just("refused"), st.integers(0, SLOTS - 1), st.sampled_from(PEOPLE)),
    st.tuples(st.just("naked"), st.integers(0, SLOTS - 1), st.sampled_from(TABLES)),
)


class Slot:
    """A place for one open scope, which holds one of the pool's connections."""

    def __init__(self, contexts) -> None:
        self.contexts, self.stack, self.scope = contexts, ExitStack(), None

    def open(self, who: str) -> None:
        self.close(None)
        self.scope = self.stack.enter_context(open_scope(self.contexts[who], Capability.WORKSPACE_READ))

    def console(self, _) -> None:
        self.close(None)
        self.stack.enter_context(open_installation(self.contexts["platform-operator"], Capability.INSTALLATION_READ))

    def read(self, table: str) -> None:
        if self.scope is None:
            return
        seen = self.scope.session.connection().execute(text(f"select distinct workspace_id from {table}")).scalars()
        assert set(seen) <= {self.scope.workspace_id}

    def close(self, _) -> None:
        self.scope = None
        self.stack.close()

    def break_(self, _) -> None:
        """A fault in the middle of the work, as the caller of a scope meets it."""
        if self.scope is not None:
            with pytest.raises(LookupError):
                self._fail()
            self.scope = None

    def _fail(self) -> None:
        with self.stack.pop_all():
            raise LookupError

    def refused(self, who: str) -> None:
        """Somebody tries the other workspace on whatever connection is free."""
        other = HOME if who.startswith(FOREIGN) else FOREIGN
        ctx = self.contexts[who].at(self.contexts[f"{other}-owner"].space)
        with pytest.raises(AppError), open_scope(ctx, Capability.WORKSPACE_READ):
            raise AssertionError("a stranger came in")

    def naked(self, table: str) -> None:
        """A borrower who forgot to open a scope."""
        from sqlalchemy.exc import DBAPIError

        with engine().connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text(f"select count(*) from {table}"))


@pytest.fixture(scope="module")
def contexts(world):
    known = {who: people.context_of(who) for who in (*PEOPLE, "platform-operator")}
    known["fabrikam-owner"] = world.context(Role.OWNER, FOREIGN)
    return known


@pytest.mark.proves("TQC-010", negative=True)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=st.lists(ACTIONS, min_size=4, max_size=25))
def test_no_order_of_scopes_shows_a_foreign_row(contexts, actions):
    slots = [Slot(contexts) for _ in range(SLOTS)]
    try:
        for name, number, value in actions:
            getattr(slots[number], {"break": "break_"}.get(name, name))(value)
            for slot in slots:  # whatever happened elsewhere, an open scope is still its own
                slot.read("membership")
    finally:
        for slot in slots:
            slot.close(None)
    assert engine().pool.checkedout() == 0


def test_the_check_sees_a_leak(contexts):
    """The control: a setting made for the session instead of the transaction is seen by the next borrower."""
    with engine().connect() as connection:
        values = {"w": str(workspace_key(FOREIGN)), "n": str(UUID(int=0))}
        connection.execute(
            text("select set_config('tp.workspace_id', :w, false), set_config('tp.user_id', :n, false),"
                 " set_config('tp.tenant_mode', 'all', false), set_config('tp.tenants', '{}', false)"), values,
        )  # fmt: skip
        connection.commit()
    leaks = 0
    for _ in range(10):  # the pool hands its connections out in turn
        try:
            Slot(contexts).naked("membership")
        except pytest.fail.Exception:
            leaks += 1
    engine().dispose()
    assert leaks > 0
