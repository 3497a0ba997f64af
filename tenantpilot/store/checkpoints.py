"""The walls around signed checkpoints as SQL."""

from __future__ import annotations

from tenantpilot.store import ddl


def install() -> list[str]:
    """Statements that make audit_checkpoint append-only, true when written, and readable for bookkeeping."""
    return [
        *ddl.owned("audit_checkpoint", grants="select, insert"),
        f"""create function audit_checkpoint_fits() returns trigger language plpgsql security definer
set search_path = {ddl.SEARCH_PATH} as $$
begin
  if not exists (select 1 from public.audit_entry e
      where e.workspace_id = new.workspace_id and e.seq = new.seq and e.hash = new.hash) then
    raise exception 'the checkpoint does not fit the chain' using errcode = '23514';
  end if;
  return new;
end $$""",
        *ddl.private("audit_checkpoint_fits()"),
        "create trigger audit_checkpoint_fits before insert on audit_checkpoint"
        " for each row execute function audit_checkpoint_fits()",
        "create trigger audit_refuse before update or delete on audit_checkpoint"
        " for each row execute function audit_refuse()",
        "create trigger audit_refuse_truncate before truncate on audit_checkpoint"
        " for each statement execute function audit_refuse()",
        *(
            f"alter table audit_checkpoint enable always trigger {name}"
            for name in ("audit_checkpoint_fits", "audit_refuse", "audit_refuse_truncate")
        ),
        *ddl.readable_by(ddl.RUNNER, "audit_checkpoint"),
        *ddl.readable_by(ddl.RUNNER, "audit_head"),
    ]


def remove() -> list[str]:
    """Statements that take the functions and the bookkeeping's view of the heads away again."""
    return [
        *ddl.drop_functions("audit_checkpoint_fits"),
        f"drop policy {ddl.RUNNER}_reads on audit_head",
        f"revoke select on audit_head from {ddl.RUNNER}",
    ]
