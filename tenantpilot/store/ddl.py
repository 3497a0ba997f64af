"""The database's own walls as SQL text: isolation policies, grants, transition and audit triggers, the audit chain.

Migrations call these functions, so a rule is worded once. Every function returns statements in the order to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

APP, PLATFORM, RUNNER = "tenantpilot_app", "tenantpilot_platform", "tenantpilot_runner"

# Temporary tables come last: unnamed they would come first, and anybody's temporary table could stand in for ours.
SEARCH_PATH = "pg_catalog, public, pg_temp"

WORKSPACE = "(current_setting('tp.workspace_id'))::uuid"
PERSON = "(current_setting('tp.user_id'))::uuid"
# A person's own workspaces, whichever of them is open: for the chooser only, small by nature.
MINE = f"workspace_id in (select m.workspace_id from membership m where m.user_id = {PERSON})"

_NARROWED = "current_setting('tp.tenant_mode') in ('only', 'except')"


def _tenants(column: str) -> str:
    return (
        "case current_setting('tp.tenant_mode') when 'all' then true"
        f" when 'only' then coalesce({column} = any((current_setting('tp.tenants'))::uuid[]), false)"
        f" when 'except' then coalesce({column} <> all(nullif(current_setting('tp.tenants'), '{{}}')::uuid[]), false)"
        " else false end"
    )


def private(*signatures: str) -> list[str]:
    """Take functions back from PUBLIC, to whom PostgreSQL gives every new one."""
    return [f"revoke all on function {signature} from public" for signature in signatures]


def enable_rls(table: str) -> list[str]:
    """Row-level security that binds the owner too."""
    return [f"alter table {table} enable row level security", f"alter table {table} force row level security"]


def owned(
    table: str, *, grants: str, by_tenant: str = "", insert_any_tenant: bool = False, see_without_tenant: bool = False
) -> list[str]:
    """The walls of a workspace-owned table.

    `by_tenant` names the column the restrictive tenant policy reads (none: not tenant-owned); rows without a
    tenant then need a workspace-wide scope.
    `insert_any_tenant` lets a narrowed actor write (not read) rows of the workspace as a whole, as the log needs.
    `see_without_tenant` lets a narrowed actor read (not write) them.
    """
    made = [
        *enable_rls(table),
        f"create policy workspace on {table} using (workspace_id = {WORKSPACE})"
        f" with check (workspace_id = {WORKSPACE})",
        f"grant {grants} on {table} to {APP}",
    ]
    if by_tenant:
        reach = _tenants(by_tenant)
        check = "true" if insert_any_tenant else reach
        seen = f"{_NARROWED} and {by_tenant} is null or {reach}" if see_without_tenant else reach
        made.append(f"create policy tenants on {table} as restrictive to {APP} using ({seen}) with check ({check})")
        made += [
            f"create policy tenants_{event} on {table} as restrictive for {event} to {APP} using ({reach})"
            for event in ("update", "delete")
            if see_without_tenant
        ]
    return made


def reached_or_own(table: str, person: str, reach: str) -> list[str]:
    """The tenant wall of work that a person asked for.

    Rows of a tenant follow the tenant. Rows of no tenant need a workspace-wide scope, or are the person's own (column
    `person`) and were made with exactly the reach that the person has now (column `reach`).
    """
    own = (
        f"tenant_id is null and {person} = {PERSON}"
        f" and {reach} = current_setting('tp.tenant_mode') || ':' || current_setting('tp.tenants')"
    )
    rule = f"{_tenants('tenant_id')} or ({own})"
    return [f"create policy tenants on {table} as restrictive to {APP} using ({rule}) with check ({rule})"]


def with_parent(table: str, column: str, parent: str) -> list[str]:
    """Rows are as visible as the row of `parent` they belong to."""
    rule = f"exists (select 1 from {parent} p where p.workspace_id = {table}.workspace_id and p.id = {table}.{column})"
    return [f"create policy with_parent on {table} as restrictive to {APP} using ({rule}) with check ({rule})"]


def readable_by(role: str, table: str) -> list[str]:
    """Let a group role read a table across workspaces."""
    return [
        f"create policy {role}_reads on {table} for select to {role} using (true)",
        f"grant select on {table} to {role}",
    ]


def seen_by(role: str, table: str, *columns: str) -> list[str]:
    """Let a group role see some columns of a table across workspaces: enough to know where work is due."""
    return [
        f"create policy {role}_reads on {table} for select to {role} using (true)",
        f"grant select ({', '.join(columns)}) on {table} to {role}",
    ]


def kept_by(role: str, table: str, grants: str) -> list[str]:
    """Let a group role keep a table's rows across workspaces (queue bookkeeping)."""
    return [
        f"create policy {role}_keeps on {table} to {role} using (true) with check (true)",
        f"grant {grants} on {table} to {role}",
    ]


def transitions(table: str, column: str, allowed: Mapping[str, Iterable[str]], *, any_start: bool = False) -> list[str]:
    """A trigger that refuses any change of `column` outside the table `allowed`, and any other first value.

    `any_start` is for rows that may be written with their result at once.
    """
    pairs = ", ".join(f"('{a}','{b}')" for a, following in allowed.items() for b in following)
    start = next(iter(allowed))
    check = "false and" if any_start else ""
    function = f"{table}_{column}_transition"
    return [
        f"""create or replace function {function}() returns trigger language plpgsql
set search_path = {SEARCH_PATH} as $$
begin
  if tg_op = 'INSERT' then
    if {check} new.{column} <> '{start}' then
      raise exception '{table}.{column} starts as {start}, not %', new.{column} using errcode = '23514';
    end if;
  elsif new.{column} is distinct from old.{column} and (old.{column}, new.{column}) not in ({pairs}) then
    raise exception '{table}.{column} cannot go from % to %', old.{column}, new.{column} using errcode = '23514';
  end if;
  return new;
end $$""",
        *private(f"{function}()"),
        f"create trigger {function} before insert or update of {column} on {table}"
        f" for each row execute function {function}()",
        f"alter table {table} enable always trigger {function}",
    ]


def audited(
    table: str,
    columns: Iterable[str],
    subject_kind: str,
    when: str = "true",
    *,
    log: str = "new.workspace_id",
    ref: str = "new.public_id",
    ends: bool = False,
) -> list[str]:
    """A commit-time check: a change of `columns` needs an audit entry for the row in the same transaction.

    `when` is a SQL condition over NEW that limits the check; `log` says whose log must have the entry, `ref` whose
    public id it names. With `ends` the end of a row needs one too, and NEW is then the row that went.
    """
    function = f"{table}_audited"
    names = ", ".join(columns)
    gone = "if tg_op = 'DELETE' then new := old; end if;" if ends else "-- rows of this table do not go"
    return [
        f"""create or replace function {function}() returns trigger language plpgsql security definer
set search_path = {SEARCH_PATH} as $$
begin
  {gone}
  if ({when}) and not exists (
    select 1 from public.audit_entry e where e.workspace_id = {log} and e.subject_kind = '{subject_kind}'
      and e.subject_ref = {ref} and e.tx = pg_current_xact_id()) then
    raise exception '{table} changed without an audit entry' using errcode = '23514';
  end if;
  return null;
end $$""",
        *private(f"{function}()"),
        f"create constraint trigger {function} after insert or update of {names}{' or delete' if ends else ''}"
        f" on {table} deferrable initially deferred for each row execute function {function}()",
        f"alter table {table} enable always trigger {function}",
    ]


def by_platform_staff(table: str) -> list[str]:
    """A trigger that lets the application write only while it acts for active platform staff.

    Whoever holds the owner role (the command line) does not act for a person and is let through.
    """
    function = f"{table}_by_staff"
    return [
        f"""create or replace function {function}() returns trigger language plpgsql
set search_path = {SEARCH_PATH} as $$
begin
  if current_user = '{APP}' and not exists (
    select 1 from public.user_account u where u.id = {PERSON} and u.is_active and u.is_platform_operator) then
    raise exception '{table} is written for platform staff only' using errcode = '42501';
  end if;
  return new;
end $$""",
        *private(f"{function}()"),
        f"create trigger {function} before insert or update on {table} for each row execute function {function}()",
        f"alter table {table} enable always trigger {function}",
    ]


def fixed(table: str, column: str, unless: str) -> list[str]:
    """A trigger that refuses to change `column` once it has a value, unless a condition over OLD holds."""
    function = f"{table}_{column}_fixed"
    return [
        f"""create or replace function {function}() returns trigger language plpgsql
set search_path = {SEARCH_PATH} as $$
begin
  if old.{column} is not null and new.{column} is distinct from old.{column} and not ({unless}) then
    raise exception '{table}.{column} does not change' using errcode = '23514';
  end if;
  return new;
end $$""",
        *private(f"{function}()"),
        f"create trigger {function} before update of {column} on {table} for each row execute function {function}()",
        f"alter table {table} enable always trigger {function}",
    ]


def drop_functions(*names: str) -> list[str]:
    """Statements that remove trigger functions when a migration goes down."""
    return [f"drop function if exists {name}() cascade" for name in names]
