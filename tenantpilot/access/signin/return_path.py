"""Where to go after sign-in: a path of this installation, or nowhere."""

from __future__ import annotations

import re

HOME = "/"
_MOST = 512
# Only characters that no browser rewrites: no backslash, no control character, no fragment.
_LOCAL = re.compile(r"/(?![/])[A-Za-z0-9._~%!$&'()*+,;=:@?/\[\]-]*")
_DOTS = re.compile(r"/\.{1,2}(/|\?|$)|%2e", re.IGNORECASE)


def local_path(wanted: str | None) -> str:
    """`wanted` when it can only lead to a page of this installation outside /auth, else the start page."""
    if not wanted or len(wanted) > _MOST or not _LOCAL.fullmatch(wanted):
        return HOME
    path = wanted.partition("?")[0]
    if "//" in path or _DOTS.search(path) or path == "/auth" or path.startswith("/auth/"):
        return HOME
    return wanted
