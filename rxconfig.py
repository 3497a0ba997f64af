"""Reflex's own configuration, derived from the product's settings."""

import reflex as rx

from tenantpilot.kernel.settings import settings
from tenantpilot.ui.browser_catalogues import CataloguesPlugin
from tenantpilot.ui.native_css import NativeCssPlugin
from tenantpilot.ui.plain_elements import PlainElementsPlugin
from tenantpilot.ui.same_origin import SameOriginPlugin

STATE_SECONDS = 900  # unused view state is forgotten after a quarter of an hour

config = rx.Config(
    app_name="tenantpilot",
    api_url=settings().origin,
    deploy_url=settings().origin,
    backend_host="127.0.0.1",
    cors_allowed_origins=[settings().origin],
    transport="websocket",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode=settings().state,
    redis_url=settings().redis_url if settings().state == "redis" else None,
    redis_token_expiration=STATE_SECONDS,
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[SameOriginPlugin(), NativeCssPlugin(), CataloguesPlugin(), PlainElementsPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
