"""The content security policy of the pages, with the hashes of the inline scripts they were built with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path


class _InlineScripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and "src" not in dict(attrs):
            self._open = True
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts[-1] += data


def inline_scripts(html: str) -> list[str]:
    """The texts of a page's inline scripts, exactly as the browser hashes them."""
    parser = _InlineScripts()
    parser.feed(html)
    parser.close()
    return [s for s in parser.scripts if s]


def source(text: str) -> str:
    """The CSP source expression of one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def script_sources(pages: Iterable[Path]) -> tuple[str, ...]:
    """The distinct source expressions of all inline scripts of the built pages."""
    found = {source(s) for page in pages for s in inline_scripts(page.read_text(encoding="utf-8"))}
    return tuple(sorted(found))


def page_policy(scripts: Iterable[str], socket_origin: str) -> str:
    """The policy of the application's pages: own scripts only, nothing evaluated, never framed."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' " + " ".join(scripts),
            # The style engine of the frontend inserts its rules into style elements.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {socket_origin}",
            "manifest-src 'self'",
            "worker-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
