"""The control: with walls taken out of the server the same attacks get somewhere, and the suite says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import people
from tests.security.attacks import booty as treasure
from tests.security.attacks.siege import ANONYMOUS, LESSER_ROLE, OTHER_WORKSPACE, REVOKED, Siege
from tests.security.harness.world import World

REMOVED = "capabilities,policy,presence,session_check,announcements"


@pytest.fixture(scope="module")
def open_siege(servers, module_database, redis_numbers, tmp_path_factory) -> Iterator[Siege]:
    folder = tmp_path_factory.mktemp("web")
    world = World(servers, module_database, folder, redis_number=next(redis_numbers), state="memory")
    try:
        world.start(high_limits=True, without=REMOVED)
        treasure.lay_out(world)
        victim = people.space_of("northwind")
        yield Siege(world, treasure.collect(world, victim), victim)
    finally:
        world.stop()


@pytest.mark.parametrize(
    ("attacker", "handler", "said"),
    [
        (LESSER_ROLE, "Start.begin", "rows changed"),
        (ANONYMOUS, "Start.begin", "as is"),
        (OTHER_WORKSPACE, "Home.refresh", "the handler ran"),
        (REVOKED, "Members.begin_invite", "the handler ran"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_missing_wall_is_noticed(open_siege, attacker, handler, said):
    open_siege.table.wrong.clear()
    open_siege.attack(attacker, next(t for t in open_siege.targets if t.label == handler))
    assert any(said in line for line in open_siege.table.wrong), open_siege.table.wrong
