"""The database alone: what no service does is refused by it, for the application's own role and with every setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import errors

from tenantpilot.kernel.ids import new_public_id
from tenantpilot.sandbox.seed import workspace_key
from tests.isolation.world import HOME, World
from tests.people import account_of

KEY = workspace_key(HOME)
PARTS = ("baseline_part", "baseline_family", "baseline_rule", "baseline_variable")


@pytest.fixture(scope="module")
def world(module_database) -> Iterator[World]:
    made = World(module_database)
    yield made
    made.close()


@contextmanager
def application(world: World, *, tenants: str = "all", ids: str = "{}") -> Iterator[psycopg.Connection[Any]]:
    """The application's role in a transaction of the workspace, as a service that forgot its rules would have it."""
    with psycopg.connect(world.database.url) as connection:
        connection.execute(
            "select set_config('tp.workspace_id', %s, true), set_config('tp.user_id', %s, true),"
            " set_config('tp.tenant_mode', %s, true), set_config('tp.tenants', %s, true)",
            (str(KEY), str(account_of("northwind-owner").id), tenants, ids),
        )
        yield connection


def refused(
    world: World, statement: str, *values: Any, words: str = ".", kind: type[Exception] = errors.CheckViolation,
    **as_who: str,
) -> None:  # fmt: skip
    """A statement that the database refuses, now or at commit."""
    with pytest.raises(kind, match=words):
        _committed(world, statement, values, as_who)


def _committed(world: World, statement: str, values: tuple[Any, ...], as_who: dict[str, str]) -> None:
    with application(world, **as_who) as connection:
        connection.execute(statement, values or None)
        connection.commit()


def key(world: World, table: str, where: str) -> Any:
    """The key of a row of the workspace."""
    return world.ask(f"select id from {table} where workspace_id = %s and {where} order by id limit 1", KEY)[0][0]


def kept(world: World, state: str) -> Any:
    """The published version, or the draft, of the baseline that is kept."""
    return key(world, "baseline_version", f"state = '{state}' and baseline_id = "
               f"(select id from baseline where name = 'kept' and workspace_id = '{KEY}')")  # fmt: skip


@pytest.mark.proves("BAS-002", negative=True)
def test_a_published_version_does_not_change_in_any_way(world):
    version = kept(world, "published")
    for change in ("note = 'other'", "digest = 'other'", "revision = revision + 1", "published_at = now()",
                   "created_at = now()", "state = 'draft'", "state = 'discarded'"):  # fmt: skip
        refused(
            world, f"update baseline_version set {change} where id = %s", version, words="does not change|cannot go"
        )
    with pytest.raises(errors.InsufficientPrivilege), application(world) as connection:
        connection.execute("delete from baseline_version where id = %s", (version,))
    draft = kept(world, "draft")
    other = key(world, "baseline", "starts_with(name, 'spare')")
    for change, value in (("number = %s", 99), ("public_id = %s", new_public_id("bsv")), ("baseline_id = %s", other)):
        refused(world, f"update baseline_version set {change} where id = %s", value, draft, words="do not change")


@pytest.mark.proves("BAS-002", negative=True)
@pytest.mark.parametrize("table", PARTS)
def test_nothing_of_a_published_version_comes_changes_or_goes(world, table):
    version, draft = kept(world, "published"), kept(world, "draft")
    listed = "select column_name::text from information_schema.columns where table_name = %s order by 1"
    columns = [name for (name,) in world.ask(listed, table)]
    changed = {"baseline_part": "severity = 'low'", "baseline_family": "family = 'apps'",
               "baseline_rule": "reason = 'x'", "baseline_variable": "default_value = 'x'"}[table]  # fmt: skip
    words = "its baseline_version is not draft any more"
    refused(world, f"update {table} set {changed} where version_id = %s", version, words=words)
    refused(world, f"delete from {table} where version_id = %s", version, words=words)
    refused(world, f"update {table} set version_id = %s where version_id = %s and id = (select id from {table}"
            " where version_id = %s limit 1)", version, draft, draft, words=words)  # fmt: skip
    refused(world, f"update {table} set version_id = %s where version_id = %s", draft, version, words=words)
    made = ", ".join("gen_random_uuid()" if name == "id" else name for name in columns)
    copied = f"insert into {table} ({', '.join(columns)}) select {made} from {table} where version_id = %s limit 1"
    refused(world, copied, version, words=words)


@pytest.mark.proves("BAS-002", negative=True)
def test_versions_begin_as_drafts_and_end_once(world):
    base = key(world, "baseline", "starts_with(name, 'spare')")
    insert = (
        "insert into baseline_version (workspace_id, id, public_id, baseline_id, number, state, note, digest, revision,"
        " created_at, published_at) values (%s, gen_random_uuid(), %s, %s, 7, %s, '', 'd', 1, now(), now())"
    )
    refused(world, insert, KEY, new_public_id("bsv"), base, "published", words="starts as draft")
    draft = key(world, "baseline_version", f"baseline_id = '{base}'")
    with application(world) as connection:
        connection.execute("update baseline_version set state = 'discarded' where id = %s", (draft,))
        with pytest.raises(errors.CheckViolation, match=r"cannot go|does not change"):
            connection.execute("update baseline_version set state = 'draft' where id = %s", (draft,))
        connection.rollback()


@pytest.mark.proves("BAS-030", negative=True)
def test_rings_keep_their_order_whoever_writes_them(world):
    base = key(world, "baseline", "name = 'kept'")
    version, draft = kept(world, "published"), kept(world, "draft")
    ring = "update baseline_ring set {} where baseline_id = %s and number = %s"
    add = ("insert into baseline_ring (workspace_id, id, baseline_id, number, name, version_id, since)"
           " values (%s, gen_random_uuid(), %s, %s, '', %s, now())")  # fmt: skip
    other = key(world, "baseline", "starts_with(name, 'spare')")
    refused(world, add, KEY, other, 3, None, words="stage before")
    refused(world, add, KEY, other, 2, version, words="version of its own")
    refused(world, ring.format("version_id = %s"), draft, base, 1, words="not a published version")
    refused(world, ring.format("version_id = %s"), version, other, 1, words="version of its own")
    refused(world, ring.format("number = 5"), base, 2, words="keeps its place")
    refused(world, "delete from baseline_ring where baseline_id = %s and number = 1", base, words="only the last")
    with application(world) as connection:
        connection.execute(ring.format("version_id = %s"), (version, base, 2))
        with pytest.raises(errors.CheckViolation, match="later stage"):
            connection.execute(ring.format("version_id = null"), (base, 1))
        connection.rollback()


@pytest.mark.proves("BAS-035", negative=True)
def test_a_deleted_baseline_does_not_come_back_and_holds_nowhere(world):
    base = key(world, "baseline", "starts_with(name, 'spare')")
    delete = "update baseline set deleted_at = now() where id = %s"
    refused(world, delete, base, words="ends with all of baseline_assignment")
    with application(world) as connection:
        connection.execute("delete from baseline_assignment where baseline_id = %s", (base,))
        connection.execute(delete, (base,))
        for again, words in (
            ("update baseline set deleted_at = null where id = %s", "does not change"),
            ("insert into baseline_assignment (workspace_id, id, public_id, baseline_id, tenant_id, priority, ring,"
             " assigned_at) select workspace_id, gen_random_uuid(), 'bsa_x', %s, id, 1, 1, now() from tenant limit 1",
             "is no more"),
        ):  # fmt: skip
            with pytest.raises(errors.CheckViolation, match=words), connection.transaction():
                connection.execute(again, (base,))
        connection.rollback()


CHANGES = {
    "baseline": "update baseline set description = 'other' where name = 'kept'",
    "baseline_version": "update baseline_version set revision = revision + 1 where state = 'draft'",
    "baseline_part": "update baseline_part set severity = 'low' where name = 'extra'",
    "baseline_family": "delete from baseline_family where version_id in (select id from baseline_version"
                       " where state = 'draft')",
    "baseline_rule": "update baseline_rule set reason = 'x' where starts_with(path, 'spare')",
    "baseline_variable": "delete from baseline_variable where starts_with(name, 'spare')",
    "baseline_ring": "update baseline_ring set name = 'other'",
    "a ring that goes": "delete from baseline_ring where number = 2",
    "baseline_assignment": "update baseline_assignment set priority = 3",
    "an assignment that ends": "delete from baseline_assignment where tenant_id is not null",
    "tenant_value": "update tenant_value set value = 'other'",
    "a value that goes": "delete from tenant_value",
    "tenant_group": "update tenant_group set name = name || '!'",
    "a group that goes": "delete from tenant_group where starts_with(name, 'spare')",
    "a tenant that leaves a group": "delete from tenant_group_member",
}  # fmt: skip


@pytest.mark.proves("BAS-005", negative=True)
@pytest.mark.parametrize("what", CHANGES)
def test_no_change_is_committed_without_an_entry_in_the_log(world, what):
    before = world.fingerprint(HOME)
    refused(world, CHANGES[what], words="without an audit entry")
    assert world.fingerprint(HOME) == before


@pytest.mark.proves("BAS-034", negative=True)
def test_a_narrowed_person_s_database_shows_groups_assignments_and_takes_no_change_of_them(world):
    mine, other = (one for (one,) in world.ask("select id from tenant where workspace_id = %s order by name", KEY))
    as_who = {"tenants": "only", "ids": f"{{{mine}}}"}
    with application(world, **as_who) as connection:
        found = connection.execute("select distinct tenant_id from baseline_assignment").fetchall()
        assert set(found) == {(mine,), (None,)}
        gone = connection.execute("delete from baseline_assignment where group_id is not null")
        assert gone.rowcount == 0
        assert (
            connection.execute("update baseline_assignment set priority = 3 where group_id is not null").rowcount == 0
        )
        connection.rollback()
    move = "update baseline_assignment set tenant_id = %s where tenant_id = %s"
    refused(world, move, other, mine, kind=errors.InsufficientPrivilege, **as_who)
