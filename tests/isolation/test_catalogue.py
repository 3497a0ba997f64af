"""The catalogue lint: silent on the migrated schema, and loud about each single thing that somebody breaks."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from tenantpilot.cli import main
from tenantpilot.store import lint
from tenantpilot.store.engine import sqlalchemy_url
from tenantpilot.store.lint_rules import RULES
from tests.servers import Database

WALLS = "enable row level security; alter table {0} force row level security"
OWN = "workspace_id = (current_setting('tp.workspace_id'))::uuid"
TABLE = "create table {0} (workspace_id uuid not null references workspace, id uuid, primary key (workspace_id, id))"
GOOD = f"""{TABLE.format("extra")}; alter table extra {WALLS.format("extra")};
  create policy workspace on extra using ({OWN}) with check ({OWN}); alter table extra owner to tenantpilot_owner"""

# What somebody breaks → the rule and the subject that must be named.
BREAKS: dict[str, tuple[str, str, str]] = {
    "a table without a workspace": ("create table notes (id uuid primary key)", "table-without-workspace", "notes"),
    "a workspace that may be missing": (
        "create table notes (workspace_id uuid, id uuid primary key)", "table-without-workspace", "notes"),
    "a workspace with a default": (
        "alter table tenant alter workspace_id set default gen_random_uuid()", "table-without-workspace", "tenant"),
    "a table without walls": (TABLE.format("notes"), "table-without-forced-policy", "notes"),
    "walls that do not bind the owner": (
        "alter table tenant no force row level security", "table-without-forced-policy", "tenant"),
    "walls switched off": ("alter table audit_entry disable row level security", "table-without-forced-policy",
        "audit_entry"),
    "no policy": ("drop policy workspace on membership", "workspace-policy", "membership"),
    "a policy that lets write elsewhere": (
        "alter policy workspace on membership with check (true)", "workspace-policy", "membership"),
    "the workspace table's own policy": ("drop policy own on workspace", "workspace-policy", "workspace"),
    "a second, open policy": (
        "create policy kind on membership using (true)", "policy-too-wide", "membership.kind"),
    "the person's policy for writing too": (
        "drop policy mine on membership; create policy mine on membership to tenantpilot_app"
        " using (user_id = current_setting('tp.user_id')::uuid)", "policy-too-wide", "membership.mine"),
    "a policy open to the owner": (
        "create policy kind on tenant to tenantpilot_owner using (true)", "policy-too-wide", "tenant.kind"),
    "the platform role writing": (
        "create policy kind on tenant for insert to tenantpilot_platform with check (true)", "policy-too-wide",
        "tenant.kind"),
    "the runner beyond its bookkeeping": (
        "create policy kind on membership for update to tenantpilot_runner using (true)", "policy-too-wide",
        "membership.kind"),
    "a setting that may be missing": (
        "alter policy workspace on tenant using (workspace_id = current_setting('tp.workspace_id', true)::uuid)",
        "policy-silent-setting", "tenant.workspace"),
    "a query in a policy": (
        "create policy slow on tenant as restrictive using (id in (select named_tenant_id from membership_tenant))",
        "policy-with-query", "tenant.slow"),
    "rows of tenants without their wall": (
        "drop policy tenants on tenant", "tenant-policy", "tenant"),
    "a new table with tenants": (GOOD + "; alter table extra add tenant_id uuid", "tenant-policy", "extra"),
    "a unique key across workspaces": (
        "create unique index one_name on tenant (name)", "key-without-workspace", "tenant.one_name"),
    "a unique key with the workspace behind": (
        "alter table tenant add constraint one_name unique (name, workspace_id)", "key-without-workspace",
        "tenant.one_name"),
    "a unique key on an expression": (
        "create unique index one_name on tenant (lower(name), workspace_id)", "key-without-workspace",
        "tenant.one_name"),
    "no primary key": ("alter table notification drop constraint notification_pkey", "key-without-workspace",
        "notification"),
    "a key into another workspace": (
        "create unique index tenant_id_alone on tenant (id); alter table membership_tenant add constraint across"
        " foreign key (named_tenant_id) references tenant (id)", "foreign-key-across", "membership_tenant.across"),
    "a key that swaps its columns": (
        "alter table tenant add unique (id, workspace_id); alter table membership_tenant add constraint across"
        " foreign key (named_tenant_id, workspace_id) references tenant (id, workspace_id)", "foreign-key-across",
        "membership_tenant.across"),
    "the installation pointing into a workspace": (
        "alter table user_account add home uuid constraint across references workspace (id); alter table session"
        " add tenant uuid, add space uuid, add constraint across foreign key (space, tenant)"
        " references tenant (workspace_id, id)", "foreign-key-across", "session.across"),
    "a second way to a workspace": (
        "alter table tenant add other uuid constraint across references workspace (id)", "foreign-key-across",
        "tenant.across"),
    "rows of nobody": (
        "alter table tenant drop constraint tenant_workspace_id_fkey", "foreign-key-across", "tenant"),
    "a foreign key without an index": (
        "drop index membership_tenant_named", "foreign-key-without-index",
        "membership_tenant.membership_tenant_workspace_id_named_tenant_id_fkey"),
    "an index across workspaces": (
        "create index by_name on tenant (created_at)", "index-without-workspace", "tenant.by_name"),
    "a view with its owner's rights": (
        "create view everybody as select * from membership", "view-without-invoker", "everybody"),
    "a view that says no": (
        "create view everybody with (security_invoker = false) as select * from membership", "view-without-invoker",
        "everybody"),
    "a materialized view": (
        "create materialized view everybody as select * from membership", "view-without-invoker", "everybody"),
    "a function with its owner's rights": (
        "create function peek() returns bigint language sql security definer set search_path = pg_catalog, pg_temp"
        " as 'select 1::bigint'", "function-unsafe", "peek"),
    "a listed function with a loose path": (
        "alter function audit_chain() reset search_path", "function-unsafe", "audit_chain"),
    "temporary tables before ours": (
        "alter function audit_chain() set search_path = pg_catalog, public", "function-unsafe", "audit_chain"),
    "a function for everybody": (
        "grant execute on function invitation_by_token(bytea) to public", "function-unsafe", "invitation_by_token"),
    "an enum": ("create type colour as enum ('red'); alter table tenant add colour colour", "type-slow",
        "tenant.colour"),
    "an indexed document": (
        "alter table tenant add facts jsonb; create index facts on tenant (workspace_id, (facts)) ", "type-slow",
        "tenant.facts"),
    "an indexed amount": (
        "alter table tenant add amount numeric; create index amounts on tenant (workspace_id, amount)", "type-slow",
        "tenant.amount"),
    "a time without a zone": ("alter table tenant add seen timestamp", "type-slow", "tenant.seen"),
    "text that a language compares": (
        "create index names on tenant (workspace_id, name)", "type-slow", "tenant.name"),
    "truncating": ("grant truncate on notification to tenantpilot_app", "grant-too-wide", "notification"),
    "changing the log": ("grant update on audit_entry to tenantpilot_app", "grant-too-wide", "audit_entry"),
    "changing one column of the log": (
        "grant update (reason) on audit_entry to tenantpilot_app", "grant-too-wide", "audit_entry"),
    "deleting from the log": ("grant delete on audit_entry to tenantpilot_runner", "grant-too-wide", "audit_entry"),
    "the platform role changing": ("grant update on workspace to tenantpilot_platform", "grant-too-wide", "workspace"),
    "the runner changing members": (
        "grant update (role) on membership to tenantpilot_runner", "grant-too-wide", "membership"),
    "writing the schema version": (
        "grant insert on alembic_version to tenantpilot_app", "grant-too-wide", "alembic_version"),
    "making platform staff": (
        "grant update (is_platform_operator) on user_account to tenantpilot_app", "grant-too-wide", "user_account"),
    "a grant to everybody": ("grant select on tenant to public", "grant-to-everybody", "tenant"),
    "a column for everybody": ("grant select (name) on tenant to public", "grant-to-everybody", "tenant.name"),
    "a schema for everybody": ("grant create on schema public to public", "grant-to-everybody", "public"),
    "future tables for the application": (
        "alter default privileges in schema public grant select on tables to tenantpilot_app", "grant-to-everybody",
        "public"),
    "temporary tables": (
        "do $$ begin execute format('grant temp on database %%I to tenantpilot_app', current_database()); end $$",
        "role-too-strong", "tenantpilot_app"),
    "objects of the application": (
        "grant create on schema public to tenantpilot_app", "role-too-strong", "tenantpilot_app"),
    "a table of the application": (
        "alter table notification owner to tenantpilot_app", "owner-wrong", "notification"),
    "a schema of its own": ("create schema aside", "owner-wrong", "aside"),
    "a trigger that can be skipped": (
        "alter table membership enable trigger membership_audited", "trigger-avoidable",
        "membership.membership_audited"),
    "a trigger switched off": (
        "alter table audit_entry disable trigger audit_refuse", "trigger-avoidable", "audit_entry.audit_refuse"),
    "a log that can be changed": ("drop trigger audit_refuse on audit_entry", "trigger-avoidable", "audit_entry"),
    "a rewrite rule": (
        "create rule quiet as on delete to notification do instead nothing", "trigger-avoidable",
        "notification.quiet"),
}  # fmt: skip

# Roles belong to the whole server: these are undone by the transaction's end, which no other test ever sees.
ROLE_BREAKS = {
    "a superuser": ("alter role tenantpilot_app superuser", "tenantpilot_app"),
    "no policies at all": ("alter role tenantpilot_app bypassrls", "tenantpilot_app"),
    "an owner beyond policies": ("alter role tenantpilot_owner bypassrls", "tenantpilot_owner"),
    "inherited groups": ("alter role tenantpilot_app inherit", "tenantpilot_app"),
    "a group that signs in": ("alter role tenantpilot_platform login", "tenantpilot_platform"),
    "the owner's rights": ("grant tenantpilot_owner to tenantpilot_app", "tenantpilot_app"),
    "everybody's data": ("grant pg_read_all_data to tenantpilot_runner", "tenantpilot_runner"),
    "handing groups on": ("grant tenantpilot_platform to tenantpilot_app with admin option", "tenantpilot_app"),
}


@pytest.fixture(scope="module")
def administrator(module_database: Database) -> Iterator[Engine]:
    made = create_engine(sqlalchemy_url(module_database.administrator_url), poolclass=NullPool)
    yield made
    made.dispose()


@pytest.mark.proves("TQC-006", "TQC-007")
def test_the_migrated_schema_breaks_no_rule(module_database):
    assert lint.lint() == []


@pytest.mark.proves("TQC-006", "TQC-007", negative=True)
@pytest.mark.parametrize("breakage", BREAKS)
def test_each_breakage_is_found(administrator, breakage):
    statement, rule, subject = BREAKS[breakage]
    assert (rule, subject) in _found_after(administrator, statement)


@pytest.mark.proves("TQC-007", negative=True)
@pytest.mark.parametrize("breakage", ROLE_BREAKS)
def test_each_power_of_a_role_is_found(administrator, breakage):
    statement, role = ROLE_BREAKS[breakage]
    assert ("role-too-strong", role) in _found_after(administrator, statement)


@pytest.mark.proves("TQC-007", negative=True)
def test_rights_of_a_group_without_entering_it_are_found(administrator):
    with administrator.connect() as connection:
        if connection.dialect.server_version_info[0] < 16:
            pytest.skip("before PostgreSQL 16 only the role itself says what it inherits")
    statement = "grant tenantpilot_platform to tenantpilot_app with inherit true"
    assert ("role-too-strong", "tenantpilot_app") in _found_after(administrator, statement)


def _found_after(administrator: Engine, statement: str) -> set[tuple[str, str]]:
    with administrator.connect() as connection:
        connection.exec_driver_sql(statement)
        found = {(one.rule, one.subject) for one in lint.findings(connection)}
        connection.rollback()
    return found


def test_a_well_made_table_breaks_nothing(administrator):
    assert _found_after(administrator, GOOD) == _found_after(administrator, "select 1")


def test_every_rule_has_a_breakage():
    tried = {rule for _, rule, _ in BREAKS.values()} | {"role-too-strong"}
    assert set(RULES) - tried == set()


@pytest.mark.parametrize("name", ["DEFINERS", "OPEN_POLICIES", "POLICIES_WITH_QUERIES", "CROSS_WORKSPACE_INDEXES"])
def test_exceptions_are_needed(module_database, monkeypatch, name):
    """Each exception, taken away, makes the lint speak: none is left over from something that is gone."""
    listed = getattr(lint, name)
    for one in listed:
        monkeypatch.setattr(lint, name, {key: why for key, why in listed.items() if key != one})
        assert any(one.rpartition(".")[2] in finding.subject for finding in lint.lint()), one


def test_the_command_says_what_is_wrong(empty_database):
    good = CliRunner().invoke(main, ["check-schema"])
    assert (good.exit_code, good.stderr) == (0, "")
    with psycopg.connect(empty_database.owner_url) as connection:
        connection.execute("alter table tenant no force row level security")
    bad = CliRunner().invoke(main, ["check-schema"])
    assert bad.exit_code == 1
    assert "table-without-forced-policy: tenant: row-level security is not forced" in bad.stderr
