"""After a sign-in, and after failed ones, neither a log nor a table holds anything that somebody could use again."""

from __future__ import annotations

import base64
import logging
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from tenantpilot.access.signin import routes
from tenantpilot.kernel.clock import freeze, move, now
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.sandbox.identity.faults import Fault
from tests.security.signin.world import SECRETS

OWNER = "northwind-owner"
FAULTS = (Fault.WRONG_NONCE, Fault.TAMPERED, Fault.USED_CODE, Fault.TOKEN_GARBAGE, Fault.TOKEN_DOWN, Fault.NO_ID_TOKEN)


class Told(logging.Handler):
    """Everything the product's thread logs, of every library, down to the last detail."""

    def __init__(self, thread: str) -> None:
        super().__init__(logging.DEBUG)
        self.thread, self.lines = thread, []
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.threadName == self.thread or record.name.startswith("tenantpilot")
        if ours or "AnyIO" in str(record.threadName):
            self.lines.append(self.format(record))


@pytest.fixture
def told(world):
    handler, root = Told(f"server-{world.port}"), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(before)
    root.removeHandler(handler)


def stored(database) -> str:
    """Every row of every table, as text; bytes also as text where they are."""
    with psycopg.connect(database.administrator_url) as connection:
        tables = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        found = []
        for (table,) in tables:
            for row in connection.execute(sql.SQL("select * from {}").format(sql.Identifier(table))):
                found += [cell.decode("latin-1") if isinstance(cell, bytes) else str(cell) for cell in row]
        return "\n".join(found)


def forms(secret: str) -> set[str]:
    """How a secret may be written."""
    raw = secret.encode()
    return {secret, raw.hex(), base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("=")}


def leaks(text: str, secrets: dict[str, set[str]]) -> set[str]:
    return {name for name, values in secrets.items() for value in values for form in forms(value) if form in text}


def live_through(world, visitor) -> dict[str, set[str]]:
    """Sign-ins that succeed, fail and stay unfinished; what must not be found afterwards."""
    held = set()

    def remember() -> None:
        held.update(cookie.value for cookie in visitor.http.cookies.jar if cookie.value)

    visitor.leave("/admin")
    remember()
    back = visitor.choose(visitor.leave("/admin"), OWNER)
    visitor.come_back(back)
    remember()
    visitor.come_back(back)
    for fault in FAULTS:
        world.provider.faults.arm(fault)
        assert visitor.sign_in(OWNER).reason
        remember()
    with freeze(now()):
        away = visitor.leave("/admin")
        move(timedelta(hours=1))
        assert visitor.come_back(visitor.choose(away, OWNER)).reason == "attempt_expired"
    visitor.leave("/admin/left")
    remember()
    return world.recorder.seen | {"cookie": held}


@pytest.mark.proves("IDS-006", "IDS-011", negative=True)
def test_logs_and_tables_hold_nothing_that_could_be_used_again(visitor, world, empty_database, told):
    secrets = live_through(world, visitor)
    assert {name for name, values in secrets.items() if values} == SECRETS | {"cookie"}, "not everything was seen"
    assert len(secrets["cookie"]) >= 3
    assert any("sign-in refused" in line for line in told.lines)
    assert any("httpx2" in line for line in told.lines), "the libraries were not heard"
    assert leaks("\n".join(told.lines), secrets) == set()
    everything = stored(empty_database)
    assert "Priya Raman" in everything
    assert leaks(everything, secrets) == set()
    assert "/admin/left" not in everything, "return paths are sealed"


@pytest.mark.proves("IDS-006", negative=True)
def test_an_unknown_fault_does_not_show_itself(visitor, empty_database, told, monkeypatch):
    def broken(*_arguments, **_named):
        raise ValueError("a-secret-in-an-error")

    monkeypatch.setattr(routes, "arrive", broken)
    reply = visitor.sign_in(OWNER)
    page = visitor.read_problem(reply)
    assert (reply.reason, page.status_code) == ("unexpected", 500)
    lines = [line for line in told.lines if "sign-in failed" in line]
    assert len(lines) == 1
    assert "ValueError at broken" in lines[0]
    assert is_public_id(lines[0].rpartition("[")[2].rstrip("]"), "req")
    assert "a-secret-in-an-error" not in "\n".join(told.lines) + page.text


@pytest.mark.proves("IDS-005", negative=True)
def test_a_database_that_is_away_is_no_reason_to_show_its_address(visitor, world, told, monkeypatch):
    from tenantpilot.kernel.settings import settings
    from tenantpilot.store.engine import dispose
    from tests.live import free_port
    from tests.security.signin.world import Reply

    dispose()
    monkeypatch.setenv("DATABASE_URL", f"postgresql://somebody:pass-word@localhost:{free_port()}/nowhere")
    settings.cache_clear()
    reply = Reply(visitor.get("/auth/sign-in?next=/admin"))
    page = visitor.read_problem(reply)
    assert (reply.reason, page.status_code) == ("store_unavailable", 503)
    assert "pass-word" not in "\n".join(told.lines)
    dispose()
