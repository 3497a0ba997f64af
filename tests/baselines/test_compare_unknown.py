"""What was not read is unknown: no finding comes of it, none goes, and the compare says which, why and how old."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tenantpilot.inventory import source
from tenantpilot.provider.client import tokens
from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.baselines.compare_world import CompareWorld
from tests.baselines.seeding import CATALOGUE, REFERENCE, Editor, stocked
from tests.inventory.test_faults import FAULTS, HASTY, HURRIED, READ_TOO, Unlimited
from tests.inventory.world import pointed
from tests.servers import Database

FAMILIES = ["settings_catalog", "linux_compliance"]
# Those that leave a family unread; each changes the tenant before it strikes.
STRIKING = [fault for fault in FAULTS if fault not in READ_TOO and fault not in ("looping_page", "foreign_link")]
KEPT = ("kind", "status", "severity", "observed_digest", "differences", "version", "occurrences")


@pytest.fixture(scope="module")
def unread(module_database: Database, stock_graph: GraphSandbox) -> Iterator[CompareWorld]:
    """A tenant with two findings: one policy deleted, one edited."""
    with pytest.MonkeyPatch.context() as patch, pointed(CompareWorld, module_database, stock_graph) as world:
        patch.setattr(source, "TOOLS", HASTY)
        patch.setattr(source, "governor", Unlimited)
        world.fill()
        world.bring(stocked(REFERENCE, range(12)))
        world.hold("Known", world.reference_ref, families=tuple(FAMILIES), exhaustive=True)
        editor = Editor(REFERENCE, world.reference.data.collections)
        editor.deleted(0), editor.valued(1)
        world.reference.restart()
        world.read_all(world.reference_ref, families=FAMILIES)
        world.compare(world.reference_ref)
        yield world


def _said(world: CompareWorld) -> dict[str, tuple[Any, ...]]:
    return {one["public_id"]: tuple(one[name] for name in KEPT) for one in world.findings(world.reference_ref)}


@pytest.mark.proves("BAS-104", "BAS-105", negative=True)
@pytest.mark.parametrize("fault", STRIKING)
def test_a_family_that_was_not_read_changes_no_finding(
    unread: CompareWorld, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(source, "TOOLS", HURRIED if "hang" in fault else HASTY)
    world, ref = unread, unread.reference_ref
    before = _said(world)
    assert len(before) >= 2
    Editor(REFERENCE, world.reference.data.collections).deleted(2)
    world.reference.restart()
    world.graph.faults.clear()
    tokens.forget(world.one("select public_id from provider_connection where tenant_id = %s", world.tenant_id))
    world.graph.faults.add(fault.partition(" ")[0], **FAULTS[fault][0])
    try:
        world.read_all(ref, families=FAMILIES)
        run = world.compare(ref)
    finally:
        world.graph.faults.clear()
        world.reference.data.collections[CATALOGUE].update(stocked(REFERENCE, range(2, 3))[CATALOGUE])
        world.reference.restart()
    assert _said(world) == before
    state = world.one(
        "select state from family_coverage where family = 'settings_catalog' and tenant_id = %s", world.tenant_id
    )
    assert state != "read"
    told = {(row["result"], row["reason_code"]) for row in world.results(ref).values()}
    assert told == {("not_comparable", state)}
    standing = world.comparison(ref)
    assert (standing["coverage_state"], standing["missing"], standing["unknown"]) == ("incomplete", 0, 12)
    [item] = world.items(run).values()
    assert item["status"] == "done"
    assert item["reason_code"] in ("compared_in_part", "nothing_read")
    assert all(one["unknown_since"] is not None for one in world.findings(ref))


@pytest.mark.proves("BAS-104")
def test_the_next_complete_reading_decides_again(unread: CompareWorld) -> None:
    """Runs after the faults: what was unknown is known, fixed things are verified, new ones found."""
    world, ref = unread, unread.reference_ref
    before = {one["public_id"] for one in world.findings(ref)}
    objects = world.reference.data.collections[CATALOGUE]
    objects.update(stocked(REFERENCE, range(2))[CATALOGUE])
    Editor(REFERENCE, world.reference.data.collections).deleted(3)
    world.reference.restart()
    world.graph.faults.clear()
    tokens.forget(world.one("select public_id from provider_connection where tenant_id = %s", world.tenant_id))
    assert world.read_all(ref, families=FAMILIES)["outcome"] == "succeeded"
    world.compare(ref)
    assert [one["kind"] for one in world.findings(ref)] == ["missing"]
    closed = world.findings(ref, is_open=False)
    assert {one["public_id"] for one in closed} == before
    assert {(one["status"], one["outcome"], one["unknown_since"]) for one in closed} == {("closed", "verified", None)}
