"""The composition root: pages, HTTP doors, and the gate around all of them.

Reflex builds the pages from `app`; the web server runs `web`.
"""

from __future__ import annotations

from starlette.applications import Starlette

from tenantpilot.access.gate.install import install
from tenantpilot.access.signin.routes import routes as sign_in_routes
from tenantpilot.kernel.settings import settings
from tenantpilot.operations.download_route import routes as file_routes
from tenantpilot.provider.consent_routes import routes as consent_routes
from tenantpilot.ui.pages import add_pages
from tenantpilot.ui.shell import make_app

app = make_app(development=settings().development)
add_pages(app, development=settings().development)
app.api_transformer = Starlette(routes=[*sign_in_routes(), *file_routes(), *consent_routes()])
gate = install(app)
web = gate.serve
