"""What a browser fetches for the first page it opens, and when that page is there."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench import ground
from bench.rows import Row
from tests.chromium import launch_options
from tests.people import lend_cookie, session_in, space_in

LIMIT_KB = 220
ROUNDS = 5
PAINT = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
  .observe({type: 'largest-contentful-paint', buffered: true}))"""


@dataclass
class Load:
    """One cold load."""

    compressed: int = 0
    requests: int = 0
    foreign: set[str] = field(default_factory=set)
    paint: float = 0.0
    usable: float = 0.0


def measure() -> list[Row]:
    """Rows of the goal "first load"."""
    with ground.servers(durable=False) as made, ground.product(made, ground.seeded(made), "sandbox", "web") as product:
        space = space_in(product, "northwind")
        paths = {
            "sign-in page": "/",
            "overview": f"/admin/{space}",
            "operations": f"/admin/{space}/operations",
            "audit log": f"/admin/{space}/audit",
            "members": f"/admin/{space}/members",
        }
        token = session_in(product, "northwind-owner")
        with sync_playwright() as playwright, playwright.chromium.launch(**launch_options()) as browser:
            loads = {
                name: [_load(browser, product.origin, path, "" if path == "/" else token) for _ in range(ROUNDS)]
                for name, path in paths.items()
            }
    return [row for name, found in loads.items() for row in _rows(name, found)]


def _rows(name: str, found: list[Load]) -> list[Row]:
    weight = max(load.compressed for load in found) / 1000
    paint = statistics.median(load.paint for load in found)
    usable = statistics.median(load.usable for load in found)
    foreign = {host for load in found for host in load.foreign}
    return [
        Row(
            f"first load of {name}, cold, compressed",
            f"at most {LIMIT_KB} KB",
            f"{weight:.0f} KB in {found[0].requests} requests",
            weight <= LIMIT_KB,
            note=f"other hosts: {', '.join(sorted(foreign)) or 'none'}",
        ),
        Row(
            f"first load of {name}, largest paint",
            "at most 1.5 s",
            f"{paint / 1000:.2f} s",
            paint <= 1500,
            note=f"heading of the loaded page after {usable / 1000:.2f} s",
        ),
    ]


def _load(browser: Browser, origin: str, path: str, token: str) -> Load:
    load = Load()
    with browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}) as context:
        if token:
            lend_cookie(context, origin, token)
        page = context.new_page()
        page.on("requestfinished", lambda request: _count(load, request, origin))
        page.goto(origin + path, wait_until="commit")
        page.get_by_role("heading", level=1).first.wait_for(timeout=30_000)
        load.usable = _now(page)
        page.wait_for_load_state("networkidle")
        load.paint = page.evaluate(PAINT)
    return load


def _now(page: Page) -> float:
    return float(page.evaluate("performance.now()"))


def _count(load: Load, request: Request, origin: str) -> None:
    sizes = request.sizes()
    load.requests += 1
    load.compressed += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    host = urlsplit(request.url).netloc
    if host != urlsplit(origin).netloc:
        load.foreign.add(host)
