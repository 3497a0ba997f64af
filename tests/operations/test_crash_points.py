"""A worker that dies between any two statements of claim, proof, batch and end leaves nothing half-done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tenantpilot.operations import execution, recovery
from tenantpilot.operations.dispatch import start
from tenantpilot.store.engine import engine
from tests.operations.world import KIND, StoppedHeartbeat, World

OWNER = "northwind-owner"
MOST = 400


class Dead(BaseException):
    """The process is gone; nothing in it runs any more, so nothing in the product may catch this."""


@contextmanager
def dying_before(number: int) -> Iterator[list[int]]:
    """Die in place of the `number`-th thing said to the database: statement, or commit."""
    said = [0]

    def count(*_given):
        said[0] += 1
        if said[0] == number:
            raise Dead

    database = engine()
    event.listen(database, "before_cursor_execute", count)
    event.listen(database, "commit", count)
    try:
        yield said
    finally:
        event.remove(database, "before_cursor_execute", count)
        event.remove(database, "commit", count)


def _life(world: World, row: dict, monkeypatch, number: int) -> bool:
    """One worker's life up to its death; whether it died at all."""
    monkeypatch.setattr(execution, "Heartbeat", StoppedHeartbeat)
    with dying_before(number) as said:
        try:
            mine = execution.claim(row["workspace_id"], row["id"])
            if mine is not None:
                execution.work(mine)
        except Dead:
            return True
    assert said[0] < number
    return False


@pytest.mark.proves("OPS-006", "OPS-012", "OPS-014", "QER-012")
def test_death_at_every_statement(world, monkeypatch):
    points = 0
    for number in range(1, MOST):
        made = start(world.person(OWNER), KIND, {"steps": 2, "mark": f"{number}"})
        died = _life(world, world.run(made.run_ref), monkeypatch, number)
        ended = world.run(made.run_ref)["status"] == "completed"
        if died and not ended:
            world.do("update operation_run set lease_until = now() - interval '1 second' where status = 'running'")
            recovery.rescue_deserted()
            assert not _life(world, world.run(made.run_ref), monkeypatch, MOST * 10)
        assert world.run(made.run_ref)["outcome"] == "succeeded", f"death at {number}"
        assert world.effects(made.run_ref) == [1, 2], f"death at {number}"
        assert world.actions(made.run_ref) == ["run.queued", "run.succeeded"], f"death at {number}"
        assert len(world.notices(made.run_ref)) == 1, f"death at {number}"
        assert world.all("select 1 from run_outbox") == [], f"death at {number}"
        if not died:
            break
        points += 1
    assert 20 < points < MOST - 1, f"only {points} places to die at were found"
