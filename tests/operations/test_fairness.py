"""Nobody's work stands behind all of somebody else's: turns between workspaces and between tenants, short queues."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import redis

from tenantpilot.operations import publishing, queue_queries
from tenantpilot.operations.dispatch import start
from tenantpilot.store.transaction import transaction
from tenantpilot.workers import messages, relay
from tests.operations.world import KIND, World, claimed

OWNER, OTHER = "northwind-owner", "fabrikam-owner"


@pytest.fixture
def client(redis_url) -> Iterator[redis.Redis]:
    messages._shared.cache_clear()
    with redis.Redis.from_url(redis_url) as made:
        made.delete("rq:queue:person")
        yield made
        made.delete("rq:queue:person")
    messages._shared.cache_clear()


def tenants(world: World, who: str) -> list[str]:
    query = (
        "select t.public_id from tenant t join workspace w on w.id = t.workspace_id where w.public_id = %s order by 1"
    )
    return [row["public_id"] for row in world.all(query, world.person(who).space)]


def ask(world: World, who: str, count: int, tenant: str | None = None) -> list[str]:
    """Ask for runs, one after the other."""
    return [start(world.person(who), KIND, {"mark": f"{n}"}, tenant=tenant).run_ref for n in range(count)]


def order(world: World, count: int) -> list[str]:
    """What the relay would publish next, by run, without publishing it."""
    with transaction(group_role="tenantpilot_runner") as session:
        ids = [row.id for row in queue_queries.take_unpublished(session, "person", count)]
        session.rollback()
    return [world.all("select public_id from operation_run where id = %s", one)[0]["public_id"] for one in ids]


@pytest.mark.proves("OPS-033")
def test_another_workspace_waits_for_one_run_only(world):
    many = ask(world, OWNER, 12)
    few = ask(world, OTHER, 2)
    assert order(world, 5) == [many[0], few[0], many[1], few[1], many[2]]


@pytest.mark.proves("OPS-033")
def test_another_tenant_of_the_workspace_waits_for_one_run_only(world):
    first, second = tenants(world, OWNER)[:2]
    many = ask(world, OWNER, 12, first)
    one = ask(world, OWNER, 1, second)
    general = ask(world, OWNER, 1)
    assert order(world, 4) == [many[0], one[0], general[0], many[1]]


@pytest.mark.proves("OPS-033")
def test_many_tenants_do_not_give_a_workspace_more_turns(world):
    mine = [ask(world, OWNER, 3, tenant) for tenant in tenants(world, OWNER)[:2]]
    theirs = ask(world, OTHER, 3)
    assert order(world, 4) == [mine[0][0], theirs[0], mine[1][0], theirs[1]]


@pytest.mark.proves("OPS-033")
def test_what_is_under_way_or_published_counts(world):
    many = ask(world, OWNER, 6)
    claimed(world.run(many[0]))
    assert [pointer.run_id for pointer in publishing.take("person", 1)] == [world.run(many[1])["id"]]
    few = ask(world, OTHER, 3)
    assert order(world, 4) == [few[0], few[1], many[2], few[2]]


@pytest.mark.proves("OPS-033", negative=True)
def test_redis_holds_a_few_only_so_that_who_comes_later_is_not_behind_everybody(world, client):
    ask(world, OWNER, 30)
    window = relay.Window("person")
    for _ in range(20):
        assert window.fill()
    assert client.llen("rq:queue:person") == relay.SMALLEST
    late = ask(world, OTHER, 1)[0]
    client.lpop("rq:queue:person")
    window.fill()
    newest = client.lrange("rq:queue:person", 0, -1)[-1].decode().partition("_")[0]
    assert newest == str(world.run(late)["id"])


@pytest.mark.proves("OPS-033")
def test_quick_workers_get_a_longer_queue_and_slow_ones_a_short_one_again(world, client):
    ask(world, OWNER, 70)
    window = relay.Window("person")
    for _ in range(4):
        window.fill()
        client.delete("rq:queue:person")  # as if all of it had been taken
    grown = window.size
    assert grown > 2 * relay.SMALLEST
    for _ in range(8):
        window.fill()
    assert window.size == relay.SMALLEST
    assert client.llen("rq:queue:person") <= 2 * grown
