"""The rules of the catalogue lint: one query each, returning a row (subject, problem) for everything that breaks it.

Parameters are the role names and the lists of exceptions in lint.py. `owned` below are all tables with a workspace.
"""

from __future__ import annotations

_OURS = "n.nspname !~ '^(pg_|information_schema)'"
_TABLES = f"""
  tables as (
    select c.oid, c.relname::text as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
      c.relname <> all(:installation) or c.relname = 'workspace' as walled, c.relname <> all(:installation) as owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where {_OURS} and c.relkind in ('r', 'p')
  )"""
_COLUMNS = "select array_agg(a.attname::text order by k.i) from unnest({keys}) with ordinality k(n, i)"
_KEY = f"({_COLUMNS} join pg_attribute a on a.attrelid = {{table}} and a.attnum = k.n)"
_CONSTRAINT_FROM = _KEY.format(keys="c.conkey", table="c.conrelid")
_CONSTRAINT_TO = _KEY.format(keys="c.confkey", table="c.confrelid")
_INDEX = """(select array_agg(a.attname::text order by k.i) from unnest(x.indkey::int2[]) with ordinality k(n, i)
  left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n and k.n > 0)"""
_POLICY = """policies as (
    select p.*, t.name as table_name, t.owned, t.name || '.' || p.polname as full_name,
      coalesce(pg_get_expr(p.polqual, p.polrelid), 'none') as reads,
      coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid), 'none') as writes,
      p.polroles = '{0}' or (select r.oid from pg_roles r where r.rolname = :app) = any(p.polroles) as for_app,
      array(select r.rolname::text from pg_roles r where r.oid = any(p.polroles) order by 1) as roles
    from pg_policy p join tables t on t.oid = p.polrelid
  )"""
_ROLES = "(values (:app), (:platform), (:runner)) as role(name)"
_FUNCTIONS = f"""functions as (
    select p.*, p.proname::text as name,
      coalesce((select c from unnest(p.proconfig) c where c like 'search_path=%'), '') as path
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where {_OURS} and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  )"""

RULES: dict[str, str] = {
    "table-without-workspace": f"""with {_TABLES}
  select t.name as subject, 'has no workspace_id uuid not null and is no listed installation table' as problem
  from tables t where t.owned and not exists (
    select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'workspace_id'
      and a.atttypid = 'uuid'::regtype and a.attnotnull and not a.atthasdef)""",
    "table-without-forced-policy": f"""with {_TABLES}
  select t.name as subject, 'row-level security is not ' || case when t.relrowsecurity then 'forced' else 'enabled' end
    as problem
  from tables t where t.walled and not (t.relrowsecurity and t.relforcerowsecurity)""",
    "workspace-policy": f"""with {_TABLES}, {_POLICY}
  select t.name as subject, 'no policy ties reading and writing to tp.workspace_id' as problem from tables t
  where t.walled and not exists (
    select 1 from policies p where p.polrelid = t.oid and p.polpermissive and p.polcmd = '*' and p.polroles = '{{0}}'
      and p.reads like '%current_setting(''tp.workspace_id''::text))::uuid%' and p.reads = p.writes)""",
    "policy-too-wide": f"""with {_TABLES}, {_POLICY}
  select p.full_name as subject, 'a permissive policy for the application without workspace or person' as problem
  from policies p where p.polpermissive and p.for_app
    and not (p.reads like '%tp.workspace_id%' and p.writes like '%tp.workspace_id%')
    and not (p.polcmd = 'r' and p.reads like '%tp.user_id%')
  union all
  select p.full_name, 'open to ' || array_to_string(p.roles, ', ') || ' and not listed' from policies p
  where p.polpermissive and not p.for_app and p.roles <> array[:platform] and p.roles <> array[:runner]
    and p.full_name <> all(:open_policies)
  union all
  select p.full_name, 'the platform role may only read' from policies p
  where :platform = any(p.roles) and p.polcmd <> 'r'
  union all
  select p.full_name, 'the runner keeps bookkeeping tables only' from policies p
  where :runner = any(p.roles) and p.polcmd <> 'r' and p.table_name <> all(:bookkeeping)""",
    "policy-silent-setting": f"""with {_TABLES}, {_POLICY}
  select p.full_name as subject, 'reads a setting in the form that forgives its absence' as problem from policies p
  where p.reads || p.writes ~ 'current_setting\\([^()]*,\\s*true\\)'""",
    "policy-with-query": f"""with {_TABLES}, {_POLICY}
  select p.full_name as subject, 'a query inside a policy is asked for every row' as problem from policies p
  where (p.reads ~* 'select' or p.writes ~* 'select') and p.full_name <> all(:query_policies)""",
    "tenant-policy": f"""with {_TABLES}, {_POLICY}
  select t.name as subject, 'rows of tenants without the restrictive tenant policy' as problem from tables t
  where t.owned and (t.name = 'tenant' or exists (
      select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped))
    and not exists (select 1 from policies p where p.polrelid = t.oid and not p.polpermissive and p.for_app
      and p.polcmd = '*' and p.reads like '%tp.tenant_mode%' and p.reads like '%tp.tenants%')""",
    "key-without-workspace": f"""with {_TABLES}
  select t.name || '.' || i.relname as subject, 'a unique key that does not start with the workspace' as problem
  from tables t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
  where t.owned and x.indisunique and coalesce(({_INDEX})[1], '') <> 'workspace_id'
  union all
  select t.name, 'has no primary key' from tables t
  where not exists (select 1 from pg_index x where x.indrelid = t.oid and x.indisprimary)""",
    "foreign-key-across": f"""with {_TABLES},
  keys as (select c.conname::text as name, s.name as child, s.owned as child_owned, p.name as parent,
      p.owned as parent_owned, {_CONSTRAINT_FROM} as columns, {_CONSTRAINT_TO} as targets
    from pg_constraint c join tables s on s.oid = c.conrelid join tables p on p.oid = c.confrelid where c.contype = 'f')
  select k.child || '.' || k.name as subject, case
      when not k.child_owned then 'an installation table points into a workspace'
      else 'can point at a row of another workspace' end as problem
  from keys k where k.parent_owned and not (k.child_owned and k.columns[1] = 'workspace_id'
    and k.targets[1] = 'workspace_id')
  union all
  select k.child || '.' || k.name, 'points at a workspace by another column than workspace_id' from keys k
  where k.parent = 'workspace' and k.child_owned and k.columns <> array['workspace_id']
  union all
  select t.name, 'no foreign key ties workspace_id to an owner' from tables t
  where t.owned and t.name <> all(:logs) and not exists (select 1 from keys k where k.child = t.name
    and k.columns[1] = 'workspace_id')""",
    "foreign-key-without-index": f"""with {_TABLES}
  select t.name || '.' || c.conname as subject, 'no index starts with its columns' as problem
  from pg_constraint c join tables t on t.oid = c.conrelid join tables p on p.oid = c.confrelid
  where c.contype = 'f' and p.owned and not exists (
    select 1 from pg_index x where x.indrelid = t.oid and x.indisvalid and x.indpred is null
      and ({_INDEX})[1:cardinality(c.conkey)] @> {_CONSTRAINT_FROM})""",
    "index-without-workspace": f"""with {_TABLES}
  select t.name || '.' || i.relname as subject, 'starts with neither the workspace nor a person' as problem
  from tables t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
  where t.owned and not x.indisunique and i.relname <> all(:cross_indexes)
    and coalesce(({_INDEX})[1], '') <> 'workspace_id'
    and not exists (select 1 from pg_constraint c where c.contype = 'f' and c.conrelid = t.oid
      and c.confrelid = 'public.user_account'::regclass and c.conkey[1] = x.indkey[0])""",
    "view-without-invoker": f"""
  select c.relname::text as subject, case c.relkind when 'm' then 'a materialized view keeps what its owner saw'
      when 'f' then 'a foreign table has no policies' else 'runs with its owner''s rights' end as problem
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where {_OURS} and (c.relkind in ('m', 'f') or c.relkind = 'v'
    and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false))""",
    "function-unsafe": f"""with {_FUNCTIONS}
  select f.name as subject, 'runs with its owner''s rights and is not listed' as problem from functions f
  where f.prosecdef and f.name <> all(:definers)
  union all
  select f.name, 'its search_path is not fixed' from functions f where f.path = ''
  union all
  select f.name, 'runs with its owner''s rights and may meet temporary tables first: end search_path with pg_temp'
  from functions f where f.prosecdef and f.path <> '' and f.path !~ ',\\s*pg_temp$'
  union all
  select f.name, 'everybody may call it' from functions f
  where exists (select 1 from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g where g.grantee = 0)""",
    "type-slow": f"""with {_TABLES}
  select t.name || '.' || a.attname as subject, 'its type ' || format_type(a.atttypid, a.atttypmod)
    || ' makes policies walk the table' as problem
  from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
  where t.owned and (y.typtype = 'e' or y.typname in ('citext', 'timestamp', 'money')
    or (y.typname in ('json', 'jsonb', 'numeric', 'tsvector') or y.typcategory = 'A') and exists (
      select 1 from pg_index x where x.indrelid = t.oid and a.attnum = any(x.indkey::int2[])))
  union all
  select t.name || '.' || a.attname, 'indexed text is not compared by bytes' from tables t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and a.attcollation not in (0, '"C"'::regcollation)
  where t.owned and exists (select 1 from pg_index x where x.indrelid = t.oid and a.attnum = any(x.indkey::int2[]))""",
    "grant-too-wide": f"""with {_TABLES}
  select t.name as subject, role.name || ' may ' || lower(p.word) as problem
  from tables t, {_ROLES}, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) p(word)
  where has_table_privilege(role.name, t.oid, p.word)
  union all
  select t.name, role.name || ' may ' || lower(p.word) || ' an append-only table'
  from tables t, {_ROLES}, unnest(array['UPDATE', 'DELETE']) p(word)
  where t.name = any(:append_only) and (has_table_privilege(role.name, t.oid, p.word)
    or p.word = 'UPDATE' and has_any_column_privilege(role.name, t.oid, p.word))
  union all
  select t.name, role.name || ' may ' || lower(p.word) from tables t, {_ROLES},
    unnest(array['INSERT', 'UPDATE', 'DELETE']) p(word)
  where (role.name = :platform or role.name = :runner and t.name <> all(:bookkeeping))
    and (has_table_privilege(role.name, t.oid, p.word)
      or p.word <> 'DELETE' and has_any_column_privilege(role.name, t.oid, p.word))
  union all
  select t.name, role.name || ' may write the schema version' from tables t, {_ROLES}
  where t.name = 'alembic_version' and has_table_privilege(role.name, t.oid, 'INSERT, UPDATE, DELETE')
  union all
  select t.name, 'the application may ' || lower(p.word) || ' a right of the whole installation'
  from tables t, unnest(array['is_platform_operator', 'issuer', 'subject']) p(word)
  where t.name = 'user_account' and has_column_privilege(:app, t.oid, p.word, 'UPDATE')""",
    "grant-to-everybody": f"""
  select c.relname::text as subject, 'everybody may ' || lower(g.privilege_type) as problem
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) g
  where {_OURS} and g.grantee = 0
  union all
  select c.relname || '.' || a.attname, 'everybody may ' || lower(g.privilege_type)
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    cross join aclexplode(a.attacl) g
  where {_OURS} and g.grantee = 0
  union all
  select n.nspname::text, 'everybody may create in it' from pg_namespace n cross join aclexplode(n.nspacl) g
  where {_OURS} and g.grantee = 0 and g.privilege_type = 'CREATE'
  union all
  select d.datname::text, 'everybody may ' || lower(g.privilege_type)
  from pg_database d cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
  where d.datname = current_database() and g.grantee = 0
  union all
  select coalesce(n.nspname::text, 'all schemas'), 'default privileges give future objects away'
  from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace cross join aclexplode(d.defaclacl) g
  where g.grantee = 0 or g.grantee in (select r.oid from pg_roles r where r.rolname in (:app, :platform, :runner))""",
    "role-too-strong": f"""
  select r.rolname::text as subject, 'has powers that walk around policies' as problem from pg_roles r
  where r.rolname in (:app, :platform, :runner, :schema_owner)
    and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication or r.rolcreatedb)
  union all
  select r.rolname, 'inherits the rights of its groups' from pg_roles r where r.rolname = :app and r.rolinherit
  union all
  select r.rolname, 'a group may not sign in' from pg_roles r where r.rolname in (:platform, :runner) and r.rolcanlogin
  union all
  select r.rolname, 'has the rights of ' || g.rolname || ' without entering it'
  from pg_roles r join pg_roles g on g.rolname in (:platform, :runner) and pg_has_role(r.oid, g.oid, 'usage')
  where r.rolname = :app and not r.rolsuper
  union all
  select r.rolname, 'may become ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member
    join pg_roles g on g.oid = m.roleid
  where r.rolname in (:app, :platform, :runner)
    and not (r.rolname = :app and g.rolname in (:platform, :runner) and not m.admin_option)
  union all
  select role.name, 'may create objects in ' || n.nspname from pg_namespace n, {_ROLES}
  where {_OURS} and has_schema_privilege(role.name, n.oid, 'CREATE')
  union all
  select role.name, 'may ' || lower(p.word) || ' in the database' from {_ROLES}, unnest(array['CREATE', 'TEMP']) p(word)
  where has_database_privilege(role.name, current_database(), p.word)
  union all
  select role.name, 'is missing' from {_ROLES}
  where not exists (select 1 from pg_roles r where r.rolname = role.name)""",
    "owner-wrong": f"""
  select c.relname::text as subject, 'belongs to ' || pg_get_userbyid(c.relowner) as problem
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where {_OURS} and pg_get_userbyid(c.relowner) <> :schema_owner
  union all
  select p.proname::text, 'belongs to ' || pg_get_userbyid(p.proowner)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where {_OURS} and pg_get_userbyid(p.proowner) <> :schema_owner
  union all
  select n.nspname::text, 'an unexpected schema' from pg_namespace n where {_OURS} and n.nspname <> 'public'""",
    "trigger-avoidable": f"""with {_TABLES}
  select t.name || '.' || g.tgname as subject, 'can be skipped by a replication session: enable always' as problem
  from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal and g.tgenabled <> 'A'
  union all
  select t.name, 'is append-only and has no trigger that refuses ' || e.word
  from tables t, (values ('update', 16), ('delete', 8), ('truncate', 32)) e(word, bit)
  where t.name = any(:append_only) and not exists (select 1 from pg_trigger g where g.tgrelid = t.oid
    and not g.tgisinternal and g.tgtype & 2 = 2 and g.tgtype & e.bit = e.bit)
  union all
  select t.name || '.' || r.rulename, 'a rewrite rule changes what statements mean'
  from pg_rewrite r join tables t on t.oid = r.ev_class""",
}
