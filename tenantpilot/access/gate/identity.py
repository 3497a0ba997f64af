"""The key of a browser tab's state, derived on the server; the token a browser chooses is only one ingredient of it.

`<session ref>-<epoch>-<mac>`: another session, another epoch or another tab gives another key, hence another, empty
state. The key names its session, so that every place that obtains state knows whose authority to look up.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache

from tenantpilot.kernel.crypto import derive_key

# The frontend sets the variant digit to 8 or more, not to 8 to b as a version 4 uuid has it.
_TAB = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89a-f][0-9a-f]{3}-[0-9a-f]{12}")
_IDENT = re.compile(r"([a-z0-9]{8,64})-(0|[1-9][0-9]{0,9})-([0-9a-f]{32})")
_ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a state key says about itself; `session_ref` is empty for people who are not signed in."""

    session_ref: str
    epoch: int


@lru_cache(maxsize=1)
def _key() -> bytes:
    return derive_key("state identity")


def is_tab_token(token: object) -> bool:
    """Whether `token` is a uuid as the frontend makes it; nothing else opens a socket."""
    return isinstance(token, str) and _TAB.fullmatch(token) is not None


def state_ident(session_ref: str, epoch: int, tab_token: str) -> str:
    """The state key of one tab of one session; Reflex splits keys at `_`, so it holds none."""
    mac = hmac.digest(_key(), f"{session_ref}\0{epoch}\0{tab_token}".encode(), "sha256").hex()[:32]
    return f"{session_ref}-{epoch}-{mac}"


def anonymous_ident() -> str:
    """A key for one socket without a session; never met again after the socket closes."""
    return f"{_ANONYMOUS}{secrets.token_hex(12)}-0-{secrets.token_hex(16)}"


def parse_ident(ident: str) -> Identity | None:
    """Who stands behind a state key, or None if this server cannot have made it."""
    found = _IDENT.fullmatch(ident)
    if found is None:
        return None
    ref = found[1]
    return Identity("" if ref.startswith(_ANONYMOUS) else ref, int(found[2]))


def session_prefix(session_ref: str) -> str:
    """What all state keys of a session start with."""
    return f"{session_ref}-"
