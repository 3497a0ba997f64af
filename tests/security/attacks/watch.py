"""What an attack changed: every row of every table before and after, and what frames gave away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import psycopg

from tests.security.attacks.booty import PUBLIC, UUID, Booty
from tests.security.harness.raw import STATE

Change = tuple[str, dict[str, Any] | None, dict[str, Any] | None]
NIL = "00000000-0000-0000-0000-000000000000"
_TABLES = "select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version' order by 1"
_KEY = ("workspace_id", "id", "seq", "membership_id", "run_id", "number", "named_tenant_id", "state_hash")


class Rows:
    """All rows of the installation by their checksums, read in one statement."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._names = [row[0] for row in connection.execute(_TABLES)]
        parts = [f"select '{n}', md5(t::text) from \"{n}\" t" for n in self._names]
        self._statement = " union all ".join(parts)
        self._known: dict[tuple[str, str], dict[str, Any]] = {}
        self._last: set[tuple[str, str]] = set()
        self.changes()

    def changes(self) -> list[Change]:
        """Rows that came, went or differ since the last call."""
        now = {(t, digest) for t, digest in self._connection.execute(self._statement)}
        for table in {t for t, _ in now - self._last}:
            self._fetch(table, [d for t, d in now - self._last if t == table])
        gone = {(t, _key(self._known[t, d])): self._known[t, d] for t, d in self._last - now}
        came = {(t, _key(self._known[t, d])): self._known[t, d] for t, d in now - self._last}
        self._last = now
        return [(key[0], gone.get(key), came.get(key)) for key in sorted(set(gone) | set(came))]

    def _fetch(self, table: str, digests: list[str]) -> None:
        found = self._connection.execute(
            f'select md5(t::text), to_jsonb(t) from "{table}" t where md5(t::text) = any(%s)', [digests]
        )
        self._known |= {(table, digest): row for digest, row in found}


def _key(row: dict[str, Any]) -> str:
    return json.dumps([row.get(name) for name in _KEY], default=str)


class Allowance:
    """What one attacker's own doings may change: their own sign-in and preferences, denials, their own workspace."""

    def __init__(self, user_id: str, user_ref: str, own_workspaces: Iterable[str], *, may_start: bool) -> None:
        self._user_id, self._user_ref, self._own = user_id, user_ref, set(own_workspaces)
        self._may_start = may_start

    def forbids(self, change: Change) -> bool:
        """Whether a change is somebody else's."""
        table, before, after = change
        row = after or before or {}
        if table == "audit_head":
            return False  # follows its entries, each of which is looked at
        if row.get("workspace_id") in self._own and table != "audit_entry":
            return False
        differ = _differ(before, after)
        mine = self._user_id in (row.get("user_id"), row.get("initiator_id"), row.get("owner_id"))
        allowed = {
            "audit_entry": table == "audit_entry" and before is None and self._may_write(row),
            "session": mine,
            "notification": mine,
            "user_account": row.get("id") == self._user_id and differ <= {"theme", "language", "density"},
            "operation_run": before is None and mine,
            "run_outbox": before is None,
            "membership": mine and differ == {"is_pinned"},
            "saved_view": mine and "owner_id" not in (differ if before and after else ()),
        }
        return not allowed.get(table, False)

    def _may_write(self, entry: dict[str, Any]) -> bool:
        if entry["workspace_id"] in self._own:
            return True
        if entry["actor_ref"] != self._user_ref:
            return False
        own_sign_in = entry["workspace_id"] == NIL and entry["action"] in ("session.started", "session.ended")
        own_run = self._may_start and entry["action"] == "run.queued"
        return entry["action"] in ("access.denied", "view.saved") or own_sign_in or own_run


def _differ(before: dict[str, Any] | None, after: dict[str, Any] | None) -> set[str]:
    return {n for n in {**(before or {}), **(after or {})} if (before or {}).get(n) != (after or {}).get(n)}


def leaks(frames: Iterable[str], booty: Booty, visible: set[str], own: set[str]) -> list[str]:
    """Values in frames that this attacker must not see; `own` is what they sent or may know."""
    text = "\n".join(frames)
    found = [v for v in set(UUID.findall(text)) if v in booty.internal and v not in own]
    others = set().union(*(v for space, v in booty.public.items() if space not in visible))
    known = set().union(*(v for space, v in booty.public.items() if space in visible))
    found += [v for v in set(PUBLIC.findall(text)) if v in others - known and v not in own]
    found += [v for v in others - known if "@" in v and v in text and v not in own]
    found += [v for v in booty.secret if len(v) > 8 and v in text and v not in own]
    return found


def masked(packets: list[Any], sent: Iterable[str]) -> str:
    """Packets as text without routing data, in which what was sent, serial numbers and references are alike."""
    text = json.dumps([p for p in map(_without_router, packets) if p], sort_keys=True)
    for value in sorted((v for v in sent if len(v) > 5), key=len, reverse=True):
        text = text.replace(json.dumps(value)[1:-1], "…")
    return _numbers(text)


def differing(answers: Iterable[str]) -> list[str]:
    """Answers from shortly before the place where they begin to differ."""
    texts = sorted(answers)
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    start = max(0, sum(1 for _ in alike) - 60)
    return [text[start : start + 240] for text in texts]


def _without_router(packet: Any) -> Any:
    """A packet without the values Reflex repeats from the request: they differ with each socket and address."""
    if packet[0] != "event":
        return packet
    delta = {state: v for state, v in (packet[1].get("delta") or {}).items() if state != STATE}
    events = packet[1].get("events")
    return ["event", {"delta": delta, "events": events}] if delta or events else None


def _numbers(text: str) -> str:
    text = re.sub(r'"serial_rx_state_": \d+', '"serial": 0', text)
    text = re.sub(r'"key": "\d+"', '"key": "0"', text)
    return re.sub(r'"reference_rx_state_": "err_[0-9a-f]+"', '"reference": "err"', text)
