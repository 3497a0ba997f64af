"""Whole HTML pages outside the application: one frame, a strict content policy, never cached."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from markupsafe import Markup
from starlette.responses import HTMLResponse

from tenantpilot.access.signin.style import CSS

_STYLE_HASH = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()

_NOTHING = Markup("")
_FRAME = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">{head}'
    "<title>{title} · TenantPilot</title><style>{css}</style></head>"
    '<body><main id="main"{wide}><div class="brand"><svg viewBox="0 0 20 20" aria-hidden="true">'
    '<rect width="20" height="20" rx="5" fill="currentColor"/>'
    '<path d="M5.6 14.6 10 4.8l4.4 9.8L10 12.4Z"/></svg>TenantPilot</div>{body}</main></body></html>'
)


def _policy(form_targets: Iterable[str]) -> str:
    forms = " ".join(["'self'", *form_targets])
    return (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action {forms}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def page(
    *,
    title: str,
    body: Markup,
    language: str,
    status: int = 200,
    head: Markup = _NOTHING,
    wide: bool = False,
    form_targets: Iterable[str] = (),
) -> HTMLResponse:
    """A complete page; `form_targets` are origins to which a form on it may finally be redirected."""
    html = _FRAME.format(
        language=language,
        title=title,
        head=head,
        css=Markup(CSS),  # noqa: S704  a constant of this package
        wide=Markup(' class="wide"') if wide else "",
        body=body,
    )
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": _policy(form_targets),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Vary": "Accept-Language",
    }
    return HTMLResponse(str(html), status_code=status, headers=headers)
