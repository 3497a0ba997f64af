"""An installation under attack: the seeded database, an emptied Redis, web processes, and people with sessions."""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any

import psycopg
import redis

from tenantpilot.access.context import Context
from tests import people
from tests.security.harness.raw import STATE, Raw, parse, values
from tests.security.harness.web import Web
from tests.servers import Addresses, Database, environment
from tests.waiting import until


class World:
    """One installation; this process's settings must point at its database."""

    def __init__(
        self, addresses: Addresses, database: Database, folder: Path, *, redis_number: int, state: str
    ) -> None:
        self.database, self.state, self._folder = database, state, folder
        self.redis_url = addresses.redis_url(redis_number)
        self._variables = environment(addresses, database, redis_number=redis_number, owner=False)
        self.connection = psycopg.connect(database.administrator_url, autocommit=True)
        self.webs: list[Web] = []
        self._open: list[Raw] = []
        with redis.Redis.from_url(self.redis_url) as client:
            client.flushdb()

    def start(self, **options: Any) -> Web:
        """One more web process; the first one's address becomes the origin of all."""
        web = Web(self._variables, self._folder, state=self.state)
        web.variables["TENANTPILOT_ORIGIN"] = self.webs[0].address if self.webs else web.address
        self.webs.append(web)
        return web.start(**options)

    @property
    def web(self) -> Web:
        """The first process."""
        return self.webs[0]

    @property
    def origin(self) -> str:
        """The installation's origin."""
        return self.web.address

    def socket(self, who: str | None = None, path: str = "/", *, web: Web | None = None, **options: Any) -> Raw:
        """A socket of a demonstration person (None: nobody), not opened yet; it closes with the world at the latest."""
        token = options.pop("token", None)
        token = token if token is not None else people.session_of(who) if who else ""
        options.setdefault("says_origin", self.origin)
        made = Raw((web or self.web).address, token=token, path=path, **options)
        self._open.append(made)
        return made

    def context(self, key: str, token: str = "") -> Context:
        """The Context of a person as the gate would make it."""
        return people.context_of(key, token=token)

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """Rows of a statement as administrator, whom no policy stops."""
        cursor = self.connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []

    def end_silently(self, token: str) -> None:
        """Revoke a session without telling any web process, as if the announcement were lost."""
        self.sql(
            "update session set ended_at = now(), end_reason = 'revoked', epoch = epoch + 1"
            " where token_hash = sha256(%s::text::bytea)",
            token,
        )

    def at_rest(self, web: Web | None = None, seconds: float = 30.0) -> dict[str, Any]:
        """What is inside a web process once nothing waits and nothing runs, or what still does after `seconds`."""
        end = time.monotonic() + seconds
        while True:
            inside: dict[str, Any] = (web or self.web).ask("inside")
            if not inside["futures"] + inside["tasks"] + inside["queues"] or time.monotonic() > end:
                return inside
            time.sleep(0.03)

    def leave(self, socket: Raw) -> None:
        """Close a socket that was started as a page, and wait until its process knows."""
        shown = values([packet for packet in map(parse, socket.frames) if packet], STATE)
        ident = shown["rx_router_session"]["client_token"]
        socket.close()
        until(lambda: all(ident not in web.ask("inside")["idents"] for web in self.webs), "the socket to be gone")

    def close_sockets(self) -> None:
        """Close every socket that was made here."""
        while self._open:
            self._open.pop().close()

    def stop(self) -> None:
        """End all of it."""
        self.close_sockets()
        for web in self.webs:
            web.stop()
        self.connection.close()


def new_tab() -> str:
    """A tab token as a frontend would make it."""
    return str(uuid.uuid4())
