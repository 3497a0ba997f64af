"""What a first sync costs grows with the tenant, not with its square."""

from __future__ import annotations

import time

from tenantpilot.store.engine import dispose
from tests.inventory.world import small_demo

POLICIES = 700
# Each policy is looked up a few times and once for each of its words, and plans made while the table is small cost
# more: 600 to 1,200 entries were seen, and 5,000 with the plans of the empty table.
MOST_PER_POLICY = 2_000


def test_writing_a_large_tenant_into_an_empty_database_walks_no_index(world):
    world.serve(small_demo(POLICIES))
    assert world.sync()["outcome"] == "succeeded"
    known = len(world.policies())
    assert known > POLICIES * 0.9
    dispose()  # a connection that goes has told its counts
    others = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    until = time.monotonic() + 20
    while world.one(f"{others} and backend_type = 'client backend'") and time.monotonic() < until:
        time.sleep(0.02)
    read = world.one("select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'policy'")
    assert known < read < MOST_PER_POLICY * known
