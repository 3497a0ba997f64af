"""The audit chain as SQL: numbering, hashing and refusing changes, all by triggers the application cannot switch off.

Two hashes, so that an entry can be left out of an export without breaking the proof of the others. The digest covers
what the entry says: 16 random bytes (nobody can try out contents against the digest alone), chain name (the
workspace's public id, or `installation`), microseconds since 1970, the fields of HASHED. The hash covers the previous
hash, the number and the digest. Texts are length-prefixed (4 bytes, big-endian, UTF-8), numbers are 8 bytes,
big-endian. The first previous hash is that of the chain name. The stand-alone verifier repeats exactly this; see
docs/audit-log.md.
"""

from __future__ import annotations

from tenantpilot.store import ddl

# Order matters: it is the order in which a verifier feeds the hash.
HASHED = (
    "tenant_ref",
    "actor_kind",
    "actor_ref",
    "plane",
    "action",
    "subject_kind",
    "subject_ref",
    "before",
    "after",
    "reason",
    "run_ref",
    "request_ref",
)


def install() -> list[str]:
    """Statements that make audit_entry append-only and chained."""
    fields = " || ".join(f"audit_field(new.{name})" for name in HASHED)
    return [
        """create function audit_field(t text) returns bytea language sql immutable strict
set search_path = pg_catalog as $$ select int4send(octet_length(convert_to(t, 'UTF8'))) || convert_to(t, 'UTF8') $$""",
        f"""create function audit_chain() returns trigger language plpgsql security definer
set search_path = {ddl.SEARCH_PATH} as $$
declare p bytea; s bigint; c text;
begin
  select seq + 1, hash, chain into s, p, c from audit_head where workspace_id = new.workspace_id for update;
  if not found then
    select coalesce((select w.public_id from workspace w where w.id = new.workspace_id), 'installation') into c;
    insert into audit_head (workspace_id, chain, seq, hash)
      values (new.workspace_id, c, 0, sha256(audit_field(c))) on conflict do nothing;
    select seq + 1, hash into s, p from audit_head where workspace_id = new.workspace_id for update;
  end if;
  new.seq := s; new.prev := p; new.at := clock_timestamp(); new.tx := pg_current_xact_id();
  new.salt := uuid_send(gen_random_uuid());
  new.digest := sha256(new.salt || audit_field(c)
    || int8send((extract(epoch from new.at) * 1000000)::bigint) || {fields});
  new.hash := sha256(p || int8send(s) || new.digest);
  update audit_head set seq = s, hash = new.hash, at = new.at where workspace_id = new.workspace_id;
  return new;
end $$""",
        """create function audit_refuse() returns trigger language plpgsql set search_path = pg_catalog as $$
begin raise exception 'the audit log is append-only' using errcode = '42501'; end $$""",
        *ddl.private("audit_field(text)", "audit_chain()", "audit_refuse()"),
        "create trigger audit_chain before insert on audit_entry for each row execute function audit_chain()",
        "create trigger audit_refuse before update or delete on audit_entry"
        " for each row execute function audit_refuse()",
        "create trigger audit_refuse_truncate before truncate on audit_entry"
        " for each statement execute function audit_refuse()",
        *(
            f"alter table audit_entry enable always trigger {name}"
            for name in ("audit_chain", "audit_refuse", "audit_refuse_truncate")
        ),
        *ddl.owned("audit_entry", grants="select, insert", by_tenant="tenant_id", insert_any_tenant=True),
        *ddl.owned("audit_head", grants="select"),
        f"create policy mine on audit_head for select to {ddl.APP} using ({ddl.MINE})",
    ]


def remove() -> list[str]:
    """Statements that take the triggers and functions away again."""
    return [*ddl.drop_functions("audit_chain", "audit_refuse"), "drop function if exists audit_field(text) cascade"]
