"""A running product with something on every page, and who looks at what."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, BrowserContext, Page

from tenantpilot.access.capabilities import Plane
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.reading import run_detail
from tests.people import context_of, lend_cookie, pointing_at, session_of, space_in

if TYPE_CHECKING:
    from tests.live import Product

OWNER, VIEWER, PLATFORM = "northwind-owner", "northwind-customer-viewer", "platform-operator"
KINDS = ("audit.verify", "audit.export", "run.export")
FINISH_SECONDS = 30


@dataclass
class World:
    """The product, its workspaces by name, and a finished run of `northwind`."""

    product: Product
    northwind: str
    fabrikam: str
    run_ref: str
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Where the product is."""
        return self.product.origin

    def token(self, key: str) -> str:
        """A session of a person, made once."""
        if key not in self.tokens:
            with pointing_at(self.product.variables):
                self.tokens[key] = session_of(key)
        return self.tokens[key]


def make(product: Product) -> World:
    """Let Northwind's owner run every operation once; Fabrikam stays as it was seeded."""
    northwind, fabrikam = space_in(product, "northwind"), space_in(product, "fabrikam")
    with pointing_at(product.variables):
        ctx = context_of(OWNER, space=northwind, plane=Plane.ADMIN)
        started = [start(ctx, kind) for kind in KINDS]
        until(lambda: all(not run_detail(ctx, run.run_ref).row.is_active for run in started))
    return World(product, northwind, fabrikam, started[1].run_ref)


def until(holds: Callable[[], bool], seconds: float = FINISH_SECONDS) -> None:
    """Wait until something holds; fails when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.1)


@contextmanager
def signed_in(browser: Browser, world: World, key: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser context with a person's session; nobody's without a key."""
    context = browser.new_context(**options)
    if key:
        lend_cookie(context, world.origin, world.token(key))
    try:
        yield context
    finally:
        context.close()


def settled(page: Page) -> None:
    """Wait until the page shows its answer and nothing of it is still loading."""
    page.wait_for_selector("main")
    # Both at once: an answer brings words of its own, which are fetched when it is drawn.
    page.wait_for_function(
        "() => document.documentElement.dataset.words === 'whole'"
        " && !document.querySelector('main .skel, main [role=status] .skel')"
    )
