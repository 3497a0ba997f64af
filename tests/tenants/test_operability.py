"""The one rule, over every combination of facts."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from tenantpilot.operations import controls
from tenantpilot.operations.names import CHECK_CONNECTION, SYNC_INVENTORY
from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.tenants.lifecycle import Lifecycle
from tenantpilot.tenants.operability import ConnectionFacts, Facts, operability
from tenantpilot.tenants.reading import list_tenants
from tests.provider.connections.world import OWNER, World

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WAYS = {
    "good": ConnectionFacts("enabled", "granted", has_credential=True),
    "unchecked": ConnectionFacts("enabled", "unknown", has_credential=True),
    "ends later": ConnectionFacts("enabled", "granted", has_credential=True,
                                  credential_expires_at=AT + timedelta(seconds=1)),
    "nobody knows": ConnectionFacts(),
    "none": ConnectionFacts("missing"),
    "off": ConnectionFacts("disabled", "granted", has_credential=True),
    "no consent": ConnectionFacts("enabled", "missing", has_credential=True),
    "consent gone": ConnectionFacts("enabled", "withdrawn", has_credential=True),
    "empty": ConnectionFacts("enabled", "granted"),
    "expired": ConnectionFacts("enabled", "granted", has_credential=True, credential_expires_at=AT),
}  # fmt: skip
OPEN = {"good", "unchecked", "ends later"}
STOPS = {"nothing": ((), ()), "reads": (("stopped_by_workspace",), ()), "writes": ((), ("stopped_by_installation",))}
CASES = list(itertools.product([*Lifecycle, "unheard_of"], WAYS, STOPS))


@pytest.mark.proves("TEN-005", negative=True)
def test_every_combination_of_facts_has_its_verdict():
    for lifecycle, way, stop in CASES:
        reads, writes = STOPS[stop]
        made = operability(Facts(str(lifecycle), WAYS[way], reads, writes), AT)
        case = (lifecycle, way, stop)
        may_read = lifecycle in ("onboarding", "active") and way in OPEN and stop != "reads"
        assert made.can_start_read == may_read, case
        assert made.can_start_write == (may_read and lifecycle == "active" and stop == "nothing"), case
        assert made.is_selectable == (lifecycle in ("onboarding", "active", "suspended")), case
        assert made.is_searchable == made.is_selectable, case
        assert made.can_start_read == (made.read_reasons == ()), case
        assert made.can_start_write == (made.write_reasons == ()), case
        assert made.can_start_read or not made.can_start_write, case


@pytest.mark.proves("TEN-005", negative=True)
def test_the_weightiest_reason_comes_first_and_each_has_a_next_step():
    found = set()
    for lifecycle, way, stop in CASES:
        made = operability(Facts(str(lifecycle), WAYS[way], *STOPS[stop]), AT)
        found |= {*made.read_reasons, *made.write_reasons}
        if lifecycle not in ("onboarding", "active"):
            assert made.read_reasons[0].startswith("tenant_")
    assert found <= NEXT_STEPS.keys()
    assert {"tenant_draft", "tenant_onboarding", "connection_unknown", "credential_expired"} <= found


@pytest.mark.proves("TEN-005", negative=True)
def test_a_stop_of_everything_shows_in_the_list(world: World):
    owner = world.person(OWNER)
    before = list_tenants(owner).rows
    controls.stop(owner, "", "looked into")
    after = list_tenants(owner).rows
    assert any(row.can_start_read for row in before)
    assert [row.reasons for row in after if not row.reasons or "stopped_by_workspace" not in row.reasons] == []
    assert not any(row.can_start_read or row.can_start_write for row in after)


@pytest.mark.proves("TEN-005", negative=True)
def test_a_stop_of_every_reading_stops_reading_and_only_that(world: World):
    owner = world.person(OWNER)
    for kind in (CHECK_CONNECTION, SYNC_INVENTORY):
        assert any(row.can_start_read for row in list_tenants(owner).rows)
        controls.stop(owner, kind, "looked into")
    assert not any(row.can_start_read for row in list_tenants(owner).rows)
