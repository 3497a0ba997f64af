"""What leaves by search and by file: only what the actor may open, and never an internal key."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from tenantpilot.access.capabilities import Plane
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations.artifacts import open_download
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import EXPORT_AUDIT, EXPORT_RUNS, VERIFY_AUDIT
from tenantpilot.ui.shell.search import search
from tests.operations.world import World, execute
from tests.servers import Database

OWNER, NARROWED, READER, FOREIGN = "northwind-owner", "northwind-temporary", "northwind-read-only", "fabrikam-owner"


@pytest.fixture(scope="module")
def world(module_database: Database) -> Iterator[World]:
    made = World(module_database)
    yield made
    made.close()


@pytest.fixture(scope="module")
def runs(world: World) -> dict[str, str]:
    """One finished run of each operation, by kind, asked for by Northwind's owner."""
    made = {kind: start(world.person(OWNER), kind).run_ref for kind in (EXPORT_AUDIT, EXPORT_RUNS, VERIFY_AUDIT)}
    for ref in made.values():
        execute(world.run(ref))
    return made


def found(ctx, text: str) -> set[str]:
    return {hit.href for hit in search(ctx, text)}


@pytest.mark.proves("TQC-016", negative=True)
def test_search_opens_what_the_page_would_open_and_nothing_else(world: World, runs: dict[str, str]) -> None:
    ref, owner = runs[EXPORT_RUNS], world.person(OWNER)
    assert found(owner, ref) == {f"/admin/{owner.space}/operations/{ref}"}
    assert len(found(owner, "run")) == 3
    assert {hit.label for hit in search(owner, "vogel")} == {"Martin Vogel"}
    # A run of the whole workspace is out of a narrowed member's reach, and out of every stranger's.
    for ctx in (world.person(NARROWED), world.person(FOREIGN)):
        absent = ref[:-4] + "aaaa"
        assert search(ctx, ref) == search(ctx, absent) == search(ctx, "run") == []
    assert search(world.person(FOREIGN), "vogel") == []


@pytest.mark.proves("TQC-016", negative=True)
@pytest.mark.parametrize(("key", "plane"), [("northwind-customer-viewer", Plane.REVIEW), ("platform-operator", None)])
def test_other_planes_find_nothing(world: World, runs: dict[str, str], key: str, plane: Plane | None) -> None:
    ctx = world.person(key, plane=plane)
    assert search(ctx, runs[EXPORT_RUNS]) == search(ctx, "priya") == []


@pytest.mark.proves("TQC-016", negative=True)
def test_search_in_a_foreign_workspace_is_not_found(world: World, runs: dict[str, str]) -> None:
    with pytest.raises(NotFoundError):
        search(world.person(FOREIGN, space="northwind"), "priya")


@pytest.mark.proves("TQC-015", negative=True)
def test_no_exported_file_holds_an_internal_key(world: World, runs: dict[str, str]) -> None:
    internal = _keys(world)
    assert len(internal) > 50
    files = [row["public_id"] for row in world.all("select public_id from artifact")]
    contents = [b"".join(open_download(world.person(OWNER), ref).chunks) for ref in files]
    assert len(contents) >= 3
    assert runs[EXPORT_AUDIT].encode() in b"".join(contents)
    for content in contents:
        assert [key for key in internal if str(key).encode() in content or key.hex.encode() in content] == []


def _keys(world: World) -> set[UUID]:
    """Every uuid in the database, but those that Microsoft gave."""
    columns = world.all(
        "select table_name, column_name from information_schema.columns where table_schema = 'public'"
        " and data_type = 'uuid' and table_name <> 'effect' and column_name not in ('provider_tenant_id', 'client_id')"
    )
    found = set()
    for one in columns:
        query = f'select distinct {one["column_name"]} as key from "{one["table_name"]}"'
        found |= {row["key"] for row in world.all(query) if row["key"] is not None and row["key"].int}
    return found
