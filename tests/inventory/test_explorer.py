"""The explorer over tens of thousands of policies: what it finds, in which order, and which way the database goes."""

from __future__ import annotations

import json
import time
from statistics import median

import pytest
from sqlalchemy import text

from tenantpilot.inventory import queries
from tenantpilot.inventory.filters import Place, PolicyFilters
from tenantpilot.inventory.reading import inventory_choices, list_policies
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.store.ledger import Actor
from tenantpilot.store.scope import open_workspace
from tests.inventory.world import SyncWorld

MANY = 30_000
STAFF = Actor(kind="person", ref="usr_nobody")
# What a server at rest takes as long for: five times the bound, since a machine is rarely at rest.
FIFTY_MILLISECONDS = "select count(*) from (select generate_series(1, 1400000)) n"
FILL = """
insert into policy (workspace_id, id, public_id, tenant_id, family, provider_id, name, description, sort_key, platform,
  type, version, content_digest, assignments_digest, listed_digest, rules_version, assigned, assignment_count,
  first_seen_at, last_seen_at, changed_at, changed_by, changed_by_kind, is_ghost, deleted_at)
select t.workspace_id, gen_random_uuid(), 'pol_' || translate(left(md5(t.id::text || n), 20), '01', 'yz'), t.id,
  (array['settings_catalog', 'device_compliance', 'apps', 'conditional_access'])[1 + n % 4], 'p' || n,
  'Policy ' || n || case when n % 997 = 0 then ' Sonderfall' else ' usual' end, '', 'policy ' || n,
  (array['windows', 'macos', 'ios', 'android', 'linux'])[1 + n % 5], '', 1, '', '', '', 1,
  case when n % 3 = 0 then 'assigned' else 'unassigned' end, 0, now(), now(), now() - make_interval(mins => n), '', '',
  n % 50 = 0, case when n % 50 = 0 then now() end
from generate_series(1, {many}) n, tenant t
"""
TOKENS = """
insert into policy_token (workspace_id, id, tenant_id, policy_id, token)
select p.workspace_id, gen_random_uuid(), p.tenant_id, p.id, w.word from policy p,
  lateral unnest(string_to_array(lower(p.name), ' ')) w(word) on conflict do nothing
"""


@pytest.fixture(scope="module")
def many(shared: SyncWorld) -> SyncWorld:
    shared.do(FILL.format(many=MANY // 4))  # of each of the four demonstration tenants of both workspaces
    shared.do(TOKENS)
    shared.do("analyze policy")
    shared.do("analyze policy_token")
    return shared


FILTERS = {
    "nothing": PolicyFilters(),
    "tenant": PolicyFilters(environment_id="one"),
    "family": PolicyFilters(family="apps"),
    "platform": PolicyFilters(platform="linux"),
    "assigned": PolicyFilters(assigned="assigned"),
    "ghosts": PolicyFilters(ghosts="only"),
    "all": PolicyFilters(environment_id="one", family="apps", platform="linux", assigned="assigned"),
    "changed": PolicyFilters(changed_since="2020-01-01"),
    "changed in a family of a tenant": PolicyFilters(environment_id="one", family="apps", changed_since="2020-01-01"),
    "rare word": PolicyFilters(q="sonder"),
    "usual word": PolicyFilters(q="usual"),
    "two words": PolicyFilters(q="usual 77"),
}


def _asked(world: SyncWorld, name: str) -> PolicyFilters:
    filters = FILTERS[name]
    if filters.environment_id:
        from dataclasses import replace

        return replace(filters, environment_id=world.tenant_ref)
    return filters


@pytest.mark.proves("INV-120")
@pytest.mark.parametrize("name", FILTERS)
def test_a_page_of_many_policies_takes_less_than_ten_milliseconds(many, name):
    filters = _asked(many, name)
    workspace = many.one("select workspace_id from tenant where id = %s", many.tenant_id)
    tenant = many.tenant_id if filters.environment_id else None
    took, usual = [], []
    with open_workspace(workspace, "wsp", STAFF) as scope:
        for _ in range(7):
            start = time.perf_counter()
            found = queries.policies(scope, filters, Place(), tenant)
            between = time.perf_counter()
            scope.session.connection().execute(text(FIFTY_MILLISECONDS))
            took.append(between - start)
            usual.append(time.perf_counter() - between)
    assert found
    assert median(took) < median(usual)  # slow machines and busy neighbours are in both; the bench holds the ten


@pytest.mark.proves("INV-120", negative=True)
@pytest.mark.parametrize("name", FILTERS)
def test_what_narrows_is_answered_inside_the_index(many, name):
    filters = _asked(many, name)
    workspace = many.one("select workspace_id from tenant where id = %s", many.tenant_id)
    tenant = many.tenant_id if filters.environment_id else None
    with open_workspace(workspace, "wsp", STAFF) as scope:
        made = queries.statement(scope, filters, Place(), tenant, is_ghost=filters.ghosts == "only")
        assert made is not None
        plan = scope.session.connection().execute(text(f"explain (format json) {made[0]}"), made[1]).scalar_one()
    scans = [node for node in _nodes(plan[0]["Plan"]) if node.get("Relation Name") == "policy"]
    assert scans
    for scan in scans:
        condition = scan.get("Index Cond", "") + json.dumps(scan.get("Plans", ""))
        assert "workspace_id" in condition
        wanted = [column for column, value in (
            ("tenant_id", tenant), ("family", filters.family), ("platform", filters.platform),
            ("assigned", filters.assigned), ("changed_at", filters.changed_since),
        ) if value]  # fmt: skip
        if not filters.q:
            assert [column for column in wanted if column not in condition] == []


def _nodes(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


@pytest.mark.proves("INV-120")
def test_pages_follow_each_other_without_gap_or_repeat(many):
    ctx = many.person()
    for filters in (PolicyFilters(family="apps", platform="linux"), PolicyFilters(ghosts="with", q="sonder"),
                    PolicyFilters(changed_since="2020-01-01", platform="ios", family="apps")):  # fmt: skip
        seen, cursor = [], ""
        while True:
            page = list_policies(ctx, filters, cursor)
            seen += [row.policy_ref for row in page.rows]
            cursor = page.cursor
            if not page.has_more:
                break
        assert len(seen) == len(set(seen))
        query = "select count(*) from policy p join tenant t on t.id = p.tenant_id where t.workspace_id ="
        query += " (select workspace_id from tenant where id = %s) and (%s = '' or family = %s)"
        query += " and (%s = '' or platform = %s) and (%s or not is_ghost) and (%s = '' or p.name like '%%Sonder%%')"
        with_ghosts = filters.ghosts == "with"
        assert len(seen) == many.one(
            query, many.tenant_id, filters.family, filters.family, filters.platform, filters.platform, with_ghosts,
            filters.q,
        )  # fmt: skip


@pytest.mark.proves("INV-120", negative=True)
@pytest.mark.parametrize("wrong", [
    {"ghosts": "maybe"}, {"assigned": "x"}, {"changed_since": "yesterday"}, {"q": "x" * 201}, {"family": "a\x00"},
])  # fmt: skip
def test_filters_that_mean_nothing_are_refused(many, wrong):
    with pytest.raises(InvalidInputError):
        list_policies(many.person(), PolicyFilters(**wrong))
    for cursor in ("x", "by~pol_x~", "at~" + "a" * 30, "by~ver_" + "a" * 20 + "~x", "z" * 5000):
        with pytest.raises(InvalidInputError):
            list_policies(many.person(), PolicyFilters(), cursor)


@pytest.mark.proves("INV-120", negative=True)
def test_a_foreign_tenant_is_an_absent_one(many):
    foreign = many.one("select public_id from tenant where name = 'Litware Finance'")
    for ref in (foreign, "ten_" + "a" * 20, "nothing"):
        with pytest.raises(NotFoundError):
            list_policies(many.person(), PolicyFilters(environment_id=ref))
        with pytest.raises(NotFoundError):
            inventory_choices(many.person(), ref)
    assert list_policies(many.person(), PolicyFilters(family="nothing", q="policy")).rows == ()
