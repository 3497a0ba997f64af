"""Reads the session behind an event, once per event and always after the event asked.

Events that ask while a query is on its way share the next one: under load one statement answers many events, and
nobody ever gets an answer older than the question. One connection per process serves all of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import psycopg
from psycopg.rows import namedtuple_row

from tenantpilot.access.queries import SESSION_BY_TOKEN, SESSION_SEEN, SESSIONS_BY_REF
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.crypto import token_digest
from tenantpilot.kernel.settings import settings

QUERY_SECONDS = 5.0
SEEN_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A sign-in that stood when the gate asked."""

    id: UUID
    ref: str
    epoch: int
    user_id: UUID
    user_ref: str
    display_name: str
    is_platform_operator: bool
    last_seen_at: datetime


class SessionLookup(Protocol):
    """Where the gate learns which sessions stand."""

    async def by_ref(self, ref: str) -> LiveSession | None:
        """The live session a state key names."""
        ...

    async def by_token(self, token: str) -> LiveSession | None:
        """The live session a cookie's token belongs to."""
        ...

    async def by_refs(self, refs: Iterable[str]) -> Mapping[str, LiveSession]:
        """Those of many sessions that are live."""
        ...

    async def seen(self, session: LiveSession) -> None:
        """The person did something: an idle session is not idle."""
        ...


class UnavailableError(Exception):
    """The database cannot say whether a session stands; nothing is done until it can."""


def _live(row: Any, moment: datetime, idle: timedelta) -> LiveSession | None:
    if row.ended_at is not None or not row.is_active:
        return None
    if row.expires_at <= moment or row.last_seen_at + idle <= moment:
        return None
    return LiveSession(
        row.id,
        row.ref,
        row.epoch,
        row.user_id,
        row.user_ref,
        row.display_name,
        row.is_platform_operator,
        row.last_seen_at,
    )


class DatabaseSessions:
    """The lookup on PostgreSQL, as the application role. Belongs to one event loop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._waiting: dict[str, list[asyncio.Future[LiveSession | None]]] = {}
        self._answering: asyncio.Task[None] | None = None

    async def by_ref(self, ref: str) -> LiveSession | None:
        """One event's question; it joins the next statement."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[LiveSession | None] = loop.create_future()
        self._waiting.setdefault(ref, []).append(answer)
        if self._answering is None:
            self._answering = loop.create_task(self._answer(), name="session-lookup")
        return await answer

    async def _answer(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting, {}
                try:
                    found = await self.by_refs(asked)
                except UnavailableError as error:
                    _settle(asked, error=error)
                else:
                    _settle(asked, found=found)
        finally:
            self._answering = None

    async def by_refs(self, refs: Iterable[str]) -> Mapping[str, LiveSession]:
        """One statement for many sessions; who is missing from the answer is not signed in."""
        rows = await self._rows(SESSIONS_BY_REF, {"refs": list(refs)})
        return {s.ref: s for s in self._live(rows)}

    async def by_token(self, token: str) -> LiveSession | None:
        """The session of a presented cookie."""
        rows = await self._rows(SESSION_BY_TOKEN, {"token_hash": token_digest(token)})
        return next(iter(self._live(rows)), None)

    async def seen(self, session: LiveSession) -> None:
        """Note activity, at most once a minute per session."""
        moment = now()
        if moment - session.last_seen_at >= SEEN_EVERY:
            await self._rows(SESSION_SEEN, {"ref": session.ref, "now": moment}, reads=False)

    def _live(self, rows: list[Any]) -> list[LiveSession]:
        moment, idle = now(), timedelta(minutes=settings().session_idle_minutes)
        return [s for row in rows if (s := _live(row, moment, idle))]

    async def _rows(self, statement: str, values: Mapping[str, Any], *, reads: bool = True) -> list[Any]:
        try:
            async with asyncio.timeout(QUERY_SECONDS):
                return await self._execute(statement, values, reads=reads)
        except (psycopg.Error, TimeoutError, OSError) as error:
            await self.close()
            raise UnavailableError(type(error).__name__) from None

    async def _execute(self, statement: str, values: Mapping[str, Any], *, reads: bool) -> list[Any]:
        cursor = await (await self._connected()).execute(statement, values, prepare=True)
        return await cursor.fetchall() if reads else []

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        held = self._connection
        if held is not None and not held.closed:
            return held
        made = await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, row_factory=namedtuple_row, application_name="tenantpilot gate"
        )
        self._connection = made
        return made

    async def close(self) -> None:
        """Drop the connection; the next question opens a new one."""
        held, self._connection = self._connection, None
        if held is not None:
            await held.close()


def _settle(
    asked: Mapping[str, list[asyncio.Future[LiveSession | None]]],
    *,
    found: Mapping[str, LiveSession] | None = None,
    error: UnavailableError | None = None,
) -> None:
    for ref, answers in asked.items():
        for answer in answers:
            if answer.done():
                continue
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result((found or {}).get(ref))
