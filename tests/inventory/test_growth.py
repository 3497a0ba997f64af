"""What a first sync costs grows with the tenant, not with its square."""

from __future__ import annotations

import time

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
    time.sleep(1.2)  # a connection tells its counts a second after its last work
    read = world.one("select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'policy'")
    assert known < read < MOST_PER_POLICY * known
