"""Waiting for an announcement of the database (LISTEN) on a connection of its own."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from tenantpilot.kernel.settings import settings
from tenantpilot.store.engine import CONNECT_TIMEOUT_SECONDS


class Listening:
    """Hears one channel. What is announced while the connection is away is lost, so callers look by themselves too."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._connection: psycopg.Connection[object] | None = None

    def wait(self, seconds: float) -> bool:
        """Until something is announced or the time is over; whether something was.

        Raises:
            ConnectionError: the server is away; waiting again connects anew.
        """
        try:
            connection = self._connection or self._connect()
            heard = sum(1 for _ in connection.notifies(timeout=seconds, stop_after=1))
        except psycopg.Error as error:
            self.close()
            raise ConnectionError(type(error).__name__) from error
        return heard > 0

    def _connect(self) -> psycopg.Connection[object]:
        made: psycopg.Connection[object] = psycopg.connect(
            settings().database_url,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT_SECONDS,
            application_name="tenantpilot listening",
        )
        made.execute(sql.SQL("listen {}").format(sql.Identifier(self._channel)))
        self._connection = made
        return made

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
