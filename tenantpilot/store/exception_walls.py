"""What the database itself knows about acceptances of a risk, as SQL text: who may ask, approve, end, and what stays.

Times are those of the row, so that the same rules hold for the past that a demonstration plays. As the application's
role somebody acts only in their own name. A refusal writes a line to the server's log before it fails.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tenantpilot.store import ddl

REFUSED = "exception_refused"
TABLE = "finding_exception"
# What may change after the request was made; anything else is the request, and what an approval is bound to.
CHANGING = ("status", "approver_id", "approved_digest", "approved_at", "second_approver_id", "second_digest",
            "second_at", "decision_reason", "reminded_days", "next_at", "ended_at", "ended_by_id", "end_code",
            "end_reason", "version")  # fmt: skip
FUNCTIONS = ("finding_exception_rules", "finding_exception_asked", "finding_exception_decided",
             "finding_exception_audited")  # fmt: skip


@dataclass(frozen=True)
class Rights:
    """The roles that carry each right, from the registry of capabilities."""

    request: Collection[str]
    approve: Collection[str]
    revoke: Collection[str]


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names)) or "''"


def _row(record: str, names: Sequence[str]) -> str:
    return f"({', '.join(f'{record}.{name}' for name in names)})"


def _may(person: str, roles: Collection[str], at: str) -> str:
    """Whether somebody is a member at that time, with one of these roles and within reach of the tenant."""
    named = """from public.membership_tenant n where n.workspace_id = m.workspace_id and n.membership_id = m.id"""
    return f"""exists (select 1 from public.membership m join public.user_account u on u.id = m.user_id
      where m.workspace_id = new.workspace_id and m.user_id = {person} and m.plane = 'admin' and m.revoked_at is null
        and (m.expires_at is null or m.expires_at > {at}) and u.is_active and m.role in ({_listed(roles)})
        and (m.tenant_mode = 'all' or exists (select 1 {named})
          and (m.tenant_mode = 'only') = exists (select 1 {named} and n.named_tenant_id = new.tenant_id)))"""


def _own_name(person: str) -> str:
    return f"(current_user <> '{ddl.APP}' or {person} = {ddl.PERSON})"


def _refuse(subject: str = "new.public_id") -> str:
    return f"""if problem <> '' then
    raise log 'refused: exception %: %', {subject}, problem;
    raise exception 'exception %: %', {subject}, problem using errcode = '23514', constraint = '{REFUSED}';
  end if;"""


def _function(name: str, body: str, *, definer: bool = False) -> list[str]:
    rights = " security definer" if definer else ""
    return [
        f"create or replace function {name}() returns trigger language plpgsql{rights}\n"
        f"set search_path = {ddl.SEARCH_PATH} as $$\n{body}\nend $$",
        *ddl.private(f"{name}()"),
    ]


def _trigger(name: str, when: str) -> list[str]:
    return [
        f"create {when.format(name=name)} execute function {name}()",
        f"alter table {TABLE} enable always trigger {name}",
    ]


def rules(default: str) -> list[str]:
    """A function that gives the workspace's rules of acceptances in force; `default` are the product's own, as JSON."""
    return [
        f"""create or replace function finding_exception_rules(space uuid) returns jsonb language sql stable
set search_path = {ddl.SEARCH_PATH} as $$
  select coalesce((select p.body::jsonb from public.governance_policy p where p.workspace_id = space
    and p.kind = 'exception' order by p.version desc limit 1), '{default}'::jsonb) $$""",
        *ddl.private("finding_exception_rules(uuid)"),
        f"grant execute on function finding_exception_rules(uuid) to {ddl.APP}",
    ]


def asked(rights: Rights, open_states: Collection[str]) -> list[str]:
    """A trigger over requests: somebody who may asks in their own name, for what stands now, as the rules allow."""
    unset = ("approver_id", "approved_at", "second_approver_id", "second_at", "ended_at", "ended_by_id")
    empty = " and ".join(f"new.{name} is null" for name in unset)
    body = f"""declare problem text := ''; about public.finding; known jsonb;
begin
  select * into about from public.finding f where f.workspace_id = new.workspace_id and f.id = new.finding_id;
  known := public.finding_exception_rules(new.workspace_id);
  if not ({empty} and new.status = 'pending' and new.version = 1 and new.approved_digest = ''
      and new.second_digest = '') then
    problem := 'starts as a request that nobody approved';
  elsif not {_own_name("new.requester_id")} or not {_may("new.requester_id", rights.request, "new.requested_at")} then
    problem := 'who asks may not, or is somebody else';
  elsif about.id is null or about.tenant_id <> new.tenant_id or about.status not in ({_listed(open_states)}) then
    problem := 'its finding is not open';
  elsif about.observed_digest <> new.pinned_digest or about.severity <> new.severity then
    problem := 'another value or severity than the finding has';
  elsif new.request_digest !~ '^[0-9a-f]{{64}}$' then
    problem := 'no digest of what is asked';
  elsif known -> 'second_approver' ? new.severity and not new.needs_second then
    problem := 'this severity needs a second approver';
  elsif new.expires_at at time zone 'UTC' >= date_trunc('day', new.requested_at at time zone 'UTC')
      + make_interval(days => 1 + coalesce((known -> 'longest_days' ->> new.severity)::int, 0)) then
    problem := 'longer than the rules allow';
  elsif new.supersedes_id is not null and not exists (select 1 from public.{TABLE} e
      where e.workspace_id = new.workspace_id and e.id = new.supersedes_id and e.finding_id = new.finding_id) then
    problem := 'takes the place of something else';
  end if;
  {_refuse()}
  return new;"""
    when = f"trigger {{name}} before insert on {TABLE} for each row"
    return [*_function("finding_exception_asked", body), *_trigger("finding_exception_asked", when)]


def decided(rights: Rights, columns: Sequence[str], moves: Mapping[str, Sequence[str]], ranks: Sequence[str]
            ) -> list[str]:  # fmt: skip
    """A trigger over decisions: the table of states, approvals by others of exactly what was asked, and true ends."""
    request = [name for name in columns if name not in CHANGING]
    pairs = ", ".join(f"('{a}','{b}')" for a, following in moves.items() for b in following)
    order = "array[" + ", ".join(f"'{one}'" for one in ranks) + "]"
    first, second = ("approver_id", "approved_digest", "approved_at"), ("second_approver_id", "second_digest",
                                                                       "second_at")  # fmt: skip

    def approval(names: Sequence[str], step: str) -> str:
        person, digest, at = (f"new.{name}" for name in names)
        is_whole = f"({person} is null) = ({at} is null) and ({person} is null) = ({digest} = '')"
        return f"""elsif {_row("new", names)} is distinct from {_row("old", names)} and not (
      old.status = 'pending' and old.{names[0]} is null and {is_whole} and {person} <> new.requester_id
      and {digest} = new.request_digest and {at} >= new.requested_at and {at} < new.expires_at) then
    problem := 'the {step} approval is not one of what was asked';
  elsif {person} is distinct from old.{names[0]}
      and not ({_own_name(person)} and {_may(person, rights.approve, at)}) then
    problem := 'who approves may not, or is somebody else';"""

    body = f"""declare problem text := ''; about public.finding;
begin
  if {_row("new", request)} is distinct from {_row("old", request)} then
    problem := 'a request does not change';
  elsif old.ended_at is not null then
    problem := 'it is over';
  elsif new.version <> old.version + 1 then
    problem := 'each change counts';
  elsif new.status <> old.status and (old.status, new.status) not in ({pairs}) then
    problem := format('cannot go from %s to %s', old.status, new.status);
  elsif new.second_approver_id is not null and new.second_approver_id = new.approver_id then
    problem := 'one person is not two';
  {approval(first, "first")}
  {approval(second, "second")}
  elsif new.status = 'expired' and new.ended_at < new.expires_at then
    problem := 'its end has not come';
  elsif new.ended_by_id is not null and not {_own_name("new.ended_by_id")} then
    problem := 'who ends it is somebody else';
  elsif new.status = 'withdrawn' and new.ended_by_id is distinct from new.requester_id then
    problem := 'only who asked withdraws';
  elsif new.status = 'rejected' and (new.ended_by_id is not distinct from new.requester_id
      or new.decision_reason !~ '\\S' or not {_may("new.ended_by_id", rights.approve, "new.ended_at")}) then
    problem := 'who rejects may not, or says no reason';
  elsif new.status = 'revoked' and (new.end_reason !~ '\\S'
      or not {_may("new.ended_by_id", rights.revoke, "new.ended_at")}) then
    problem := 'who revokes may not, or says no reason';
  elsif new.status = 'approved' and old.status = 'pending' then
    select * into about from public.finding f where f.workspace_id = new.workspace_id and f.id = new.finding_id;
    if about.observed_digest <> new.pinned_digest
        or array_position({order}, about.severity) < array_position({order}, new.severity) then
      problem := 'the finding is another now';
    elsif public.finding_exception_rules(new.workspace_id) -> 'second_approver' ? new.severity
        and not new.needs_second then
      problem := 'this severity needs a second approver';
    end if;
  end if;
  {_refuse()}
  return new;"""
    when = f"trigger {{name}} before update on {TABLE} for each row"
    return [*_function("finding_exception_decided", body), *_trigger("finding_exception_decided", when)]


def audited() -> list[str]:
    """A commit-time check: each change has its entry in the log, by who decided, and its finding stands as it says."""
    body = f"""declare problem text := ''; wanted text; doer uuid;
begin
  if tg_op = 'INSERT' then
    wanted := 'exception.requested'; doer := new.requester_id;
  elsif new.status <> old.status and new.status = 'approved' then
    wanted := 'exception.approved'; doer := coalesce(new.second_approver_id, new.approver_id);
  elsif new.status <> old.status then
    wanted := 'exception.' || new.status; doer := new.ended_by_id;
  elsif new.approver_id is distinct from old.approver_id then
    wanted := 'exception.partly_approved'; doer := new.approver_id;
  else
    wanted := 'exception.expiring';
  end if;
  if not exists (select 1 from public.audit_entry a where a.workspace_id = new.workspace_id
      and a.subject_kind = 'exception' and a.subject_ref = new.public_id and a.action = wanted
      and a.tx = pg_current_xact_id()
      and (doer is null or a.actor_ref = (select u.public_id from public.user_account u where u.id = doer))) then
    problem := 'changed without an audit entry';
  elsif exists (select 1 from public.{TABLE} e where e.workspace_id = new.workspace_id and e.id = new.id
      and (e.status in ('approved', 'expiring')) <> exists (select 1 from public.finding f
        where f.workspace_id = e.workspace_id and f.exception_id = e.id and f.status = 'risk_accepted')) then
    problem := 'its finding does not stand as it says';
  end if;
  {_refuse()}
  return null;"""
    when = f"constraint trigger {{name}} after insert or update on {TABLE} deferrable initially deferred for each row"
    return [*_function("finding_exception_audited", body, definer=True), *_trigger("finding_exception_audited", when)]
