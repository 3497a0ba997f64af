"""The two cookies: the session's (Strict) and the one that binds a sign-in under way to its browser (Lax).

Over TLS both carry the `__Host-` prefix, which browsers keep other hosts and paths from setting. On the loopback
interface without TLS, where the prefix is impossible, the names have none.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response

from tenantpilot.kernel.settings import settings

_SESSION = "tp_session"
_SIGN_IN = "tp_signin"
_LONGEST_TOKEN = 64


def session_cookie() -> str:
    """The name of the session cookie."""
    return f"__Host-{_SESSION}" if settings().is_secure else _SESSION


def sign_in_cookie() -> str:
    """The name of the cookie that exists between leaving for the provider and coming back."""
    return f"__Host-{_SIGN_IN}" if settings().is_secure else _SIGN_IN


def read(header: str, name: str) -> str:
    """The value of cookie `name` in a Cookie header; empty when absent, oversized, or sent twice with two values."""
    found = {value for key, _, value in (part.strip().partition("=") for part in header.split(";")) if key == name}
    if len(found) != 1:
        return ""
    value = found.pop()
    return value if len(value) <= _LONGEST_TOKEN else ""


def session_token(header: str) -> str:
    """The session token in a Cookie header (requests and websocket handshakes)."""
    return read(header, session_cookie())


def _write(response: Response, name: str, value: str, samesite: str, life: int | None) -> None:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar[name] = value
    except CookieError as error:  # names and values are ours; a change of alphabet must not pass unseen
        raise ValueError(f"cookie {name} cannot be written") from error
    morsel = jar[name]
    morsel["path"] = "/"
    morsel["httponly"] = True
    morsel["samesite"] = samesite
    morsel["secure"] = settings().is_secure
    if life is not None:
        morsel["max-age"] = life
    response.headers.append("set-cookie", morsel.OutputString())


def set_session(response: Response, token: str) -> None:
    """Give the browser its session; it forgets it when it closes, the server ends it earlier or later by its rules."""
    _write(response, session_cookie(), token, "Strict", None)


def clear_session(response: Response) -> None:
    """Take the session cookie back."""
    _write(response, session_cookie(), "", "Strict", 0)


def set_sign_in(response: Response, token: str, life: int) -> None:
    """Bind a sign-in under way to this browser for `life` seconds. Lax: it must come along on the way back."""
    _write(response, sign_in_cookie(), token, "Lax", life)


def clear_sign_in(response: Response) -> None:
    """The sign-in is over."""
    _write(response, sign_in_cookie(), "", "Lax", 0)
