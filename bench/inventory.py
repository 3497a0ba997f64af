"""The explorer and a policy's record over 50,000 policies of 72 tenants, through the services that pages call."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import psycopg

from bench.ground import connect_settings, seeded, servers
from bench.lists import Side, p95, times
from bench.rows import Row
from tenantpilot.access.capabilities import Capability
from tenantpilot.inventory import queries
from tenantpilot.inventory.filters import Place, PolicyFilters
from tenantpilot.inventory.policies import policy_content, policy_detail
from tenantpilot.inventory.reading import inventory_choices, list_policies
from tests.people import pointing_at

MANY, FEW, TENANTS, TIMES, MOST = 50_000, 5_000, 70, 60, 100.0
LARGE, SMALL = "northwind", "fabrikam"
# Rows as they lie there after a year; written past the walls, because only their reading is measured. A public id is
# made of letters and of digits from 2.
REF = "'{prefix}_' || translate(substr(md5('{prefix}' || w.id::text || n::text), 1, 20), '01', 'xy')"
TENANT = f"""
insert into tenant (workspace_id, id, public_id, name, provider_tenant_id, primary_domain, environment, lifecycle,
  lifecycle_at, created_at)
select w.id, gen_random_uuid(), {REF.format(prefix="ten")}, 'Customer ' || n, gen_random_uuid(), 'c' || n || '.example',
  'production', 'draft', now(), now()
from generate_series(1, {TENANTS}) n, workspace w where w.name like %(workspace)s"""
POLICY = f"""
insert into policy (workspace_id, id, public_id, tenant_id, family, provider_id, name, description, sort_key, platform,
  type, version, content_digest, assignments_digest, listed_digest, rules_version, assigned, assignment_count,
  first_seen_at, last_seen_at, changed_at, changed_by, changed_by_kind, is_ghost, deleted_at)
select w.id, gen_random_uuid(), {REF.format(prefix="pol")}, t.id,
  (%(families)s::text[])[1 + (n * 7) %% cardinality(%(families)s::text[])], gen_random_uuid()::text, named, '',
  lower(named), (array['windows', 'macos', 'ios', 'android', ''])[1 + n %% 5], 'type', 1, 'content-' || n,
  'assignments-' || n, '', 1, (array['assigned', 'unassigned', 'assigned', 'unknown'])[1 + n %% 4], n %% 3,
  at, now(), at, '', '', n %% 50 = 0, case when n %% 50 = 0 then now() end
from generate_series(1, %(rows)s) n
  cross join lateral (select
    (array['Firewall', 'Encryption', 'Browser', 'Updates', 'Passwords', 'Wireless', 'Kiosk', 'Mail'])[1 + n %% 8]
      || ' ' || (array['laptops', 'kiosks', 'phones', 'servers', 'tablets'])[1 + (n / 8) %% 5] || ' '
      || lpad(n::text, 6, '0') as named, timestamptz '2026-01-01' + n * interval '8 minutes' as at) x
  join workspace w on w.name like %(workspace)s
  join lateral (select id from (select id, row_number() over (order by public_id) - 1 as place,
      count(*) over () as tenants from tenant where workspace_id = w.id) all_of_them
    where place = n %% tenants) t on true"""
VERSION = """
insert into policy_version (workspace_id, id, public_id, tenant_id, policy_id, capture_id, number, change, name,
  content_digest, assignments_digest, raw_digest, rules_version, observed_at, author, author_kind)
select workspace_id, gen_random_uuid(), 'ver_' || substr(public_id, 5), tenant_id, id, gen_random_uuid(), 1, 'first',
  name, content_digest, assignments_digest, content_digest, 1, changed_at, '', ''
from policy where workspace_id = (select id from workspace where name like %(workspace)s)"""
CONTENT = """
insert into policy_content (workspace_id, id, digest, text, size, created_at)
select w.id, gen_random_uuid(), kind || n, case kind when 'content-' then
    '{"settings":[' || rtrim(repeat('{"settingInstance":{"settingDefinitionId":"setting_' || n || '","value":1}},', 20),
    ',') || ']}' else '[]' end, 1000, now()
from generate_series(1, %(rows)s) n, unnest(array['content-', 'assignments-']) kind, workspace w
where w.name like %(workspace)s"""
WORD = """
insert into policy_token (workspace_id, id, tenant_id, policy_id, token)
select workspace_id, gen_random_uuid(), tenant_id, id, token
from policy, unnest(string_to_array(sort_key, ' ') || string_to_array(provider_id, '-')) token
where workspace_id = (select id from workspace where name like %(workspace)s) on conflict do nothing"""
COVERAGE = """
insert into family_coverage (workspace_id, id, tenant_id, capture_id, family, state, reason_code, detail, request_ids,
  missing_permissions, attempted_at, complete_at, objects)
select workspace_id, gen_random_uuid(), tenant_id, gen_random_uuid(), family, 'read', '', '', '', '', now(), now(),
  count(*)
from policy where workspace_id = (select id from workspace where name like %(workspace)s) group by 1, 3, 5
on conflict do nothing"""
FAMILIES = ("settings_catalog", "device_configuration", "compliance", "apps", "powershell_scripts", "update_rings",
            "conditional_access", "app_protection")  # fmt: skip
TABLES = ("policy_token", "policy_reference", "policy_version", "policy", "policy_content", "family_coverage", "tenant")
LISTS = {
    "list, first page": PolicyFilters(),
    "filter by family, platform and assignment": PolicyFilters(
        family="settings_catalog", platform="windows", assigned="assigned"
    ),
    "changed since a day, newest first": PolicyFilters(changed_since="2026-02-01"),
    "ghosts only": PolicyFilters(ghosts="only"),
    "search for a word that every eighth has": PolicyFilters(q="firewall"),
    "search for two words": PolicyFilters(q="encryption kiosks"),
    "search for one policy": PolicyFilters(q="004242"),
    "search for what is nowhere": PolicyFilters(q="nonesuch"),
}


class Explorer(Side):
    """A workspace with policies."""

    def cases(self) -> dict[str, Callable[[int], Any]]:
        """What is measured, by name; each takes the number of the try."""
        found: dict[str, Callable[[int], Any]] = {name: partial(self._list, filters) for name, filters in LISTS.items()}
        middle = Place.after("mail laptops 000000", self.refs[0])
        found["list, a page in the middle"] = lambda _: list_policies(self.ctx, PolicyFilters(), middle)
        found["list of one tenant"] = partial(self._list, PolicyFilters(environment_id=self.tenant_ref))
        found["choices with counts"] = lambda _: inventory_choices(self.ctx)
        found["record"] = lambda number: policy_detail(self.ctx, self.ref(number))
        found["content of a record"] = lambda number: policy_content(self.ctx, self.ref(number))
        return found

    def _list(self, filters: PolicyFilters, _number: int) -> Any:
        return list_policies(self.ctx, filters)


def measure() -> list[Row]:
    """All rows of this subject."""
    with servers() as made:
        database = seeded(made)
        with psycopg.connect(database.administrator_url, autocommit=True) as connection:
            _fill(connection)
        with pointing_at(connect_settings(made, database)):
            policies = "policy where {mine} and not is_ghost order by id limit 200"
            large, small = (Explorer.of(database, name, policies) for name in (LARGE, SMALL))
            rows = list(_rows(large, small))
            plans = large.plans(
                f"plans of these lists, {MANY:,} policies", "policy", Capability.POLICY_READ, LISTS,
                lambda scope, filters: queries.statement(
                    scope, filters, Place(), None, is_ghost=filters.ghosts == "only"
                ),
            )  # fmt: skip
            return [*rows, plans]


def _fill(connection: psycopg.Connection) -> None:
    for table in TABLES:
        connection.execute(f"alter table {table} disable trigger all")
    for table in TABLES[:-1]:
        connection.execute(f"delete from {table}")
    for name, rows in ((LARGE, MANY), (SMALL, FEW)):
        values = {"workspace": f"{name.capitalize()}%", "rows": rows, "families": list(FAMILIES)}
        for statement in (TENANT, POLICY, VERSION, CONTENT, WORD, COVERAGE):
            connection.execute(statement, values)
    for table in TABLES:
        connection.execute(f"alter table {table} enable trigger all")
    connection.execute("vacuum analyze")


def _rows(large: Explorer, small: Explorer) -> Iterator[Row]:
    few = small.cases()
    for name, case in large.cases().items():
        much, little = times([case, few[name]], TIMES)
        growth = statistics.median(much) / statistics.median(little)
        yield Row(
            f"{name}, {MANY:,} policies of {TENANTS + 2} tenants",
            f"p95 at most {MOST:.0f} ms",
            f"p50 {statistics.median(much):.1f} ms, p95 {p95(much):.1f} ms",
            p95(much) <= MOST,
            note=f"{growth:.2f}x of {FEW:,} policies; the whole service call with its proof of rights",
        )
