"""What keeps a tenant from being read is said where it bites; who may not look is told no more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.handles import seal
from tenantpilot.operations import controls
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.tenants.services import change_lifecycle
from tests.browser.cloud import LARGE
from tests.browser.test_tenants import slowed
from tests.browser.world import OWNER, PLATFORM, World, settled, signed_in
from tests.people import context_of, pointing_at

pytestmark = pytest.mark.browser
READER, FOREIGN = "northwind-read-only", "fabrikam-owner"
PLACES = (
    "tenants/[tenant]", "tenants/[tenant]/permissions", "connections/[connection]",
    "connections/new?environment_id=[tenant]", "inventory/[policy]", "inventory/[policy]?tab=diff",
    "inventory?environment_id=[tenant]",
)  # fmt: skip


def opened(page: Page, world: World, path: str) -> Page:
    """A page of Northwind, with its answer."""
    page.goto(f"{world.origin}/admin/{world.northwind}/{path}")
    settled(page)
    return page


def filled(world: World, path: str) -> str:
    """An address with the world's ids in it."""
    for name, value in world.filled().items():
        path = path.replace(name, value)
    return path


@pytest.fixture
def back_to_work(world: World) -> Iterator[None]:
    """Whatever was stopped or suspended goes on afterwards: other journeys read the same tenants."""
    yield
    with pointing_at(world.product.variables):
        ctx = context_of(OWNER, space=world.northwind, plane=Plane.ADMIN)
        staff = context_of(PLATFORM, plane=Plane.SYSTEM)
        for row in controls.list_controls(ctx).rows:
            if row.handle:
                controls.release(ctx, row.handle, "the test is over")
        for row in controls.list_installation_controls(staff).rows:
            if row.handle:
                controls.release_everywhere(staff, row.handle, "the test is over")


@pytest.mark.proves("TEN-104", negative=True)
def test_suspending_a_tenant_stops_its_sync_and_says_so(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context, slowed(world, LARGE.tenant_id, 0.5):
        page = opened(context.new_page(), world, f"tenants/{world.read.tenant}")
        page.get_by_role("button", name="Sync inventory").click()
        expect(page.get_by_role("heading", name="Syncing now")).to_be_visible()
        page.get_by_role("button", name="Actions for Adventure Works").click()
        page.get_by_role("menuitem", name="Suspend tenant").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Reason").fill("Contract is being renewed")
        dialog.get_by_role("button", name="Suspend tenant").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_text("The last sync was blocked")).to_be_visible()
        expect(page.get_by_text("This tenant cannot be synced now")).to_be_visible()
        mark = world.cloud.graph.log.mark()
        page.get_by_role("main").get_by_role("link", name="Open run").click()
        settled(page)
        expect(page.get_by_role("main").locator(".rechead").get_by_text("Blocked")).to_be_visible()
    assert world.cloud.graph.log.entries(tenant=LARGE.tenant_id, after=mark) == []
    with world.person() as ctx:
        change_lifecycle(ctx, seal(ctx, "tenant", world.read.tenant), "active", reason="the test is over")


@pytest.mark.proves("TEN-104", negative=True)
@pytest.mark.parametrize("by", ["workspace", "installation"])
def test_a_stopped_sync_is_explained_where_it_would_start(
    browser: Browser, world: World, by: str, back_to_work: None
) -> None:
    with pointing_at(world.product.variables):
        if by == "workspace":
            ctx = context_of(OWNER, space=world.northwind, plane=Plane.ADMIN)
            controls.stop(ctx, SYNC_INVENTORY, "Throttled by Microsoft")
        else:
            controls.stop_everywhere(context_of(PLATFORM, plane=Plane.SYSTEM), SYNC_INVENTORY, "Throttled by Microsoft")
    words = {"workspace": "This workspace has stopped", "installation": "The people who run this installation have"}
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = opened(context.new_page(), world, f"tenants/{world.read.tenant}")
        expect(page.get_by_text(words[by])).to_be_visible()
        expect(page.get_by_role("button", name="Sync inventory")).to_be_disabled()


@pytest.mark.proves("TEN-105", negative=True)
@pytest.mark.parametrize("place", PLACES)
def test_another_workspace_finds_nothing(browser: Browser, world: World, place: str) -> None:
    with signed_in(browser, world, FOREIGN, locale="en-GB") as context:
        page = context.new_page()
        for space in (world.northwind, world.fabrikam):
            page.goto(f"{world.origin}/admin/{space}/{filled(world, place)}")
            settled(page)
            expect(page.get_by_role("heading", name="Nothing is here")).to_be_visible()
            assert LARGE.display_name not in page.content()


@pytest.mark.proves("TEN-105", negative=True)
def test_a_reader_sees_and_is_offered_nothing_to_do(browser: Browser, world: World) -> None:
    with signed_in(browser, world, READER, locale="en-GB") as context:
        page = opened(context.new_page(), world, f"tenants/{world.read.tenant}")
        expect(page.get_by_role("heading", name=LARGE.display_name, exact=True)).to_be_visible()
        expect(page.locator(".unread li").first).to_be_visible()  # others may read this again
        for name in ("Sync inventory", "Add tenant", "Check connection", re.compile("^Read .+ again$")):
            expect(page.get_by_role("button", name=name)).to_have_count(0)
        expect(
            page.get_by_text("Read in part").first
        ).to_be_visible()  # so there is something that others may read again
        opened(page, world, f"connections/new?environment_id={world.read.tenant}")
        expect(page.get_by_label("Application (client) ID")).to_have_count(0)
        opened(page, world, f"inventory/{world.read.changed}")
        expect(page.get_by_role("link", name="Raw")).to_have_count(0)
        expect(page.get_by_role("button", name="Read again")).to_have_count(0)


@pytest.mark.proves("TEN-105", negative=True)
def test_the_tenant_in_the_address_filters_and_authorises_nothing(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = opened(context.new_page(), world, f"tenants/{world.read.tenant}")  # is remembered from now on
        opened(page, world, "connections/new")
        expect(page.get_by_role("heading", name="Nothing is here")).to_be_visible()
        for alias in ("tenant_id", "managed_environment_id", "tenant"):
            opened(page, world, f"connections/new?{alias}={world.read.tenant}")
            expect(page.get_by_role("heading", name="Nothing is here")).to_be_visible()
        opened(page, world, f"connections/new?environment_id={world.read.foreign}")
        expect(page.get_by_role("heading", name="Nothing is here")).to_be_visible()
        opened(page, world, f"inventory/{world.read.changed}?environment_id={world.read.small}")
        expect(page.get_by_role("complementary").get_by_role("link", name=LARGE.display_name)).to_be_visible()
