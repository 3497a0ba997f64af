"""The database makes the chain, keeps it, and refuses everybody who would change it."""

from __future__ import annotations

import ast
import re
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from tenantpilot.access.capabilities import Capability, Plane
from tenantpilot.access.members import change_member, list_members
from tenantpilot.access.membership_rules import Grant
from tenantpilot.access.scopes import open_scope
from tenantpilot.audit.links import Break, Kind
from tenantpilot.audit.verification import Chain, verify
from tenantpilot.kernel.errors import ForbiddenError, NotFoundError
from tenantpilot.kernel.ids import NIL
from tenantpilot.kernel.settings import settings
from tenantpilot.store import ledger
from tenantpilot.store.actions import ACTIONS, DENIALS
from tenantpilot.store.ledger import SYSTEM, Actor
from tenantpilot.store.transaction import TenantSet, transaction
from tests.architecture.sources import product_files, tree
from tests.audit.test_tampering import edit, edit_bytes, swap
from tests.audit.world import append, log_of, passing_power
from tests.people import context_of, space_of

EVERYTHING = "select * from audit_entry where workspace_id = %s order by seq"
# The database's own recomputation of every digest, hash and link: SQL against our Python.
FIRST_BROKEN = """
  select min(seq) from (
    select e.*, row_number() over w as due,
      coalesce(lag(hash) over w, sha256(audit_field(:chain))) as true_prev
    from audit_entry e where workspace_id = :workspace window w as (order by seq)) e
  where seq <> due or prev <> true_prev or hash <> sha256(true_prev || int8send(seq) || digest)
    or digest <> sha256(salt || audit_field(:chain) || int8send((extract(epoch from at) * 1000000)::bigint)
      || audit_field(tenant_ref) || audit_field(actor_kind) || audit_field(actor_ref) || audit_field(plane)
      || audit_field(action) || audit_field(subject_kind) || audit_field(subject_ref) || audit_field("before")
      || audit_field("after") || audit_field(reason) || audit_field(run_ref) || audit_field(request_ref))
"""


def entries(log, *, workspace=None):
    with psycopg.connect(log.database.administrator_url, row_factory=psycopg.rows.dict_row) as power:
        return power.execute(EVERYTHING, [workspace or log.key]).fetchall()


def count(log, workspace=None):
    return len(entries(log, workspace=workspace))


@pytest.mark.proves("AUD-003")
def test_eight_writers_leave_one_chain_without_gaps(log):
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(append, log, 25) for _ in range(8)]:
            done.result()
    report = log.verify()
    assert (report.fault, report.head.seq) == (None, 240)


@pytest.mark.proves("AUD-003", negative=True)
def test_what_a_writer_sends_for_the_chain_counts_for_nothing(log):
    with transaction(workspace_id=log.key) as session:
        session.connection().exec_driver_sql(
            "insert into audit_entry (workspace_id, seq, at, tenant_ref, actor_kind, actor_ref, plane, action,"
            " subject_kind, subject_ref, before, after, reason, run_ref, request_ref, tx, salt, digest, prev, hash)"
            " values (%s, 7, '2001-01-01', '', 'system', '', '', 'user.added', 'user', '', '', '', '', '', '',"
            " '1', 'x', 'x', 'x', 'x')",
            (log.key,),
        )
    newest = entries(log)[-1]
    assert newest["seq"] == 41
    assert newest["at"].year > 2001
    assert log.verify().is_sound


@pytest.mark.proves("AUD-002", negative=True)
@pytest.mark.parametrize("table", ["audit_entry", "audit_checkpoint"])
@pytest.mark.parametrize("change", ["update {} set hash = hash", "delete from {}", "truncate {}"])
def test_the_application_cannot_change_what_is_written(log, table, change):
    log.sign()
    with pytest.raises(DBAPIError) as refusal, log.scope() as scope:
        scope.session.connection().exec_driver_sql(change.format(table))
    assert refusal.value.orig.sqlstate == "42501"
    assert log.verify().is_sound


@pytest.mark.proves("AUD-002", negative=True)
@pytest.mark.parametrize("table", ["audit_entry", "audit_checkpoint"])
def test_the_application_has_no_right_to_change_even_without_triggers(standing_log, table):
    with standing_log.scope() as scope:
        held = [
            right
            for right in ("select", "insert", "update", "delete", "truncate", "trigger")
            if scope.session.connection().exec_driver_sql("select has_table_privilege(%s, %s)", (table, right)).scalar()
        ]
    assert held == ["select", "insert"]


@pytest.mark.proves("AUD-002", negative=True)
@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize("table", ["audit_entry", "audit_checkpoint"])
@pytest.mark.parametrize("change", ["update {} set hash = hash", "delete from {}", "truncate {}"])
def test_triggers_stop_a_superuser_who_leaves_them_on(standing_log, table, change, role):
    with psycopg.connect(standing_log.database.administrator_url) as power:
        power.execute(f"set session_replication_role = {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            power.execute(change.format(table))


@pytest.mark.proves("AUD-002", negative=True)
@pytest.mark.parametrize(
    "change",
    [
        "update audit_head set seq = 1",
        "insert into audit_head values (gen_random_uuid(), 'x', 1, now(), 'x')",
        "delete from audit_head",
        "alter table audit_entry disable trigger all",
        "drop table audit_entry",
        "select audit_field('x')",
    ],
)
def test_the_application_cannot_reach_head_or_triggers(standing_log, change):
    with pytest.raises(DBAPIError) as refusal, standing_log.scope() as scope:
        scope.session.connection().exec_driver_sql(change)
    assert refusal.value.orig.sqlstate == "42501"


@pytest.mark.proves("AUD-002", negative=True)
def test_checkpoints_fit_the_chain_or_are_not_kept(log):
    made = log.sign()
    for seq, hash_ in ((39, made.link.hash), (41, made.link.hash), (40, bytes(32))):
        with pytest.raises(DBAPIError, match="does not fit"), log.scope() as scope:
            scope.session.connection().exec_driver_sql(
                "insert into audit_checkpoint values (%s, %s, 'key', %s, %s, now(), 'x')",
                (log.key, seq, log.name, hash_),
            )


@pytest.mark.proves("AUD-001", negative=True)
def test_an_entry_goes_with_the_change_it_describes(log):
    before = count(log)

    def change_and_fail(scope):
        scope.record("tenant.added", "tenant")
        raise LookupError

    with pytest.raises(LookupError), log.scope() as scope:
        change_and_fail(scope)
    assert count(log) == before


@pytest.mark.proves("AUD-001", negative=True)
def test_a_change_of_rights_without_an_entry_is_refused_at_commit(log):
    with pytest.raises(IntegrityError, match="without an audit entry"), log.scope() as scope:
        scope.session.connection().exec_driver_sql("update membership set role = 'owner' where role = 'operator'")
    ctx = context_of("northwind-owner")
    operator = next(one for one in list_members(ctx) if one.role == "operator" and one.tenant_mode == "all")
    before = count(log)
    change_member(ctx, operator.handle, Grant(role="approver"), reason="new duties")
    newest = entries(log)[-1]
    assert count(log) == before + 1
    assert newest["action"] == "member.changed"
    assert newest["reason"] == "new duties"


@pytest.mark.proves("AUD-003")
@pytest.mark.parametrize("attack", [None, edit("reason"), edit_bytes("salt"), edit_bytes("prev"), swap])
def test_the_database_and_we_find_the_same_first_broken_entry(standing_log, attack):
    from sqlalchemy import text

    with passing_power(standing_log.database) as (power, session):
        if attack:
            attack(power, standing_log, standing_log)
        fault = verify(Chain(session, standing_log.key, standing_log.name)).fault
        values = {"chain": standing_log.name, "workspace": standing_log.key}
        found = session.connection().execute(text(FIRST_BROKEN), values).scalar_one()
    assert found == (fault.seq if fault else None)


@pytest.mark.proves("AUD-009")
def test_an_entry_says_all_there_is_to_say(log):
    tenant = log.tenants()[0]
    actor = Actor("person", "usr_aaaaaaaaaaaaaaaaaaaa", NIL, Plane.ADMIN.value, "req_aaaaaaaaaaaaaaaaaaaa")
    with transaction(workspace_id=log.key) as session:
        ledger.append(
            session,
            log.key,
            actor,
            "tenant.added",
            "tenant",
            tenant[1],
            before={"b": 1, "a": "ä"},
            after={"a": None},
            reason="because",
            tenant=tenant,
            run_ref="run_aaaaaaaaaaaaaaaaaaaa",
        )
    newest = entries(log)[-1]
    said = {name: newest[name] for name in ("actor_kind", "actor_ref", "plane", "tenant_ref", "reason", "run_ref")}
    assert said == {
        "actor_kind": "person",
        "actor_ref": "usr_aaaaaaaaaaaaaaaaaaaa",
        "plane": "admin",
        "tenant_ref": tenant[1],
        "reason": "because",
        "run_ref": "run_aaaaaaaaaaaaaaaaaaaa",
    }
    assert (newest["before"], newest["after"]) == ('{"a":"ä","b":1}', '{"a":null}')
    assert newest["request_ref"] == "req_aaaaaaaaaaaaaaaaaaaa"
    assert newest["at"] is not None


@pytest.mark.proves("AUD-010", negative=True)
def test_a_members_refusal_is_in_the_workspaces_log(log):
    ctx = context_of("northwind-read-only")
    with pytest.raises(ForbiddenError), open_scope(ctx, Capability.MEMBER_MANAGE):
        pass
    newest = entries(log)[-1]
    assert (newest["action"], newest["actor_ref"]) == ("access.denied", ctx.user_ref)
    assert newest["reason"] == Capability.MEMBER_MANAGE.value


@pytest.mark.proves("AUD-010", negative=True)
def test_a_strangers_attempt_is_in_the_installations_log_only(log):
    stranger = context_of("fabrikam-owner", space=space_of("northwind"))
    before, outside = count(log), count(log, NIL)
    with pytest.raises(NotFoundError), open_scope(stranger, Capability.AUDIT_READ):
        pass
    assert count(log) == before
    newest = entries(log, workspace=NIL)[-1]
    assert count(log, NIL) == outside + 1
    assert (newest["action"], newest["actor_ref"], newest["subject_ref"]) == ("access.denied", stranger.user_ref, "")


@pytest.mark.proves("AUD-012", negative=True)
def test_no_secret_key_or_address_gets_into_the_log(log):
    words = [str(value) for one in (NIL, log.key) for row in entries(log, workspace=one) for value in _texts(row)]
    everything = re.sub(r"\b[a-z]{3}_[a-z2-9]{20}\b", "", "\n".join(words))  # public ids may spell anything
    assert "@" not in everything
    found = set(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", everything))
    assert found <= _named_by_the_provider(log)  # ids of somebody else's making are data; keys of ours are not
    for secret in (settings().secret_key, settings().oidc_client_secret, "token"):
        assert secret not in everything


def _named_by_the_provider(log) -> set[str]:
    with psycopg.connect(log.database.administrator_url) as power:
        query = "select provider_tenant_id::text from tenant union select client_id::text from provider_connection"
        return {name for (name,) in power.execute(query)}


def _texts(row):
    return [value for value in row.values() if isinstance(value, str)]


@pytest.mark.proves("AUD-013", negative=True)
def test_an_unknown_action_is_refused_before_anything_is_written(log):
    before = count(log)
    with pytest.raises(ValueError, match="unknown audit action"), log.scope() as scope:
        scope.record("tenant.exploded", "tenant")
    assert count(log) == before


def _written() -> set[str]:
    """First texts of the calls that write entries, as far as they stand in the source."""
    return {
        node.value
        for path in product_files()
        if path.name != "actions.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in ACTIONS
    }


@pytest.mark.proves("AUD-013")
def test_the_list_of_actions_is_well_formed_and_used():
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", one) for one in ACTIONS)
    assert DENIALS <= ACTIONS
    # Put together where they are written: run.<outcome>, exception.<status>, match.<state>, <kind>.refused.
    assembled = {one for one in ACTIONS if one.startswith(("run.", "exception.", "match.")) or one.endswith(".refused")}
    assert ACTIONS - _written() - assembled == set()


@pytest.mark.proves("AUD-011", negative=True)
@pytest.mark.parametrize("mode", ["only", "except"])
def test_a_narrowed_scope_sees_its_tenants_entries_even_without_filters(standing_log, mode):
    (first, ref), (second, _) = standing_log.tenants()
    reach = TenantSet(mode, frozenset({first if mode == "only" else second}))
    with standing_log.scope(reach) as scope:
        seen = scope.session.connection().exec_driver_sql("select distinct tenant_ref from audit_entry").scalars().all()
    assert seen == [ref]


def test_a_truncated_table_is_noticed_by_the_head(standing_log):
    with passing_power(standing_log.database) as (power, session):
        power.execute("truncate audit_entry")
        assert verify(Chain(session, standing_log.key, standing_log.name)).fault == Break(Kind.CUT_OFF, 1)


@pytest.mark.proves("AUD-004")
def test_checking_a_long_log_takes_no_more_memory_than_a_short_one(log, monkeypatch):
    monkeypatch.setattr("tenantpilot.audit.verification.AT_ONCE", 20)

    def peak() -> int:
        log.verify()
        tracemalloc.start()
        assert log.verify().is_sound
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    short = peak()
    log.write(600)
    assert peak() < 1.5 * short


def test_the_installation_has_a_chain_of_its_own(log):
    assert log_of(log.database).name == log.name
    with transaction(workspace_id=NIL) as session:
        ledger.append(session, NIL, SYSTEM, "user.added", "user")
        assert verify(Chain(session, NIL, "installation")).is_sound
