"""Wrong configuration: nothing starts, the variable and the fix are named, and no value is repeated."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import Settings, load
from tests.servers import DEFAULT_ENVIRONMENT, ROOT, clean_environment

pytestmark = pytest.mark.proves("STI-005", negative=True)

COMPLETE = DEFAULT_ENVIRONMENT | {
    "DATABASE_URL": "postgresql://tenantpilot_app:s3cret@localhost:1/tenantpilot",
    "DATABASE_OWNER_URL": "",
    "REDIS_URL": "redis://localhost:1/0",
    "TENANTPILOT_STATE": "redis",
    "TENANTPILOT_DEVELOPMENT": "0",
    "TENANTPILOT_LANGUAGE": "en",
    "TENANTPILOT_SESSION_IDLE_MINUTES": "60",
    "TENANTPILOT_SESSION_HOURS": "12",
    "TENANTPILOT_PROXY_HOPS": "0",
    "TENANTPILOT_LEASE_SECONDS": "15",
    "TENANTPILOT_DATABASE_POOL": "8",
    "TENANTPILOT_AUDIT_FORMER_KEYS": "",
    "TENANTPILOT_FORMER_SECRET_KEYS": "",
    "TENANTPILOT_GRAPH_URL": "https://graph.microsoft.com",
    "TENANTPILOT_LOGIN_URL": "https://login.microsoftonline.com",
}
MISSING = None
# variable: (wrong value, what the message says to do)
WRONG: list[tuple[str, str | None, str]] = [
    ("DATABASE_URL", MISSING, "is not set"),
    ("DATABASE_URL", "", "postgresql://role:password@host/name"),
    ("DATABASE_URL", "mysql://app:hunter2@db/tenantpilot", "postgresql://"),
    ("DATABASE_URL", "postgresql://app:hunter2@db", "names a database"),
    ("DATABASE_URL", "postgresql://app:hunter2@db:port/tenantpilot", "Port could not be cast"),
    ("DATABASE_OWNER_URL", "sqlite:///hunter2.db", "postgresql://"),
    ("REDIS_URL", MISSING, "is not set"),
    ("REDIS_URL", "http://hunter2", "redis://"),
    ("REDIS_URL", "redis://:hunter2@host:99999/0", "Port out of range"),
    ("TENANTPILOT_ORIGIN", MISSING, "is not set"),
    ("TENANTPILOT_ORIGIN", "pilot.example", "scheme://host"),
    ("TENANTPILOT_ORIGIN", "https://pilot.example/app", "without a path"),
    ("TENANTPILOT_ORIGIN", "http://pilot.example", "https"),
    ("TENANTPILOT_SECRET_KEY", MISSING, "is not set"),
    ("TENANTPILOT_SECRET_KEY", "hunter2 hunter2", "openssl rand -base64 48"),
    ("TENANTPILOT_SECRET_KEY", "aHVudGVyMg==", "at least 32 bytes"),
    ("TENANTPILOT_STATE", "disk", "'memory' or 'redis'"),
    ("TENANTPILOT_DEVELOPMENT", "perhaps", "boolean"),
    ("TENANTPILOT_LANGUAGE", "fr", "'en' or 'de'"),
    ("OIDC_ISSUER", "issuer.example", "https://"),
    ("OIDC_ISSUER", "http://issuer.example", "https"),
    ("OIDC_CLIENT_ID", "", "is not set"),
    ("OIDC_CLIENT_SECRET", "", "is not set"),
    ("TENANTPILOT_SESSION_IDLE_MINUTES", "4", "greater than or equal to 5"),
    ("TENANTPILOT_SESSION_IDLE_MINUTES", "an hour", "integer"),
    ("TENANTPILOT_SESSION_HOURS", "169", "less than or equal to 168"),
    ("TENANTPILOT_PROXY_HOPS", "-1", "greater than or equal to 0"),
    ("TENANTPILOT_LEASE_SECONDS", "0", "greater than or equal to 1"),
    ("TENANTPILOT_DATABASE_POOL", "1", "greater than or equal to 2"),
    ("TENANTPILOT_AUDIT_FORMER_KEYS", "aHVudGVyMg==", "tenantpilot audit public-key"),
    ("TENANTPILOT_FORMER_SECRET_KEYS", "aHVudGVyMg==", "earlier values of TENANTPILOT_SECRET_KEY"),
    ("TENANTPILOT_GRAPH_URL", "graph.microsoft.com", "https://graph.microsoft.com"),
    ("TENANTPILOT_GRAPH_URL", "http://graph.microsoft.com", "https"),
    ("TENANTPILOT_LOGIN_URL", "https://who@login.microsoftonline.com", "scheme://host"),
]


def _with(name: str, value: str | None) -> dict[str, str]:
    changed = {key: known for key, known in COMPLETE.items() if key != name}
    return changed if value is MISSING else changed | {name: value}


def _run(variables: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tenantpilot.cli", *arguments],
        cwd=ROOT,
        env=clean_environment() | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, f"status {done.returncode}: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_complete_environment_is_accepted(monkeypatch: pytest.MonkeyPatch):
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    assert load().origin == COMPLETE["TENANTPILOT_ORIGIN"]


def test_every_variable_has_a_wrong_value_here():
    known = {field.alias for field in Settings.model_fields.values()}
    assert known == set(COMPLETE) == {name for name, _, _ in WRONG}


@pytest.mark.parametrize(("name", "value", "fix"), WRONG)
def test_a_wrong_value_is_refused_with_its_fix(name: str, value: str | None, fix: str, monkeypatch: pytest.MonkeyPatch):
    for one in COMPLETE:
        monkeypatch.delenv(one, raising=False)
    for one, known in _with(name, value).items():
        monkeypatch.setenv(one, known)
    with pytest.raises(ConfigurationError) as refused:
        load()
    text = str(refused.value)
    assert name in text
    assert fix in text
    assert "nothing was started" in text
    assert "hunter2" not in text, "a message repeats a value"
    assert "s3cret" not in text


@pytest.mark.parametrize(
    "command",
    [
        ["web", "--no-build", "--port", "1"],
        ["worker", "--queue", "person"],
        ["relay"],
        ["sandbox", "--port", "1"],
        ["migrate"],
        ["seed"],
        ["check-config"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_refuses_in_the_same_words(command: list[str]):
    text = _run(_with("TENANTPILOT_LEASE_SECONDS", "soon"), *command)
    assert text.startswith("Invalid configuration, nothing was started:\n  TENANTPILOT_LEASE_SECONDS: ")


def test_several_mistakes_are_told_at_once():
    text = _run(_with("TENANTPILOT_LEASE_SECONDS", "soon") | {"REDIS_URL": "nowhere"}, "check-config")
    assert "TENANTPILOT_LEASE_SECONDS" in text
    assert "REDIS_URL" in text


def test_view_state_in_memory_does_not_serve_two_web_processes():
    text = _run(_with("TENANTPILOT_STATE", "memory"), "web", "--no-build", "--processes", "2")
    assert "TENANTPILOT_STATE" in text
    assert "redis" in text


def test_pages_without_a_provider_are_not_served():
    text = _run(_with("OIDC_ISSUER", MISSING), "web", "--no-build")
    assert "OIDC_ISSUER is not set" in text


def test_migrating_needs_the_owner():
    assert "DATABASE_OWNER_URL is not set" in _run(COMPLETE, "migrate")


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", COMPLETE["DATABASE_URL"]), ("REDIS_URL", COMPLETE["REDIS_URL"])],
)
def test_a_server_that_does_not_answer_is_named_without_its_password(empty_database, redis_url, name: str, value: str):
    reached = COMPLETE | {"DATABASE_URL": empty_database.url, "REDIS_URL": redis_url, name: value}
    text = _run(reached, "check-config")
    assert f"{name}: the server does not answer" in text
    assert "s3cret" not in text


def test_a_role_that_walks_around_the_walls_is_refused(empty_database, redis_url):
    reached = COMPLETE | {"DATABASE_URL": empty_database.administrator_url, "REDIS_URL": redis_url}
    assert "bypasses row-level security" in _run(reached, "check-config")
