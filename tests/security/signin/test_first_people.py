"""A fresh installation starts from the command line: somebody signs in, becomes owner, somebody platform staff."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import pytest
from click.testing import CliRunner

from tenantpilot.access import sessions
from tenantpilot.access.accounts import list_accounts
from tenantpilot.access.authority import CHANNEL
from tenantpilot.access.capabilities import Capability, Plane, Role
from tenantpilot.access.scopes import open_installation, open_scope
from tenantpilot.cli import main
from tenantpilot.kernel.errors import NotFoundError, SignInRequiredError
from tenantpilot.kernel.settings import settings


@dataclass
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(world, monkeypatch):
    """The `tenantpilot` command as an operator types it, within this process."""

    def command(*words: str, **changed: str) -> Done:
        with monkeypatch.context() as patch:
            for name, value in changed.items():
                patch.setenv(name, value)
            settings.cache_clear()
            done = CliRunner().invoke(main, words)
        settings.cache_clear()
        assert isinstance(done.exception, SystemExit | None), done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    return command


@pytest.fixture
def newcomer(visitor) -> str:
    """The id of somebody who has just signed in for the first time."""
    visitor.sign_in("newcomer")
    (account,) = list_accounts("robin")
    assert (account.workspaces, account.is_platform_operator) == (0, False)
    return account.ref


def said(done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(done) -> str:
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def log(database) -> list[tuple[str, str]]:
    with psycopg.connect(database.administrator_url) as connection:
        return connection.execute(
            "select action, subject_ref from audit_entry where after like '%command line%' order by at, seq"
        ).fetchall()


@pytest.mark.proves("IDS-022")
def test_the_first_owner_and_the_first_platform_operator(run, visitor, newcomer, empty_database):
    assert newcomer in said(run("person", "list"))
    space = said(run("workspace", "create", "  Contoso   Operations ", "--owner", newcomer)).split()[0]
    before = sessions.find(visitor.session)
    with open_scope(before.context(Plane.ADMIN, space), Capability.MEMBER_MANAGE) as scope:
        assert scope.role == Role.OWNER
    with pytest.raises(NotFoundError), open_installation(before.context(Plane.SYSTEM), Capability.INSTALLATION_READ):
        pass

    with psycopg.connect(empty_database.url, autocommit=True) as listening:
        listening.execute(f"listen {CHANNEL}")
        assert "now a platform operator" in said(run("person", "appoint", newcomer))
        assert [notice.payload for notice in listening.notifies(timeout=30, stop_after=1)] == [before.ref]
    after = sessions.find(visitor.session)
    with open_installation(after.context(Plane.SYSTEM), Capability.INSTALLATION_READ):
        pass
    said(run("person", "dismiss", newcomer))
    found = sessions.find(visitor.session)
    with pytest.raises(NotFoundError), open_installation(found.context(Plane.SYSTEM), Capability.INSTALLATION_READ):
        pass
    actions = [action for action, _ in log(empty_database)]
    assert sorted(actions) == ["member.added", "user.appointed", "user.dismissed", "workspace.created"]


@pytest.mark.proves("IDS-008", negative=True)
def test_locking_somebody_out_and_letting_them_back_in(run, visitor, newcomer, empty_database, world):
    ctx = sessions.find(visitor.session).context(Plane.ADMIN)
    assert "sessions ended: 1" in said(run("person", "deactivate", newcomer))
    assert sessions.find(visitor.session) is None
    with pytest.raises(SignInRequiredError):
        sessions.list_sessions(ctx)
    assert world.browser().sign_in("newcomer").reason == "account_inactive"
    assert "deactivated" in refused(run("workspace", "create", "Contoso", "--owner", newcomer))
    said(run("person", "reactivate", newcomer))
    assert world.browser().sign_in("newcomer").response.status_code == 200
    assert log(empty_database) == [("user.deactivated", newcomer), ("user.reactivated", newcomer)]


@pytest.mark.proves("IDS-022", negative=True)
def test_what_does_not_fit_is_said_and_changes_nothing(run, newcomer, empty_database):
    nobody = "usr_" + "a" * 20
    assert nobody in refused(run("workspace", "create", "Contoso", "--owner", nobody))
    assert "robin" in refused(run("person", "appoint", "robin"))
    assert "required" in refused(run("workspace", "create", "  ", "--owner", newcomer))
    assert "long" in refused(run("workspace", "create", "x" * 81, "--owner", newcomer))
    assert "choices" in refused(run("workspace", "create", "Contoso", "--owner", newcomer, "--environment", "moon"))
    assert "DATABASE_OWNER_URL" in refused(run("person", "appoint", newcomer, DATABASE_OWNER_URL=""))
    assert "DATABASE_URL" in refused(run("person", "list", DATABASE_URL="postgresql://a:b@localhost:1/x"))
    with psycopg.connect(empty_database.administrator_url) as connection:
        assert connection.execute("select count(*) from workspace").fetchone() == (0,)
    assert log(empty_database) == []


@pytest.mark.proves("IDS-022", negative=True)
def test_the_application_itself_makes_nobody_platform_staff(newcomer, empty_database):
    with psycopg.connect(empty_database.url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("update user_account set is_platform_operator = true")
