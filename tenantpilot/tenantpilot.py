"""The composition root: pages, HTTP doors, and the gate around all of them. Reflex and the web server import `app`."""

from __future__ import annotations

import reflex as rx
from starlette.applications import Starlette

from tenantpilot.access.gate.install import install
from tenantpilot.access.signin.routes import routes as sign_in_routes
from tenantpilot.ui.pages import add_pages

app = rx.App(
    theme=None,
    toaster=None,
    stylesheets=["/styles/entry.css"],
    head_components=[rx.el.script(src="/theme.js")],
)
add_pages(app)
app.api_transformer = Starlette(routes=[*sign_in_routes()])
gate = install(app)
