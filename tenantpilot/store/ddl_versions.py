"""Walls of things that come in versions: what is published does not change, neither itself nor its parts.

Like ddl.py these are SQL texts for migrations; every function returns statements in the order to run.
"""

from __future__ import annotations

from tenantpilot.store.ddl import SEARCH_PATH, private


def _trigger(function: str, when: str, table: str, body: str) -> list[str]:
    return [
        f"""create or replace function {function}() returns trigger language plpgsql
set search_path = {SEARCH_PATH} as $$
{body}
end $$""",
        *private(f"{function}()"),
        f"create trigger {function} {when} on {table} for each row execute function {function}()",
        f"alter table {table} enable always trigger {function}",
    ]


def frozen(table: str, column: str, free: str, *, kept: tuple[str, ...] = ()) -> list[str]:
    """A row does not change once `column` has left the value `free`; `kept` columns never do."""
    changed = " or ".join(f"new.{name} is distinct from old.{name}" for name in kept) or "false"
    body = f"""begin
  if old.{column} <> '{free}' and new is distinct from old then
    raise exception '{table}: what is % does not change', old.{column} using errcode = '23514';
  end if;
  if {changed} then
    raise exception '{table}: {", ".join(kept)} do not change' using errcode = '23514';
  end if;
  return new;"""
    return _trigger(f"{table}_frozen", "before update", table, body)


def frozen_with(table: str, parent: str, key: str, column: str, free: str) -> list[str]:
    """Rows come, change and go only while the row of `parent` that `key` names has the value `free` in `column`.

    The parent is held until commit, so that it cannot leave that value meanwhile.
    """
    look = (
        "perform 1 from public.{0} p where p.workspace_id = {2}.workspace_id and p.id = {2}.{1}"
        " and p.{3} = '{4}' for no key update;"
    )
    refuse = f"""if not found then
      raise exception '{table}: its {parent} is not {free} any more' using errcode = '23514';
    end if;"""
    body = f"""begin
  if tg_op <> 'INSERT' then
    {look.format(parent, key, "old", column, free)}
    {refuse}
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  {look.format(parent, key, "new", column, free)}
  {refuse}
  return new;"""
    return _trigger(f"{table}_frozen", "before insert or update or delete", table, body)


def counted(table: str, parent: str, key: str, counter: str) -> list[str]:
    """Every statement that changes rows adds one to `counter` of the rows of `parent` that they belong to.

    Whoever edited a form made from an older count is told, and the parent's own audit check holds for its parts too.
    """
    made: list[str] = []
    for event, side in (("insert", "new"), ("update", "new"), ("delete", "old")):
        function = f"{table}_counts_{event}"
        made += [
            f"""create or replace function {function}() returns trigger language plpgsql
set search_path = {SEARCH_PATH} as $$
begin
  update public.{parent} p set {counter} = p.{counter} + 1
  where (p.workspace_id, p.id) in (select r.workspace_id, r.{key} from rows r);
  return null;
end $$""",
            *private(f"{function}()"),
            f"create trigger {function} after {event} on {table} referencing {side} table as rows"
            f" for each statement execute function {function}()",
            f"alter table {table} enable always trigger {function}",
        ]
    return made


def steps_in_order(table: str, owner: str, key: str, version: str, of: str, state: str) -> list[str]:
    """Stages numbered from 1: none uses a version that the stage before does not use yet, and none is left out.

    `owner` is what the stages belong to by `key`, `version` the column that names a row of `of`, which must be in
    `state` and belong to the same owner.
    """
    number_of = (
        f"select v.number from public.{table} r left join public.{of} v on v.workspace_id = r.workspace_id"
        f" and v.id = r.{version} where r.workspace_id = new.workspace_id and r.{key} = new.{key} and r.number = "
    )
    body = f"""declare
  mine integer;
  near integer;
begin
  perform 1 from public.{owner} o where o.workspace_id = new.workspace_id and o.id = new.{key} for no key update;
  if tg_op = 'UPDATE' and (new.number, new.{key}) is distinct from (old.number, old.{key}) then
    raise exception '{table}: a stage keeps its place' using errcode = '23514';
  end if;
  if new.{version} is not null then
    select v.number into mine from public.{of} v where v.workspace_id = new.workspace_id
      and v.id = new.{version} and v.{key} = new.{key} and v.state = '{state}';
    if not found then
      raise exception '{table}: not a {state} version of its own {owner}' using errcode = '23514';
    end if;
  end if;
  if new.number > 1 then
    {number_of} new.number - 1 into near;
    if not found or coalesce(mine, 0) > coalesce(near, 0) then
      raise exception '{table}: the stage before must have it first' using errcode = '23514';
    end if;
  end if;
  {number_of} new.number + 1 into near;
  if found and coalesce(near, 0) > coalesce(mine, 0) then
    raise exception '{table}: a later stage uses a newer version' using errcode = '23514';
  end if;
  return new;"""
    gone = f"""begin
  if old.number = 1 or exists (select 1 from public.{table} r where r.workspace_id = old.workspace_id
      and r.{key} = old.{key} and r.number > old.number) then
    raise exception '{table}: only the last stage goes, and never the first' using errcode = '23514';
  end if;
  return old;"""
    return [
        *_trigger(f"{table}_order", "before insert or update", table, body),
        *_trigger(f"{table}_last", "before delete", table, gone),
    ]


def only_for_living(table: str, parent: str, key: str, ended: str) -> list[str]:
    """Rows are written only for a row of `parent` that has not ended, and that ends only without any."""
    body = f"""begin
  perform 1 from public.{parent} p where p.workspace_id = new.workspace_id and p.id = new.{key}
    and p.{ended} is null for share;
  if not found then
    raise exception '{table}: its {parent} is no more' using errcode = '23514';
  end if;
  return new;"""
    last = f"""begin
  if new.{ended} is not null and exists (select 1 from public.{table} r where r.workspace_id = new.workspace_id
      and r.{key} = new.id) then
    raise exception '{parent}: ends with all of {table}' using errcode = '23514';
  end if;
  return new;"""
    return [
        *_trigger(f"{table}_living", "before insert or update", table, body),
        *_trigger(f"{parent}_ends", f"before update of {ended}", parent, last),
    ]
