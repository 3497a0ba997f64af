"""What the database itself knows about findings, as SQL text: the table of moves, their guards, events, sums.

The table comes from whoever defines it and is written into the triggers, so that service and database cannot differ.
A refusal writes a line to the server's log before it fails, since failing undoes everything else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tenantpilot.store import ddl

# How the application tells these refusals from any other broken rule.
REFUSED = "finding_refused"


@dataclass(frozen=True)
class MoveRow:
    """One line of the table of moves as the database needs it."""

    name: str
    sources: tuple[str, ...]
    target: str
    outcome: str
    action: str
    guard: str
    needs_reason: bool
    by_system: bool


# Rows are looked up by their keys. "is not distinct from" keeps the planner from an index of a whole tenant instead,
# which it would walk for every row of a large change.
# What must be true of OLD and NEW besides, by guard. A later reading is one after the last claim or decision; what was
# retired was decided by nobody.
_IN_FORCE = """exists (select 1 from public.finding_exception e where e.workspace_id = new.workspace_id
      and e.id = new.exception_id and e.finding_id is not distinct from new.id and e.status in ('approved', 'expiring')
      and e.expires_at > new.touched_at and e.pinned_digest = new.observed_digest)"""
GUARDS = {
    "": "true",
    "exception": _IN_FORCE,
    "exception_ended": """exists (select 1 from public.finding_exception e where e.workspace_id = new.workspace_id
      and e.id = old.exception_id and e.status not in ('pending', 'approved', 'expiring'))""",
    "observed_since": "(new.observed_at > old.status_at or old.last_move = 'retire')",
    "other_finding": """exists (select 1 from public.finding o where o.workspace_id = new.workspace_id
      and o.id = new.duplicate_of_id and o.tenant_id is not distinct from new.tenant_id
      and o.outcome <> 'duplicate')""",
}
_FIXED = ("workspace_id", "id", "public_id", "number", "tenant_id", "fingerprint", "source_kind", "source_ref",
          "first_seen_at")  # fmt: skip
_BY_MOVE = ("outcome", "last_move", "status_at", "duplicate_of_id", "resolved_at", "resolved_by_id", "occurrences")


def _row(record: str, names: Sequence[str]) -> str:
    return f"({', '.join(f'{record}.{name}' for name in names)})"


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names)) or "''"


def _refuse(what: str, subject: str = "new.public_id") -> str:
    return f"""raise log 'refused: finding %: %', {subject}, {what};
    raise exception 'finding %: %', {subject}, {what} using errcode = '23514', constraint = '{REFUSED}';"""


def _trigger(function: str, body: str, when: str, table: str, *, definer: bool = False) -> list[str]:
    rights = " security definer" if definer else ""
    return [
        f"create or replace function {function}() returns trigger language plpgsql{rights}\n"
        f"set search_path = {ddl.SEARCH_PATH} as $$\n{body}\nend $$",
        *ddl.private(f"{function}()"),
        f"create {when.format(name=function)} execute function {function}()",
        f"alter table {table} enable always trigger {function}",
    ]


def moves(table: Sequence[MoveRow], told: Sequence[str]) -> list[str]:
    """A trigger that lets a finding change only as the table of moves says; `told` are columns that events tell."""
    pairs = ",\n      ".join(
        f"('{source}', '{move.name}', '{move.target}', '{move.outcome}')" for move in table for source in move.sources
    )
    guards = "\n".join(
        f"      when '{guard}' then {GUARDS[guard]}"
        for guard in sorted({move.guard for move in table})
    )  # fmt: skip
    guard_of = " ".join(f"when '{move.name}' then '{move.guard}'" for move in table)
    begun = "new.status = 'new' and new.outcome = '' and new.last_move = '' and new.version = 1 and new.occurrences = 1"
    unset = ("duplicate_of_id", "exception_id", "resolved_at", "resolved_by_id", "owner_id", "assignee_id")
    empty = " and ".join(f"new.{name} is null" for name in unset)
    body = f"""declare problem text := '';
begin
  if tg_op = 'INSERT' then
    if not ({begun} and {empty}) then
      problem := 'starts as new, with nothing decided';
    end if;
  elsif {_row("new", _FIXED)} is distinct from {_row("old", _FIXED)} then
    problem := 'what it is about does not change';
  elsif new.observed_at < old.observed_at then
    problem := 'an older reading says nothing about it';
  elsif {_row("new", told)} is distinct from {_row("old", told)} and new.version <> old.version + 1 then
    problem := 'changes with an event only';
  elsif new.status = old.status then
    if {_row("new", _BY_MOVE)} is distinct from {_row("old", _BY_MOVE)} then
      problem := 'changes with a move only';
    elsif new.exception_id is distinct from old.exception_id and not {_IN_FORCE} then
      problem := 'its acceptance is not in force for its value';
    end if;
  elsif (old.status, new.last_move, new.status, new.outcome) not in (
      {pairs}) then
    problem := format('no move %s from %s to %s %s', new.last_move, old.status, new.status, new.outcome);
  elsif new.status_at < old.status_at or new.occurrences <> old.occurrences + (new.last_move = 'recur')::int then
    problem := 'time and count run forward';
  elsif new.last_move = 'resolve'
      and (new.resolved_at is distinct from new.status_at or new.resolved_by_id is null) then
    problem := 'somebody claims it now';
  elsif not (case (case new.last_move {guard_of} end)
{guards}
    end) then
    problem := format('%s lacks what it needs', new.last_move);
  end if;
  if problem <> '' then
    {_refuse("problem")}
  end if;
  return new;"""
    when = "trigger {name} before insert or update on finding for each row"
    return _trigger("finding_moves", body, when, "finding")


def told(table: Sequence[MoveRow]) -> list[str]:
    """Commit-time checks: a version has its event and its entry in the log, and an event its version."""
    actions = " ".join(f"when '{move.name}' then '{move.action}'" for move in table)
    reasoned = _listed({move.name for move in table if move.needs_reason})
    by_system = _listed({move.name for move in table if move.by_system})
    body = f"""declare told public.finding_event; problem text := ''; moved boolean;
begin
  moved := tg_op = 'UPDATE' and new.status <> old.status;
  select * into told from public.finding_event e where e.workspace_id = new.workspace_id and e.finding_id = new.id
    and e.number = new.version;
  if told is null then
    problem := 'changed without an event';
  elsif told.to_status <> new.status
      or told.from_status <> (case when tg_op = 'INSERT' then '' when moved then old.status else new.status end) then
    problem := 'its event tells another move';
  elsif moved and told.name <> (case new.last_move {actions} end) then
    problem := 'its event has another name';
  elsif moved and new.last_move in ({reasoned}) and told.reason !~ '\\S' then
    problem := format('%s needs a reason', new.last_move);
  elsif moved and new.last_move in ({by_system}) and told.actor_kind <> 'system' then
    problem := format('nobody does %s by hand', new.last_move);
  elsif not exists (
      select 1 from public.audit_entry a where a.workspace_id = new.workspace_id and a.subject_kind = 'finding'
        and a.subject_ref = new.public_id and a.action || '' = told.name and a.tx = pg_current_xact_id()) then
    problem := 'changed without an audit entry';
  end if;
  if problem <> '' then
    {_refuse("problem")}
  end if;
  return null;"""
    when = (
        "constraint trigger {name} after insert or update of version on finding"
        " deferrable initially deferred for each row"
    )
    return [*_trigger("finding_audited", body, when, "finding", definer=True), *_events()]


def _events() -> list[str]:
    subject = """coalesce((select f.public_id from public.finding f
      where f.workspace_id = new.workspace_id and f.id = new.finding_id), '?')"""
    author = f"""begin
  if current_user = '{ddl.APP}' and ((new.actor_kind = 'person') is distinct from (new.actor_id is not null)
      or new.actor_id <> {ddl.PERSON}) then
    {_refuse("'its event names somebody else'", subject)}
  end if;
  return new;"""
    versioned = f"""begin
  if not exists (select 1 from public.finding f where f.workspace_id = new.workspace_id and f.id = new.finding_id
      and f.tenant_id is not distinct from new.tenant_id and f.version >= new.number) then
    {_refuse("'its event tells nothing that happened'", subject)}
  end if;
  return null;"""
    before = "trigger {name} before insert on finding_event for each row"
    after = "constraint trigger {name} after insert on finding_event deferrable initially deferred for each row"
    said = author.replace("new.actor_kind = 'person'", "true").replace("new.actor_id", "new.author_id")
    spoken = "trigger {name} before insert on finding_comment for each row"
    return [
        *_trigger("finding_event_author", author, before, "finding_event"),
        *_trigger("finding_event_versioned", versioned, after, "finding_event", definer=True),
        *_trigger("finding_comment_author", said.replace("its event", "its comment"), spoken, "finding_comment"),
    ]


def append_only(*tables: str) -> list[str]:
    """Triggers that refuse any change or deletion of rows, whoever asks."""
    body = """begin
  raise log 'refused: % of %', lower(tg_op), tg_table_name;
  raise exception '% is append-only', tg_table_name using errcode = '42501';"""
    made = [
        f"create or replace function kept_as_written() returns trigger language plpgsql\n"
        f"set search_path = {ddl.SEARCH_PATH} as $$\n{body}\nend $$",
        *ddl.private("kept_as_written()"),
    ]
    for table in tables:
        made += [
            f"create trigger kept_as_written before update or delete or truncate on {table}"
            " for each statement execute function kept_as_written()",
            f"alter table {table} enable always trigger kept_as_written",
        ]
    return made


def _sums(weights: Mapping[str, int], row: str, sign: str = "1") -> dict[str, str]:
    """What each sum of a tenant counts: an expression over rows of findings."""

    def count(condition: str) -> str:
        return f"coalesce(sum({sign}) filter (where {condition}), 0)"

    weight = " ".join(f"when '{severity}' then {weight}" for severity, weight in weights.items())
    by_severity = {one: count(f"{row}.is_open and {row}.severity = '{one}'") for one in weights}
    return by_severity | {
        "drift": f"coalesce(sum({sign} * case {row}.severity {weight} end) filter (where {row}.is_open), 0)",
        "unassigned": count(f"{row}.is_open and {row}.status <> 'resolved' and {row}.assignee_id is null"),
        "pending": count(f"{row}.status = 'resolved'"),
        "accepted": count(f"{row}.status = 'risk_accepted'"),
    }


def counted(weights: Mapping[str, int]) -> str:
    """A query of each tenant's sums from the findings themselves, with `workspace_id` and `tenant_id`."""
    sums = ", ".join(f"({expression})::int as {name}" for name, expression in _sums(weights, "f").items())
    return f"select f.workspace_id, f.tenant_id, {sums} from public.finding f"


def sums(weights: Mapping[str, int]) -> list[str]:
    """Triggers that keep tenant_governance true with every statement about findings, and the day's row with it."""
    names = list(_sums(weights, "c"))
    changed = ", ".join(f"{expression} as {name}" for name, expression in _sums(weights, "c", "c.sign").items())
    added = ", ".join(f"{name} = t.{name} + d.{name}" for name in names)
    zero = " and ".join(f"d.{name} = 0" for name in names)
    change = f"""update public.tenant_governance t set {added}, changed_at = greatest(t.changed_at, d.at)
      where t.workspace_id = d.workspace_id and t.tenant_id = d.tenant_id"""
    # Whoever finds no row makes one, which counts for itself; losing that race, the change is added after all.
    body = f"""declare d record;
begin
  for d in select c.workspace_id, c.tenant_id, max(c.touched_at) as at, {changed} from ({{rows}}) c
      group by c.workspace_id, c.tenant_id order by c.workspace_id, c.tenant_id loop
    continue when {zero};
    {change};
    if not found then
      insert into public.tenant_governance (workspace_id, id, tenant_id, changed_at)
        values (d.workspace_id, gen_random_uuid(), d.tenant_id, d.at) on conflict (workspace_id, tenant_id) do nothing;
      if not found then
        {change};
      end if;
    end if;
  end loop;
  return null;"""
    rows = {"insert": "select n.*, 1 as sign from added n",
            "update": "select n.*, 1 as sign from added n union all select o.*, -1 as sign from gone o"}  # fmt: skip
    referencing = {"insert": "new table as added", "update": "old table as gone new table as added"}
    made = []
    for event, source in rows.items():
        when = f"trigger {{name}} after {event} on finding referencing {referencing[event]} for each statement"
        text = body.replace("{rows}", source)
        made += _trigger(f"finding_counted_{event}", text, when, "finding", definer=True)
    return [*made, *_own_row(weights, names), *_day()]


def _own_row(weights: Mapping[str, int], names: Sequence[str]) -> list[str]:
    into = ", ".join(f"new.{name}" for name in names)
    body = f"""begin
  select {", ".join(f"c.{name}" for name in names)} into {into} from ({counted(weights)}
    where f.workspace_id = new.workspace_id and f.tenant_id = new.tenant_id group by 1, 2) c;
  {" ".join(f"new.{name} := coalesce(new.{name}, 0);" for name in (*names, *COMPARED))}
  return new;"""
    when = "trigger {name} before insert on tenant_governance for each row"
    return _trigger("tenant_governance_counted", body, when, "tenant_governance", definer=True)


# Sums of compares: the run that compared writes them, and nothing else.
COMPARED = ("matching", "covered", "different", "missing", "unexpected", "conflicting", "unknown")
_DAYS = ("critical", "high", "medium", "low", "drift", "accepted", "matching", "different", "unknown")


def _day() -> list[str]:
    """The day's row follows the tenant's row, as of the moment that changed it last."""
    listed = ", ".join(_DAYS)
    body = f"""begin
  insert into public.governance_day (workspace_id, id, tenant_id, day, {listed})
    values (new.workspace_id, gen_random_uuid(), new.tenant_id,
      (greatest(new.changed_at, new.compared_at) at time zone 'UTC')::date,
      {", ".join(f"new.{name}" for name in _DAYS)})
    on conflict (workspace_id, tenant_id, day) do update set
      {", ".join(f"{name} = excluded.{name}" for name in _DAYS)};
  return null;"""
    when = "trigger {name} after insert or update on tenant_governance for each row"
    return _trigger("tenant_governance_day", body, when, "tenant_governance", definer=True)


FUNCTIONS = (
    "finding_moves", "finding_audited", "finding_event_author", "finding_event_versioned", "finding_comment_author",
    "kept_as_written", "finding_counted_insert", "finding_counted_update", "tenant_governance_counted",
    "tenant_governance_day",
)  # fmt: skip
