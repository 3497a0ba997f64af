"""The socket door: who may connect, as whom, and which packets get through."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import redis.exceptions
from reflex.app import App
from reflex.state import StateUpdate
from socketio.exceptions import ConnectionRefusedError as ConnectRefused

from tenantpilot.access.cookies import session_token
from tenantpilot.access.gate.admission import Admission, Refusal
from tenantpilot.access.gate.identity import anonymous_ident, is_tab_token, state_ident
from tenantpilot.access.gate.limits import Bucket, Limits
from tenantpilot.access.gate.lookup import LiveSession, SessionLookup, UnavailableError
from tenantpilot.access.gate.notices import notice_delta, sign_in_first
from tenantpilot.access.gate.reflex_private import PrivateNamespace, background_tasks, queued_events

_PACKETS = {"event": 1, "ping": 0, "client_error": 1}
RELOAD = "state_mismatch"


class GateNamespace(PrivateNamespace):
    """Reflex's namespace with the door in front of it."""

    def __init__(
        self,
        path: str,
        app: App,
        *,
        origins: frozenset[str],
        sessions: SessionLookup,
        admission: Admission,
        limits: Limits,
        forget: Callable[[str], Coroutine[Any, Any, Any]],
        remember: Callable[[str, str], Coroutine[Any, Any, Any]],
    ) -> None:
        super().__init__(path, app)
        self._origins, self._sessions = origins, sessions
        self._admission, self._limits = admission, limits
        self._forget, self._remember = forget, remember
        self._people: dict[str, LiveSession | None] = {}
        self._buckets: dict[str, Bucket] = {}
        self._shared: dict[str, Bucket] = {}
        self._sockets: Counter[str] = Counter()
        self._closing: set[asyncio.Task[Any]] = set()

    async def trigger_event(self, event: Any, *args: Any) -> Any:
        """Let genuine calls pass. python-socketio hands a packet *named* connect or disconnect to the same methods."""
        why = self._objection(event, *args)
        if why is not None:
            self._admission.refuse(why)
            return None
        return await super().trigger_event(event, *args)

    def _objection(self, event: Any, sid: Any = None, *args: Any) -> Refusal | None:
        if event == "connect":
            genuine = bool(args) and args[0] is self.server.get_environ(sid, self.namespace)
            return None if genuine and sid not in self._people else Refusal.PACKET
        if event == "disconnect":  # a live socket cannot be "disconnected" by a packet
            return Refusal.PACKET if self.server.manager.is_connected(sid, self.namespace) else None
        if not isinstance(event, str) or event not in _PACKETS or len(args) > _PACKETS[event]:
            return Refusal.PACKET
        return None if self._may_send(sid) else Refusal.RATE

    def _may_send(self, sid: Any) -> bool:
        bucket = self._buckets.get(sid)
        if bucket is None or not bucket.take():
            return False
        person = self._people.get(sid)
        return person is None or self._shared[person.ref].take()

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Check where the page comes from, its tab, and the cookie; then let Reflex connect it."""
        try:
            await self._enter(sid, environ)
            await super().on_connect(sid, environ, _boot_only(auth))
        except (UnavailableError, redis.exceptions.ConnectionError, redis.exceptions.TimeoutError):
            # An answer, so that the page tries again by itself; an unanswered socket would wait for ever.
            self._leave(sid)
            raise ConnectRefused("unavailable") from None
        except BaseException:
            self._leave(sid)
            raise

    async def _enter(self, sid: str, environ: dict[str, Any]) -> None:
        if environ.get("HTTP_ORIGIN") not in self._origins:  # a missing Origin is refused too
            raise self._refused(Refusal.ORIGIN)
        tokens = [v for k, v in parse_qsl(environ.get("QUERY_STRING", "")[:512]) if k == "token"]
        if len(tokens) != 1 or not is_tab_token(tokens[0]):
            raise self._refused(Refusal.TOKEN)
        token = session_token(environ.get("HTTP_COOKIE", ""))
        person = await self._sessions.by_token(token) if token else None
        ref = person.ref if person else ""
        most = self._limits.sockets_per_session if person else self._limits.anonymous_sockets
        if self._sockets[ref] >= most:
            raise self._refused(Refusal.SOCKETS)
        self._sockets[ref] += 1
        self._people[sid] = person
        self._buckets[sid] = Bucket(self._limits.events_per_second)
        if ref and ref not in self._shared:
            self._shared[ref] = Bucket(self._limits.session_events_per_second)

    def _refused(self, why: Refusal) -> ConnectRefused:
        self._admission.refuse(why)
        return ConnectRefused(why.value)

    def _leave(self, sid: str) -> None:
        self._buckets.pop(sid, None)
        if sid not in self._people:
            return
        person = self._people.pop(sid)
        ref = person.ref if person else ""
        self._sockets[ref] -= 1
        if self._sockets[ref] <= 0:
            del self._sockets[ref]
            self._shared.pop(ref, None)

    async def link_token_to_sid(self, sid: str, token: str, *, update_state: bool = True) -> None:
        """Tie the socket to the state of this session and tab, never to the token as it was sent."""
        person = self._people[sid]
        ident = _ident(person, token)
        if not await self.link_ident(ident, sid):
            token = str(uuid4())  # a duplicated tab: same session, but a state of its own
            ident = _ident(person, token)
            await self.link_ident(ident, sid)
            await self.emit("new_token", token, to=sid)
        if person is not None:
            await self._remember(person.ref, ident)
        if update_state:
            await self.record_socket(ident, sid)

    def on_disconnect(self, sid: str) -> asyncio.Task[Any] | None:
        """An anonymous state dies with its socket."""
        ident, anonymous = self.sid_to_token.get(sid), self._people.get(sid) is None
        self._leave(sid)
        done = super().on_disconnect(sid)
        if ident and anonymous:
            self._later(self._forget(ident))
        return done

    def _later(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def on_event(self, sid: str, data: Any) -> None:
        """Queue what is admitted; a known event that does not fit is answered like an absent record."""
        ident = self.sid_to_token.get(sid)
        if ident is None or sid not in self._people:
            self._admission.refuse(Refusal.PACKET)
            return
        admitted = self._admission.admit(data)
        if admitted is Refusal.PAYLOAD:
            await self.emit_update(self._unfit(sid), ident)
        elif not isinstance(admitted, Refusal):
            if self._is_full(ident, admitted["name"]):
                self._admission.refuse(Refusal.QUEUE)
            else:
                await super().on_event(sid, admitted)

    def _unfit(self, sid: str) -> StateUpdate:
        if self._people[sid] is None:
            return sign_in_first("/")
        return StateUpdate(delta=notice_delta("error-not-found"))

    def _is_full(self, ident: str, name: str) -> bool:
        if name in self._admission.background:
            return background_tasks(self.app, ident) >= self._limits.background_tasks
        return queued_events(self.app, ident) >= self._limits.queued_events

    # ---------------------------------------------------------------------------------- for revocation

    def connected(self) -> dict[str, set[int]]:
        """The sessions with open sockets in this process, with the epochs they connected under."""
        found: dict[str, set[int]] = {}
        for person in self._people.values():
            if person is not None:
                found.setdefault(person.ref, set()).add(person.epoch)
        return found

    async def send_away(self, ident: str) -> None:
        """Make the page load afresh, as whoever the cookie now stands for, and close its socket."""
        sid = self.socket_of(ident)
        if sid is not None:
            await self.emit(RELOAD, {"backend": "", "reload_cooldown_ms": -1}, to=sid)
            await asyncio.sleep(0)
            await self.server.disconnect(sid, namespace=self.namespace)


def _ident(person: LiveSession | None, token: str) -> str:
    return state_ident(person.ref, person.epoch, token) if person else anonymous_ident()


def _boot_only(auth: Any) -> dict[str, Any] | None:
    """The two things a frontend sends on connect, in their shapes, or nothing."""
    if not isinstance(auth, dict):
        return None
    schema, event = auth.get("state_schema"), auth.get("event")
    kept: dict[str, Any] = {}
    if isinstance(schema, str) and len(schema) <= 128:
        kept["state_schema"] = schema
    if isinstance(event, dict):
        kept["event"] = event
    return kept
