"""Many findings as they lie there after a year, written past the walls: only reading them is tested and measured."""

from __future__ import annotations

import psycopg

# A public id is made of letters and of digits from 2.
_REF = "'{prefix}_' || translate(substr(md5('{prefix}' || w.id::text || n::text), 1, 20), '01', 'xy')"
_WORKSPACES = """
insert into workspace (id, public_id, name, environment, language, created_at)
select gen_random_uuid(), 'wsp_' || translate(substr(md5('wsp' || n::text), 1, 20), '01', 'xy'), 'Grown ' || n,
  'production', '', now() from generate_series(1, %(workspaces)s) n"""
_TENANTS = f"""
insert into tenant (workspace_id, id, public_id, name, provider_tenant_id, primary_domain, environment, tier, lifecycle,
  lifecycle_at, created_at)
select w.id, gen_random_uuid(), {_REF.format(prefix="ten")}, 'Customer ' || n, gen_random_uuid(),
  'c' || n || '.example', 'production', (array['gold', 'silver', 'bronze'])[1 + n %% 3], 'active', now(), now()
from workspace w, generate_series(1, %(tenants)s) n where w.name like %(named)s"""
_FINDINGS = f"""
insert into finding (workspace_id, id, public_id, number, tenant_id, fingerprint, kind, severity, severity_rank, status,
  outcome, is_open, last_move, version, family, subject_ref, subject_name, source_kind, source_ref, source_name,
  expected_digest, observed_digest, differences, detail, owner_id, assignee_id, exception_id, occurrences,
  first_seen_at, observed_at, status_at, touched_at, resolved_at, sla_state, sla_version,
  sla_tier, due_at)
select w.id, gen_random_uuid(), {_REF.format(prefix="fnd")}, n, t.id, md5((n / t.tenants)::text),
  (array['different', 'different', 'missing', 'unexpected', 'conflict', 'covered', 'consent_lost'])[1 + n %% 7],
  (array['critical', 'high', 'high', 'medium', 'medium', 'medium', 'low', 'low', 'low', 'low'])[1 + n %% 10],
  (array[0, 1, 1, 2, 2, 2, 3, 3, 3, 3])[1 + n %% 10], state,
  case state when 'closed' then 'verified' when 'risk_accepted' then 'accepted' when 'resolved' then
    'pending_verification' else '' end, state not in ('closed', 'risk_accepted'), '', 1,
  (%(families)s::text[])[1 + (n * 7) %% cardinality(%(families)s::text[])], 'pol_' || n,
  (array['Firewall', 'Encryption', 'Browser', 'Updates', 'Passwords', 'Wireless', 'Kiosk', 'Mail'])[1 + n %% 8]
    || ' rule ' || lpad(n::text, 6, '0'),
  'baseline', 'bsl_' || repeat((array['a', 'b', 'c'])[1 + n %% 3], 20), 'Core', 'content-' || n %% 500,
  'content-' || (n + 1) %% 500, 3, '{{}}', case when n %% 4 = 0 then p.id end,
  case when n %% 3 = 0 and state not in ('new', 'reopened') then p.id end,
  case when state = 'risk_accepted' then gen_random_uuid() end, 1,
  now() - (n %% 300) * interval '1 day', now() - interval '1 hour', now() - (n %% 300) * interval '1 day', now(),
  case when state = 'resolved' then now() - (n %% 20) * interval '1 day' end,
  case when n %% 10 < 7 then 'running' else 'none' end, 1, 'silver',
  case when n %% 10 < 7 then now() + (n %% 40000 - 500) * interval '1 minute' end
from generate_series(1, %(rows)s) n
  cross join lateral (select (array['new', 'new', 'triaged', 'in_progress', 'reopened', 'resolved', 'risk_accepted',
    'closed', 'closed', 'closed', 'closed', 'closed', 'closed'])[1 + n %% 13] as state) s
  join workspace w on w.name like %(named)s
  join lateral (select id, tenants from (select id, row_number() over (order by public_id) - 1 as place,
      count(*) over ()::int as tenants from tenant where workspace_id = w.id) every where place = n %% tenants) t
    on true
  left join lateral (select id from (select m.user_id as id, row_number() over (order by m.user_id) - 1 as place,
      count(*) over ()::int as members from membership m where m.workspace_id = w.id and m.plane = 'admin') every
    where place = (n / 7) %% members) p on true"""
_EVENTS = """
insert into finding_event (workspace_id, id, tenant_id, finding_id, number, at, name, actor_kind, from_status,
  to_status, reason, data, run_ref)
select f.workspace_id, gen_random_uuid(), f.tenant_id, f.id, 1, f.first_seen_at, 'finding.opened', 'system', '', 'new',
  '', '{"set": {"severity": "' || f.severity || '"}}', ''
from finding f join workspace w on w.id = f.workspace_id where w.name like %(named)s"""
_WORDS = """
insert into finding_token (workspace_id, id, tenant_id, finding_id, token)
select f.workspace_id, gen_random_uuid(), f.tenant_id, f.id, token
from finding f join workspace w on w.id = f.workspace_id,
  unnest(string_to_array(lower(replace(f.subject_name, ' rule', '')), ' ')) token where w.name like %(named)s"""
_SUMS = """
insert into tenant_governance (workspace_id, id, tenant_id, critical, high, medium, low, drift, unassigned, pending,
  accepted, matching, covered, different, missing, unexpected, conflicting, unknown, changed_at)
select f.workspace_id, gen_random_uuid(), f.tenant_id, count(*) filter (where is_open and severity_rank = 0),
  count(*) filter (where is_open and severity_rank = 1), count(*) filter (where is_open and severity_rank = 2),
  count(*) filter (where is_open and severity_rank = 3),
  coalesce(sum((array[40, 10, 3, 1])[1 + severity_rank]) filter (where is_open), 0),
  count(*) filter (where is_open and assignee_id is null), count(*) filter (where status = 'resolved'),
  count(*) filter (where status = 'risk_accepted'), 600, 20, 30, 10, 5, 1, 12, now()
from finding f join workspace w on w.id = f.workspace_id where w.name like %(named)s group by 1, 3
on conflict (workspace_id, tenant_id) do nothing"""
_READ = """
insert into tenant_inventory (workspace_id, id, tenant_id, policies, ghosts, read, partial, forbidden, throttled,
  unsupported, unlicensed, changes_lately, last_sync_at, last_complete_at, log_state, counted_at)
select t.workspace_id, gen_random_uuid(), t.id, 700, 3, 40, 1, 0, 0, 0, 0, 5, now(), now(), '', now()
from tenant t join workspace w on w.id = t.workspace_id where w.name like %(named)s on conflict do nothing"""
_COVERAGE = """
insert into family_coverage (workspace_id, id, tenant_id, capture_id, family, state, reason_code, detail, request_ids,
  missing_permissions, attempted_at, complete_at, objects)
select t.workspace_id, gen_random_uuid(), t.id, gen_random_uuid(), family, 'read', '', '', '', '', now(), now(), 90
from tenant t join workspace w on w.id = t.workspace_id, unnest(%(families)s::text[]) family
where w.name like %(named)s on conflict do nothing"""
_CONTENTS = """
insert into policy_content (workspace_id, id, digest, text, size, created_at)
select w.id, gen_random_uuid(), 'content-' || n, '{"displayName":"rule","state":"' || n || '","settings":[' ||
  rtrim(repeat('{"settingInstance":{"settingDefinitionId":"setting_x","value":1}},', 20), ',') || ']}', 1000, now()
from generate_series(0, 499) n, workspace w where w.name like %(named)s"""
_COUNTERS = """
insert into workspace_counter (workspace_id, id, name, last)
select id, gen_random_uuid(), 'finding', %(rows)s from workspace where name like %(named)s"""
TABLES = ("finding", "finding_event", "finding_token", "tenant_governance", "tenant_inventory", "family_coverage",
          "policy_content", "workspace_counter", "tenant", "workspace")  # fmt: skip
FAMILIES = ("settings_catalog", "device_configuration", "device_compliance", "apps", "powershell_scripts",
            "conditional_access", "app_protection")  # fmt: skip


def grow(connection: psycopg.Connection, sizes: dict[str, tuple[int, int]], *, others: int = 0, each: int = 0) -> None:
    """Findings for workspaces whose names begin so: (findings, tenants to add); and `others` more workspaces."""
    for table in TABLES:
        connection.execute(f"alter table {table} disable trigger all")
    if others:
        connection.execute(_WORKSPACES, {"workspaces": others})
        sizes = {**sizes, "Grown ": (each, 2)}
    for begins, (rows, tenants) in sizes.items():
        values = {"named": f"{begins}%", "rows": rows, "tenants": tenants, "families": list(FAMILIES)}
        for statement in (_TENANTS, _FINDINGS, _EVENTS, _WORDS, _SUMS, _READ, _COVERAGE, _CONTENTS, _COUNTERS):
            connection.execute(statement, values)
    for table in TABLES:
        connection.execute(f"alter table {table} enable trigger all")
    connection.execute("vacuum analyze")
