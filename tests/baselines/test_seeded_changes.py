"""Two hundred changes of every kind, in the tenant the baseline came from and in another one: each found, each where
it was made, and nothing else.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest

from tenantpilot.sandbox.graph.server import GraphSandbox
from tests.baselines.compare_world import CompareWorld
from tests.baselines.seeding import CUSTOMER, REFERENCE, Editor, House, mapping, policies_needed, seeded, stocked
from tests.inventory.world import pointed
from tests.servers import Database

EACH = 7
NUMBERS = range(policies_needed(EACH) + 12)
FAMILIES = ("settings_catalog", "linux_compliance")


@pytest.fixture(scope="module")
def seeds(module_database: Database, stock_graph: GraphSandbox) -> Iterator[CompareWorld]:
    """Both tenants with all policies, held to a baseline of the reference tenant's, without any finding yet."""
    with pointed(CompareWorld, module_database, stock_graph) as world:
        world.fill()
        world.bring(stocked(REFERENCE, NUMBERS), stocked(CUSTOMER, NUMBERS))
        for name, value in mapping().items():
            world.map(world.customer_ref, name, value)
        world.hold("Seeds", world.reference_ref, world.customer_ref, families=FAMILIES, exhaustive=True)
        yield world


@pytest.mark.proves("BAS-101", "BAS-102", "BAS-108", "BAS-115")
@pytest.mark.parametrize("own", [REFERENCE, CUSTOMER], ids=lambda own: own.name)
def test_each_seeded_change_is_found_where_it_was_made(seeds: CompareWorld, own: House) -> None:
    ref = seeds.reference_ref if own is REFERENCE else seeds.customer_ref
    seeds.compare(ref)
    standing = seeds.results(ref)
    assert {row["result"] for row in standing.values()} == {"match"}
    assert {row["basis"] for row in standing.values()} == {"identity" if own is REFERENCE else "settings"}
    assert seeds.findings(ref) == []

    served = seeds.reference if own is REFERENCE else seeds.customer
    expected, made = seeded(Editor(own, served.data.collections), EACH)
    assert len(made) == 112
    served.restart()
    seeds.read_all(ref, families=list(FAMILIES))
    seeds.compare(ref)

    parts = {REFERENCE.ident(number): number for number in NUMBERS}
    results = {parts[part]: row for part, row in seeds.results(ref).items() if part in parts}
    found = {number: row["result"] for number, row in results.items() if row["result"] != "match"}
    assert found == expected
    by_part = {row["part_ref"]: number for number, row in results.items()}
    findings = {by_part[one["detail"]["part_ref"]]: one["kind"] for one in seeds.findings(ref)}
    assert findings == expected  # and none besides: the unchanged ones, and what others became of, are quiet


@pytest.mark.proves("BAS-103")
def test_a_difference_names_its_place(seeds: CompareWorld) -> None:
    """Runs after the changes: each kind says what it is about."""
    results = seeds.results(seeds.customer_ref)
    editor = Editor(CUSTOMER, copy.deepcopy(stocked(CUSTOMER, NUMBERS)))
    _, made = seeded(editor, EACH)
    places = {"renamed": "name", "tagged": "roleScopeTagIds", "nested": "_child]", "member_gone": "_items]",
              "member_added": "_items]", "valued": "_first]", "nested_gone": "_child]"}  # fmt: skip
    for number, kind in made.items():
        row = results[REFERENCE.ident(number)]
        paths = [path for _, path in row["detail"].get("paths", ())]
        if kind in places:
            assert len(paths) == 1, (kind, paths)
            assert places[kind] in paths[0], (kind, paths)
        if kind in ("reassigned", "excluded", "excluded_more"):
            assert (paths, row["detail"]["assignments"]) == ([], 1 if kind != "reassigned" else 2), kind
        if kind in ("split", "merged", "moved", "recreated"):
            assert row["reason_code"] == kind
