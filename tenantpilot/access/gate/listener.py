"""Hears about ended and changed sessions in every web process (PostgreSQL LISTEN).

An announcement made while the connection was away is lost; therefore all connected sessions are compared with the
database after each (re)connect, and once a minute, which also closes sockets of sessions that merely ran out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import psycopg
from psycopg import sql

from tenantpilot.access.gate.lookup import UnavailableError
from tenantpilot.access.gate.revocation import Revocation

log = logging.getLogger("tenantpilot.gate")
COMPARE_SECONDS = 60.0
FIRST_WAIT, LONGEST_WAIT = 0.25, 10.0


class SessionListener:
    """One connection of its own per process; never the pool's, because a pooled one may be handed on."""

    def __init__(self, url: str, channel: str, revocation: Revocation) -> None:
        self._url, self._channel, self._revocation = url, channel, revocation
        self.listening = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listen for as long as the block runs."""
        task = asyncio.create_task(self.run(), name="session-announcements")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def run(self) -> None:
        """Listen until cancelled; a lost connection is opened again, more and more slowly."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._listen()
            except (psycopg.Error, UnavailableError, OSError) as error:
                log.warning("session announcements interrupted: %s", type(error).__name__)
            finally:
                if self.listening.is_set():
                    wait = FIRST_WAIT
                self.listening.clear()
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=5, application_name="tenantpilot sessions"
        )
        async with connection:
            await connection.execute(sql.SQL("listen {}").format(sql.Identifier(self._channel)))
            await self._revocation.refresh_all()
            self.listening.set()
            while True:
                await self._hear(connection)
                await self._revocation.refresh_all()

    async def _hear(self, connection: psycopg.AsyncConnection[Any]) -> None:
        async for notice in connection.notifies(timeout=COMPARE_SECONDS):
            await self._revocation.refresh(notice.payload)
