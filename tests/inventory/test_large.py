"""A tenant with twenty thousand policies is read, and read again, within bounds."""

from __future__ import annotations

import time

import pytest

from tests.inventory.test_faults import Unlimited
from tests.inventory.test_truth import location
from tests.inventory.world import empty_tenant

MANY = 20_000


@pytest.mark.slow
@pytest.mark.proves("INV-111")
def test_twenty_thousand_policies_are_read_within_a_minute(world, monkeypatch):
    monkeypatch.setattr("tenantpilot.inventory.source.governor", Unlimited)
    tenant = empty_tenant()
    for number in range(MANY):
        tenant.put("namedLocations", location(number))
    world.serve(tenant)
    start = time.monotonic()
    run = world.sync(families=["named_locations"])
    assert time.monotonic() - start < 60
    assert (run["outcome"], world.inventory()["policies"]) == ("succeeded", MANY)
    assert world.sync(families=["named_locations"])["outcome"] == "succeeded"
    assert world.one("select count(*) from policy_version") == MANY
