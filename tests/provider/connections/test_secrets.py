"""The planted secret turns up nowhere but in its seal: rows, dumps, logs, views, errors. And keys can be changed."""

from __future__ import annotations

import base64
import dataclasses
import logging
import secrets as dice

import psycopg
import pytest
from click.testing import CliRunner

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.scopes import open_scope
from tenantpilot.cli import main
from tenantpilot.kernel.settings import settings
from tenantpilot.provider import connection_reading, connections, links, posture_reading, rotation
from tenantpilot.provider.connections import ConnectionForm
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.provider.tables import ProviderCredential
from tenantpilot.sandbox.graph.faults import Fault
from tenantpilot.tenants import reading
from tests.provider.connections.world import CLIENT_ID, OWNER, SECRET, World, certificate, pem

PASSWORD = "planted-password-7"


def everything(world: World) -> str:
    """All rows of all tables as text; bytes also as what they would spell."""
    tables = [row["relname"] for row in world.all(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")]  # fmt: skip
    found = []
    with psycopg.connect(world.database.administrator_url) as connection:
        for table in tables:
            for row in connection.execute(f"select * from {table}"):
                for value in row:
                    found.append(value.decode("latin-1") if isinstance(value, bytes) else str(value))
                    found.append(value.hex() if isinstance(value, bytes) else "")
    return "\n".join(found)


def spellings(value: str) -> list[str]:
    raw = value.encode()
    return [value, raw.hex(), base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("=")]


@pytest.mark.proves("PRV-206", negative=True)
def test_planted_credentials_are_nowhere(world: World, graph, caplog):
    caplog.set_level(logging.DEBUG)
    ctx = world.person(OWNER)
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    made, key = certificate()
    locked = pem(made, key, PASSWORD)
    rotation.add_credential(
        ctx, world.handle(connection), CredentialForm("certificate", certificate=locked, password=PASSWORD)
    )
    world.check(connection)
    graph.faults.add(Fault.SECRET_WRONG)
    world.check(connection)
    shown = [
        reading.list_tenants(ctx), reading.tenant_detail(ctx, tenant), connection_reading.list_connections(ctx),
        world.detail(connection), posture_reading.permission_posture(ctx, tenant),
    ]  # fmt: skip
    with open_scope(ctx, Capability.CONNECTION_READ, tenant=tenant) as scope:
        sealed = links.open_link(scope)
        rows = [repr(row) for row in scope.session.exec(scope.select(ProviderCredential)).all()]
    texts = {
        "rows": everything(world),
        "logs": caplog.text,
        "views": repr([dataclasses.asdict(one) for one in shown]),
        "links": repr(sealed) + repr(links.unseal(sealed)) + "".join(rows),
    }
    plain_key = pem(None, key).splitlines()[5]
    for where, content in texts.items():
        for planted in (*spellings(SECRET), *spellings(PASSWORD), plain_key, "BEGIN PRIVATE KEY"):
            assert planted not in content, (where, planted[:6])


@pytest.mark.proves("PRV-206", negative=True)
def test_the_search_would_find_them(world: World):
    """The regression above proves nothing unless it sees what stands in clear."""
    world.do("alter table provider_connection disable trigger user")
    world.do("update provider_connection set detail = %s", SECRET)
    assert SECRET in everything(world)
    world.do("alter table provider_credential disable trigger user")
    world.do("update provider_credential set sealed = %s", PASSWORD.encode())
    assert PASSWORD in everything(world)


@pytest.mark.proves("PRV-206", negative=True)
def test_what_is_refused_is_not_repeated(world: World):
    tenant = world.add_tenant()
    with pytest.raises(Exception) as caught:  # noqa: PT011  whatever it is, it must not tell
        connections.create_connection(
            world.person(OWNER), tenant, ConnectionForm("x", CLIENT_ID), CredentialForm("secret", secret=f"{SECRET} x")
        )
    assert SECRET not in f"{caught.value!r}{caught.value}"


@pytest.mark.proves("PRV-205", negative=True)
def test_credentials_follow_a_change_of_the_installation_s_secret(world: World, monkeypatch):
    former = settings().secret_key
    monkeypatch.setenv("TENANTPILOT_SECRET_KEY", base64.b64encode(dice.token_bytes(48)).decode())
    settings.cache_clear()
    lost = CliRunner().invoke(main, ["credentials", "rewrap"])
    assert lost.exit_code == 1
    assert lost.output.count("not known here") == 4
    monkeypatch.setenv("TENANTPILOT_FORMER_SECRET_KEYS", former)
    settings.cache_clear()
    world.do("alter table provider_credential disable trigger user")
    world.do("update provider_credential set sealed = '\\x01' where id = (select id from provider_credential limit 1)")
    some = CliRunner().invoke(main, ["credentials", "rewrap"])
    assert (some.exit_code, some.output.count("changed or damaged")) == (1, 1)
    world.do("delete from provider_credential where sealed = '\\x01'")
    done = CliRunner().invoke(main, ["credentials", "rewrap"])
    assert (done.exit_code, "All credentials are under the present key" in done.output) == (0, True)
    monkeypatch.setenv("TENANTPILOT_FORMER_SECRET_KEYS", "")
    settings.cache_clear()
    assert CliRunner().invoke(main, ["credentials", "rewrap"]).exit_code == 0
    entries = world.all("select after from audit_entry where action = 'credential.rewrapped'")
    assert len(entries) == 2
