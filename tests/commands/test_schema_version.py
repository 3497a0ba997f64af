"""No process serves on a schema that its code was not written for."""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest

from tests.servers import ROOT, clean_environment, environment

COMMANDS = [["web", "--no-build", "--port", "1"], ["worker", "--queue", "person"], ["relay"], ["check-config"]]


def _refusal(variables: dict[str, str], command: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tenantpilot.cli", *command],
        cwd=ROOT,
        env=clean_environment() | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, f"{command} started: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.proves("STI-009", negative=True)
@pytest.mark.parametrize(
    ("command", "version", "fix"),
    [(command, "0001", "run `tenantpilot migrate`") for command in COMMANDS]
    + [(["relay"], "9999", "start the version that migrated it")],
)
def test_an_older_or_newer_schema_is_refused(servers, make_database, command: list[str], version: str, fix: str):
    database = make_database()
    with psycopg.connect(database.administrator_url) as connection:
        connection.execute("update alembic_version set version_num = %s", [version])
    text = _refusal(environment(servers, database), command)
    assert version in text
    assert fix in text


@pytest.mark.proves("STI-009", negative=True)
def test_a_database_without_a_schema_is_refused(servers, make_database):
    database = make_database(template="template0")
    assert "no schema yet: run `tenantpilot migrate`" in _refusal(environment(servers, database), ["relay"])
